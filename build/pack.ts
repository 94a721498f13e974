import { Platform, build } from 'electron-builder';
import { configuration, stage, type Packing } from './package.ts';

/**
 * Packs what is built in out/app, for this machine's processor.
 * @param targets electron-builder's names, such as `AppImage`; `dir` is the app as a folder
 * @param platform this machine's own, when left out
 * @returns the paths of what was made; for `dir` the folder for what is made
 * @throws whatever electron-builder throws; packing-problem.ts puts it in words
 */
export async function pack(
  packing: Packing,
  targets: readonly string[],
  platform: Platform = Platform.current(),
): Promise<readonly string[]> {
  stage(packing.root, packing.staged);
  const made = await build({
    projectDir: packing.root,
    targets: platform.createTarget([...targets]),
    publish: 'never',
    config: configuration(packing),
  });
  return made.length > 0 ? made : [packing.output];
}

/** `npm run icons`: renders build/resources/icon.svg to the installers' icons, which are kept in the repository. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { findChromium } from '../test/host/chromium-path.ts';
import { icnsFile, icoFile, type Picture } from './icon-files.ts';

const resources = fileURLToPath(new URL('resources', import.meta.url));
const edges = [16, 24, 32, 48, 64, 128, 256, 512, 1024];

async function render(svg: string): Promise<Picture[]> {
  const browser = await chromium.launch({ executablePath: await findChromium() });
  try {
    const page = await browser.newPage({ deviceScaleFactor: 1 });
    const bare = 'body { margin: 0; background: transparent } svg { display: block; width: 100vw; height: 100vh }';
    await page.setContent(`<style>${bare}</style>${svg}`);
    const pictures: Picture[] = [];
    for (const edge of edges) {
      await page.setViewportSize({ width: edge, height: edge });
      pictures.push({ edge, png: await page.screenshot({ omitBackground: true }) });
    }
    return pictures;
  } finally {
    await browser.close();
  }
}

try {
  const pictures = await render(readFileSync(join(resources, 'icon.svg'), 'utf8'));
  const folder = join(resources, 'icons');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  // Linux takes the sizes from the names.
  for (const { edge, png } of pictures) writeFileSync(join(folder, `${edge}x${edge}.png`), png);
  writeFileSync(join(resources, 'icon.ico'), icoFile(pictures.filter(({ edge }) => edge <= 256)));
  writeFileSync(join(resources, 'icon.icns'), icnsFile(pictures));
  console.log(`Wrote ${pictures.length} sizes, icon.ico and icon.icns to build/resources.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

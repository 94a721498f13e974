import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join, parse } from 'node:path';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { Log } from '../ports.ts';

/** Files of the same name before another one is refused. */
const mostAlike = 999;

const isTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EEXIST';

/**
 * Saves a text in a folder, UTF-8, readable by its owner alone. What is there is never written over: the name gets
 * " (2)" and so on. Answers the name taken; error `file-not-saved`.
 */
export const createSaveFile =
  (folder: () => string, log: Log) =>
  async (name: string, text: string): Promise<Result<string>> => {
    const { name: stem, ext } = parse(basename(name));
    try {
      await mkdir(folder(), { recursive: true });
      for (let number = 1; number <= mostAlike; number += 1) {
        const tried = number === 1 ? `${stem}${ext}` : `${stem} (${number})${ext}`;
        try {
          // oxlint-disable-next-line no-await-in-loop -- each name is tried only when the one before is taken
          await writeFile(join(folder(), tried), text, { flag: 'wx', mode: 0o600 });
          return ok(tried);
        } catch (error) {
          if (!isTaken(error)) throw error;
        }
      }
    } catch (error) {
      log.warn('a file could not be saved', { error });
    }
    return fail('file-not-saved', 'the file could not be written');
  };

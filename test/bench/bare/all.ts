/** Reads every script of the folder that is named: main's chunks, what is loaded later included. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = process.argv[2] ?? '';
for (const file of readdirSync(folder)) if (file.endsWith('.js')) await import(pathToFileURL(join(folder, file)).href);
process.exit(0);

import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const at = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** For each room: what ARCHITECTURE.md lets it import, and what it does not. */
const rooms: readonly { file: string; allowed: readonly string[]; forbidden: readonly string[] }[] = [
  {
    file: 'contract/things.ts',
    allowed: ["import 'zod'", "import 'temporal-polyfill'", "import './rules/a.ts'"],
    forbidden: ["import 'electron'", "import 'node:fs'", "import 'react'", "import '../electron/ports.ts'"],
  },
  {
    file: 'contract/rules/rule.ts',
    allowed: ["import '../result.ts'", "import './other.ts'", "import 'rrule-temporal'"],
    forbidden: ["import 'fs'", "import 'rrule-temporal/totext'", "import type { App } from 'electron'", "import '../../renderer/ui/button.tsx'"],
  },
  {
    file: 'electron/main.ts',
    allowed: ["import 'electron'", "import 'node:fs/promises'", "import './zoho/http.ts'", "import '../contract/result.ts'"],
    forbidden: ["import 'react'", "import '../renderer/index.tsx'", "import '../test/host/register.ts'"],
  },
  {
    file: 'electron/compose.ts',
    allowed: ["import 'electron'", "import 'node:crypto'", "import './zoho/http.ts'", "import '../contract/result.ts'"],
    forbidden: ["import 'react'", "import '../renderer/index.tsx'", "import 'electron-store'"],
  },
  {
    file: 'electron/preload.ts',
    allowed: ["import 'electron'", "import '../contract/names.ts'", "import type { A } from '../contract/api.ts'"],
    forbidden: ["import 'node:fs'", "import 'zod'", "import './ports.ts'", "import { calls } from '../contract/api.ts'"],
  },
  { file: 'electron/ports.ts', allowed: ["import '../contract/result.ts'"], forbidden: ["import 'node:fs'", "import './zoho/http.ts'"] },
  {
    file: 'electron/ipc/serve.ts',
    allowed: ["import '../../contract/api.ts'", "import type { A } from '../account/service.ts'", "import type { A } from 'electron'"],
    forbidden: ["import 'electron'", "import { a } from '../account/service.ts'", "import '../zoho/http.ts'", "import 'node:fs'"],
  },
  {
    file: 'electron/account/vault.ts',
    allowed: ["import '../zoho/http.ts'", "import '../zoho/origin.ts'", "import '../ports.ts'", "import 'node:crypto'", "import '../../contract/zod.ts'"],
    forbidden: ["import 'electron'", "import type { A } from 'electron'", "import '../zoho/sessions.ts'", "import '../agenda/store.ts'", "import 'zod'"],
  },
  {
    file: 'electron/account/parts/part.ts',
    allowed: ["import '../vault.ts'", "import '../../../contract/result.ts'", "import '../../ports.ts'"],
    forbidden: ["import '../../shell/guards.ts'", "import 'electron-store'", "import '../../../renderer/index.tsx'"],
  },
  {
    file: 'electron/zoho/meetings.ts',
    allowed: ["import '../../contract/domain.ts'", "import '../ports.ts'", "import type { A } from '../account/service.ts'", "import '../../contract/zod.ts'"],
    forbidden: ["import 'electron'", "import { a } from '../account/service.ts'", "import '../account/vault.ts'", "import '../shell/log.ts'"],
  },
  {
    file: 'electron/zoho/wire/user.ts',
    allowed: ["import '../time.ts'", "import './values.ts'", "import '../../../contract/domain.ts'"],
    forbidden: ["import 'electron'", "import '../../account/vault.ts'", "import '../../sandbox/index.ts'"],
  },
  {
    file: 'electron/agenda/store.ts',
    allowed: ["import '../zoho/types.ts'", "import '../../contract/domain.ts'", "import 'node:sqlite'"],
    forbidden: ["import 'electron'", "import '../account/account.ts'", "import '../ipc/push.ts'"],
  },
  {
    file: 'electron/shell/window.ts',
    allowed: ["import 'electron'", "import 'electron-store'", "import 'electron-log/node'", "import '../ports.ts'"],
    forbidden: ["import '../account/account.ts'", "import '../zoho/http.ts'", "import '../sandbox/index.ts'", "import 'react'"],
  },
  {
    file: 'electron/sandbox/index.ts',
    allowed: ["import 'node:http'", "import './server/server.ts'"],
    forbidden: ["import 'zod'", "import 'electron'", "import '../../contract/result.ts'", "import '../ports.ts'"],
  },
  {
    file: 'electron/sandbox/meeting/store.ts',
    allowed: ["import '../clock.ts'", "import '../server/server.ts'", "import 'node:fs/promises'"],
    forbidden: ["import '../../ports.ts'", "import '../../../contract/result.ts'", "import 'temporal-polyfill'"],
  },
  {
    file: 'renderer/index.tsx',
    allowed: ["import 'react-dom/client'", "import './features/app.tsx'", "import '../contract/result.ts'"],
    forbidden: ["import 'electron'", "import 'node:fs'", "import 'zod'", "import '../electron/ports.ts'"],
  },
  {
    file: 'renderer/features/meetings/list.tsx',
    allowed: [
      "import 'react'",
      "import '@tanstack/react-virtual'",
      "import 'react-aria-components/Button'",
      "import '../../ui/button.tsx'",
      "import '../../bridge/parley.ts'",
      "import './row.tsx'",
      "import type { A } from '../../../contract/domain.ts'",
      "import '../../../contract/rules/invitation.ts'",
    ],
    forbidden: [
      "import 'electron'",
      "import type { App } from 'electron'",
      "import 'node:path'",
      "import 'zod'",
      "import '../../../electron/ports.ts'",
      "import { sessionSchema } from '../../../contract/domain.ts'",
      "import { eventSchema } from '../../../contract/calendar.ts'",
      "import { z } from '../../../contract/zod.ts'",
    ],
  },
  {
    file: 'renderer/ui/button.tsx',
    allowed: ["import 'react'", "import './tokens.css'", "import '../../contract/errors.ts'"],
    forbidden: ["import '../bridge/parley.ts'", "import '../features/meetings/list.tsx'", "import '../../electron/ports.ts'"],
  },
  {
    file: 'renderer/bridge/parley.ts',
    allowed: ["import '@tanstack/react-query'", "import type { A } from '../../contract/api.ts'"],
    forbidden: ["import '../ui/button.tsx'", "import { calls } from '../../contract/api.ts'", "import 'electron'"],
  },
  // A folder that nobody has written a rule for, and one deeper than the rules reach, may import nothing.
  { file: 'electron/attic/box.ts', allowed: ["import './lid.ts'"], forbidden: ["import 'node:fs'", "import '../ports.ts'"] },
  { file: 'electron/zoho/wire/deep/a.ts', allowed: ["import './b.ts'"], forbidden: ["import 'electron'", "import 'zod'"] },
];

/** One import a line, each name used once in its file. */
const asLine = (code: string, index: number) => `${code.replace(/\{ (\w+) \}/, `{ $1 as name${index} }`)};\n`;

interface Report {
  readonly diagnostics: readonly { readonly code: string; readonly filename: string; readonly labels: readonly { span: { line: number } }[] }[];
}

describe('the import rules of the linter', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-house-'));
  /** `file:line` of each import that was refused. */
  let refused: ReadonlySet<string>;

  beforeAll(() => {
    copyFileSync(at('.oxlintrc.json'), join(folder, '.oxlintrc.json'));
    for (const { file, allowed, forbidden } of rooms) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), [...allowed, ...forbidden].map(asLine).join(''));
    }
    const { stdout } = spawnSync(process.execPath, [at('node_modules/oxlint/bin/oxlint'), '-f', 'json'], {
      cwd: folder,
      encoding: 'utf8',
    });
    const report = JSON.parse(stdout) as Report;
    refused = new Set(
      report.diagnostics
        .filter(({ code }) => code.includes('no-restricted-imports'))
        .map(({ filename, labels }) => `${filename.replaceAll('\\', '/')}:${labels[0]?.span.line}`),
    );
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  for (const { file, allowed, forbidden } of rooms) {
    allowed.forEach((line, index) => {
      it(`lets ${file} ${line}`, () => expect(refused.has(`${file}:${index + 1}`)).toBe(false));
    });
    forbidden.forEach((line, index) => {
      it(`refuses ${file} to ${line}`, () => expect(refused.has(`${file}:${allowed.length + index + 1}`)).toBe(true));
    });
  }
});

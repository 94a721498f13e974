import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readBundled } from '../../../build/supply/bundled.ts';
import { contentsOf, type Sources } from '../../../build/supply/contents.ts';
import { graphOf, type Lock } from '../../../build/supply/lock.ts';
import { noticesOf } from '../../../build/supply/notices.ts';
import { originOf } from '../../../build/supply/origin.ts';

const integrity = (letter: string) => `sha512-${letter.repeat(86)}==`;
const packages = {
  '': { version: '1.0.0', devDependencies: { own: '1.0.0', tool: '1.0.0' } },
  'node_modules/own': { version: '1.0.0', integrity: integrity('o'), dependencies: { '@a/part': '^2.0.0' } },
  'node_modules/own/node_modules/@a/part': { version: '2.0.0', integrity: integrity('p') },
  'node_modules/@a/part': { version: '1.0.0', integrity: integrity('q') },
  'node_modules/tool': { version: '1.0.0', integrity: integrity('t'), dependencies: { '@a/part': '^1.0.0' } },
  'node_modules/rolldown': { version: '3.0.0', integrity: integrity('r') },
};
const lock: Lock = { name: 'sample', version: '1.0.0', lockfileVersion: 3, packages };
const share = (id: string) => ({ package: id, bytes: 10 });

const sources = {
  lock,
  bundled: { client: [share('own@1.0.0'), share('rolldown@3.0.0')], main: [share('own@1.0.0'), share('@a/part@2.0.0')], preload: [] },
  licenceIn: () => 'MIT',
  reasons: { direct: { own: 'does it' }, brought: { '@a/part': 'a part of it' }, helpers: { rolldown: 'wraps' } },
} satisfies Sources;

describe('the packages that the lock names', () => {
  it('need what Node finds for them: the nearest on the way up', () => {
    const graph = graphOf(lock);
    expect(graph.get('own@1.0.0')?.needs).toEqual(['@a/part@2.0.0']);
    expect(graph.get('tool@1.0.0')?.needs).toEqual(['@a/part@1.0.0']);
  });
});

describe('what the bundles hold', () => {
  it('is told with who brought it, where it is and why', () => {
    expect(contentsOf(sources)).toMatchObject([
      { name: '@a/part', version: '2.0.0', bytes: { main: 10 }, broughtBy: ['own'], reason: 'a part of it', integrity: integrity('p') },
      { name: 'own', licence: 'MIT', bytes: { client: 10, main: 10 }, broughtBy: ['Parley'], needs: ['@a/part@2.0.0'] },
      { name: 'rolldown', bytes: { client: 10 }, broughtBy: ['the bundler'] },
    ]);
  });

  const { bundled, reasons } = sources;
  const wrongs: readonly (readonly [string, Partial<Sources>, RegExp])[] = [
    ['a tool in a bundle', { bundled: { ...bundled, main: [...bundled.main, share('tool@1.0.0')] } }, /tool@1\.0\.0 .* has 0 reasons/],
    ['something that is not locked', { bundled: { ...bundled, preload: [share('own@1.0.1')] } }, /own@1\.0\.1 is in a bundle but not in package-lock/],
    ['a licence that nobody allowed', { licenceIn: (folder) => (folder === 'node_modules/own' ? 'GPL-3.0-only' : 'MIT') }, /own@1\.0\.0 has the licence "GPL-3\.0-only"/],
    ['no licence', { licenceIn: () => undefined }, /own@1\.0\.0 has the licence undefined/],
    ['a reason without a package', { reasons: { ...reasons, brought: { ...reasons.brought, gone: 'was once' } } }, /gone has a reason .* but is in no bundle/],
    ['two reasons', { reasons: { ...reasons, brought: { ...reasons.brought, own: 'again' } } }, /own@1\.0\.0 .* has 2 reasons/],
    ['a part that nothing beside it needs', { bundled: { ...bundled, main: [share('@a/part@2.0.0')] } }, /@a\/part@2\.0\.0 is in a bundle and nothing there needs it/],
    [
      'a part that is called our own',
      { reasons: { ...reasons, direct: { own: 'a', '@a/part': 'b' }, brought: {} } },
      /@a\/part@2\.0\.0 is said to be Parley's own choice/,
    ],
  ];
  it.each(wrongs)('is refused with %s', (_what, change, words) => {
    expect(() => contentsOf({ ...sources, ...change })).toThrow(words);
  });
});

describe('where a module comes from, and what goes along with it', () => {
  let root: string;
  const write = (path: string, text: string) => {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'parley-supply-'));
    write('node_modules/@a/part/package.json', '{ "name": "@a/part", "version": "1.0.0" }');
    write('node_modules/own/node_modules/@a/part/package.json', '{ "name": "@a/part", "version": "2.0.0" }');
    write('node_modules/own/dist/package.json', '{ "type": "module" }');
    write('node_modules/own/package.json', '{ "name": "own", "version": "1.0.0" }');
    write('node_modules/rolldown/package.json', '{ "name": "rolldown", "version": "3.0.0" }');
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it.each([
    ['node_modules/own/dist/index.js', 'own@1.0.0'],
    ['node_modules/own/node_modules/@a/part/a.css?inline', '@a/part@2.0.0'],
    ['node_modules/@a/part/index.js', '@a/part@1.0.0'],
    ['renderer/index.tsx', undefined],
  ])('%s is told by its folder', (path, origin) => {
    expect(originOf(join(root, path), root)).toBe(origin);
    expect(originOf(`\0${join(root, path)}`, root)).toBe(origin);
  });

  it("the bundler's own helper is the bundler's", () => expect(originOf('\0rolldown/runtime.js', root)).toBe('rolldown@3.0.0'));

  it.each(['\0somebody/helper.js', '/elsewhere/linked-package/index.js', 'virtual:thing'])('%j is not taken for our own', (id) => {
    expect(() => originOf(id, root)).toThrow(/does not know/);
  });

  it('the licence text goes along, with a NOTICE, and without what a bundler says about its own program', () => {
    const contents = contentsOf({ ...sources, bundled: { ...sources.bundled, main: [], client: [share('own@1.0.0')] }, reasons: { ...sources.reasons, brought: {}, helpers: {} } });
    expect(() => noticesOf(root, contents)).toThrow(/own has no licence text/);
    write('node_modules/own/NOTICE', 'Remember us.');
    expect(() => noticesOf(root, contents)).toThrow(/own has no licence text/);
    write('node_modules/own/license.md', 'Take it.\r\n\r\n# Licenses of bundled dependencies\nOthers.');
    expect(noticesOf(root, contents)).toMatch(/-\nown 1\.0\.0 \(MIT\)\n-+\n\n(?:Remember us\.\n\nTake it\.|Take it\.\n\nRemember us\.)\n$/);
  });

  it('a build that is not there, or did not end, is said to be so', () => {
    expect(() => readBundled(root)).toThrow(/There is no build to look into/);
    write('out/bundled.json', '{ "client": [], "main": [] }');
    expect(() => readBundled(root)).toThrow(/did not end/);
  });
});

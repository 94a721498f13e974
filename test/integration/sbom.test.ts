import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, it } from 'vitest';
import { readBundled } from '../../build/supply/bundled.ts';
import { readLock } from '../../build/supply/lock.ts';
import { sbomOf } from '../../build/supply/sbom.ts';
import { madeAt, readInstalled } from '../../build/supply/write-sbom.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const at = (name: string) => join(root, 'node_modules/@cyclonedx/cyclonedx-library/res/schema', `${name}.SNAPSHOT.schema.json`);
const schema = (name: string) => JSON.parse(readFileSync(at(name), 'utf8')) as object;

/** CycloneDX's own schema of version 1.6, as its library brings it. */
function validator() {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  // Two formats that the library of formats has not: loose here, and the addresses below are compared exactly.
  ajv.addFormat('iri-reference', /^\S*$/).addFormat('idn-email', /^\S+@\S+$/);
  // Under the names by which it asks for them.
  for (const name of ['jsf-0.82', 'spdx']) ajv.addSchema(schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
  return ajv.compile(schema('bom-1.6'));
}

interface Listed {
  readonly type: string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly 'bom-ref': string;
  readonly hashes: readonly { alg: string; content: string }[];
  readonly licenses: readonly { license: { id: string } }[];
  readonly externalReferences?: readonly { url: string; hashes: { alg: string }[] }[];
}
interface Sbom {
  readonly serialNumber: string;
  readonly metadata: { readonly timestamp?: string; readonly component: Listed };
  readonly components: readonly Listed[];
  readonly dependencies: readonly { ref: string; dependsOn?: readonly string[] }[];
}
const parse = (text: string) => JSON.parse(text) as Sbom;
const epoch = { SOURCE_DATE_EPOCH: '1750000000' };

describe('the list of what an installed Parley is made of', () => {
  let text: string;
  let sbom: Sbom;
  beforeAll(() => {
    if (!existsSync(join(root, 'out', 'bundled.json'))) throw new Error('There is no build to look into. `npm run build` makes it.');
    text = sbomOf(readInstalled(root, epoch));
    sbom = parse(text);
  });

  it('is valid CycloneDX 1.6', () => {
    const valid = validator();
    expect(valid(sbom), JSON.stringify(valid.errors)).toBe(true);
    const broken = { ...sbom, components: [{ ...sbom.components[0], licenses: [{ license: { id: 'Beerware-2' } }] }] };
    expect(valid(broken)).toBe(false);
    expect(valid({ ...sbom, serialNumber: '17' })).toBe(false);
  });

  it('has each package of the bundles once, with version, licence and the hash that the lock has, and Electron', () => {
    const bundled = [...new Set(Object.values(readBundled(root)).flatMap((shares) => shares.map((share) => share.package)))];
    const electron = sbom.components.find(({ type }) => type === 'platform');
    expect(sbom.components.map(({ purl }) => decodeURIComponent(purl.replace('pkg:npm/', ''))).toSorted()).toEqual(
      [...bundled, `electron@${electron?.version}`].toSorted(),
    );
    const { packages } = readLock(root);
    for (const { purl, version, hashes, licenses } of sbom.components) {
      const name = decodeURIComponent(purl.replace('pkg:npm/', '')).slice(0, -version.length - 1);
      const integrities = Object.entries(packages)
        .filter(([folder, entry]) => folder.endsWith(`node_modules/${name}`) && entry.version === version)
        .map(([, entry]) => entry.integrity);
      expect(integrities, purl).toContain(`sha512-${Buffer.from(hashes[0]?.content ?? '', 'hex').toString('base64')}`);
      expect(licenses, purl).toHaveLength(1);
    }
    expect(electron?.externalReferences?.map(({ url }) => url)).toContain(
      `https://github.com/electron/electron/releases/download/v${electron?.version}/electron-v${electron?.version}-linux-x64.zip`,
    );
  });

  it('says what needs what: everything is reached from the app', () => {
    const needs = new Map(sbom.dependencies.map(({ ref, dependsOn = [] }) => [ref, dependsOn]));
    const reached = new Set<string>();
    const follow = (ref: string) => {
      if (reached.has(ref)) return;
      reached.add(ref);
      for (const next of needs.get(ref) ?? []) follow(next);
    };
    follow(sbom.metadata.component['bom-ref']);
    expect([...reached].toSorted()).toEqual([sbom.metadata.component, ...sbom.components].map((each) => each['bom-ref']).toSorted());
    const direct = needs.get(sbom.metadata.component['bom-ref']);
    expect(direct).toEqual(expect.arrayContaining([expect.stringMatching(/^pkg:npm\/zod@/)]));
    expect(direct).not.toEqual(expect.arrayContaining([expect.stringMatching(/^pkg:npm\/ajv@/)]));
  });

  it('is the same each time, and its serial number changes with what it says', () => {
    const installed = readInstalled(root, epoch);
    expect(sbomOf(readInstalled(root, epoch))).toBe(text);
    expect(sbom.metadata.timestamp).toBe('2025-06-15T15:06:40.000Z');
    const other = parse(sbomOf({ ...installed, contents: installed.contents.filter(({ name }) => name !== 'clsx') }));
    expect(sbom.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(other.serialNumber).not.toBe(sbom.serialNumber);
  });

  it("has the commit's time without that variable, and no time where there is no commit", () => {
    expect(madeAt('/', {})).toBeUndefined();
    expect(madeAt(root, { SOURCE_DATE_EPOCH: 'yesterday' })).toBeUndefined();
    expect(madeAt(root, {})?.getTime() ?? 0).toBeLessThanOrEqual(Date.now());
  });
});

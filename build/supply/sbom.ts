import { createHash } from 'node:crypto';
import { ComponentType, ExternalReferenceType, HashAlgorithm } from '@cyclonedx/cyclonedx-library/Enums';
import {
  Bom,
  Component,
  ExternalReference,
  HashDictionary,
  Metadata,
  Property,
  SpdxLicense,
} from '@cyclonedx/cyclonedx-library/Models';
import { JSON as Json, JsonSerializer } from '@cyclonedx/cyclonedx-library/Serialize';
import { isSupportedSpdxId } from '@cyclonedx/cyclonedx-library/SPDX';
import { Spec1dot6 } from '@cyclonedx/cyclonedx-library/Spec';
import { bundleNames } from './bundled.ts';
import type { Content } from './contents.ts';
import type { ElectronFacts } from './electron.ts';

/** What {@link sbomOf} describes. */
export interface Installed {
  /** As package.json tells it. */
  readonly app: Readonly<Record<'name' | 'version' | 'description' | 'license', string>>;
  readonly contents: readonly Content[];
  readonly electron: ElectronFacts & { readonly integrity: string };
  /** When it was made, as far as anybody should know: the commit's time. */
  readonly at: Date | undefined;
}

/** The package URL of an npm package: https://github.com/package-url/purl-spec. */
const purlOf = (name: string, version: string) => `pkg:npm/${name.replace(/^@/, '%40')}@${version}`;

/** package-lock.json writes base64, CycloneDX hexadecimal. */
function sha512(integrity: string): string {
  const found = /^sha512-([A-Za-z0-9+/]{86}==)$/.exec(integrity)?.[1];
  if (found === undefined) throw new Error(`${integrity} is no SHA-512.`);
  return Buffer.from(found, 'base64').toString('hex');
}

function licence(id: string): SpdxLicense {
  if (!isSupportedSpdxId(id)) throw new Error(`${id} is no licence that SPDX knows.`);
  return new SpdxLicense(id);
}

interface Described {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly integrity: string;
}

function componentOf(type: ComponentType, { name, version, licence: id, integrity }: Described): Component {
  const [group, short] = name.startsWith('@') ? name.split('/') : [undefined, name];
  const purl = purlOf(name, version);
  const told = { version, purl, bomRef: purl, ...(group !== undefined && { group }) };
  const component = new Component(type, short ?? name, told);
  component.licenses.add(licence(id));
  component.hashes = new HashDictionary([[HashAlgorithm['SHA-512'], sha512(integrity)]]);
  return component;
}

/** Version 8 of RFC 9562: a UUID whose bits are the maker's own, here of a hash of what the list says. */
function serialOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  const third = `8${hex.slice(13, 16)}`;
  const groups = [hex.slice(0, 8), hex.slice(8, 12), third, variant + hex.slice(17, 20), hex.slice(20, 32)];
  return `urn:uuid:${groups.join('-')}`;
}

/**
 * What an installed Parley is made of, as CycloneDX 1.6 JSON: the packages in its bundles, and Electron. The same input
 * gives the same text.
 */
export function sbomOf({ app, contents, electron, at }: Installed): string {
  const root = new Component(ComponentType.Application, app.name, {
    version: app.version,
    description: app.description,
    bomRef: purlOf(app.name, app.version),
  });
  root.licenses.add(licence(app.license));

  const components = new Map<string, Component>();
  for (const content of contents) {
    const component = componentOf(ComponentType.Library, content);
    for (const bundle of bundleNames) {
      if (content.bytes[bundle] !== undefined) component.properties.add(new Property('parley:bundle', bundle));
    }
    components.set(`${content.name}@${content.version}`, component);
  }
  for (const { name, version, needs, broughtBy } of contents) {
    const component = components.get(`${name}@${version}`);
    if (component === undefined) continue;
    for (const id of needs) {
      const needed = components.get(id);
      if (needed) component.dependencies.add(needed.bomRef);
    }
    if (broughtBy.some((by) => by === 'Parley' || by === 'the bundler')) root.dependencies.add(component.bomRef);
  }

  const platform = componentOf(ComponentType.Platform, { name: 'electron', ...electron });
  platform.description = "The program that runs Parley's bundles: Chromium, Node and V8.";
  for (const { file, sha256 } of electron.archives) {
    const url = `https://github.com/electron/electron/releases/download/v${electron.version}/${file}`;
    const hashes = new HashDictionary([[HashAlgorithm['SHA-256'], sha256]]);
    platform.externalReferences.add(new ExternalReference(url, ExternalReferenceType.Distribution, { hashes }));
  }
  root.dependencies.add(platform.bomRef);

  const bom = new Bom({ metadata: new Metadata({ component: root, ...(at && { timestamp: at }) }) });
  for (const component of [...components.values(), platform]) bom.components.add(component);
  const serializer = new JsonSerializer(new Json.Normalize.Factory(Spec1dot6));
  const write = () => serializer.serialize(bom, { sortLists: true, space: 2 });
  bom.serialNumber = serialOf(write());
  return `${write()}\n`;
}

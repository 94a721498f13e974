import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { icnsFile, icoFile, type Picture } from '../../../build/icon-files.ts';

const resources = fileURLToPath(new URL('../../../build/resources', import.meta.url));
const signature = Buffer.from('89504e470d0a1a0a', 'hex');

/** A PNG's own width: its IHDR comes first. */
const edgeOf = (png: Buffer) => {
  expect(png.subarray(0, 8)).toEqual(signature);
  return png.readUInt32BE(16);
};

/** Reads an .ico as its format says. */
const readIco = (file: Buffer): Picture[] => {
  expect([file.readUInt16LE(0), file.readUInt16LE(2)]).toEqual([0, 1]);
  return Array.from({ length: file.readUInt16LE(4) }, (_, index) => {
    const entry = file.subarray(6 + 16 * index, 22 + 16 * index);
    const offset = entry.readUInt32LE(12);
    return { edge: entry.readUInt8(0) || 256, png: file.subarray(offset, offset + entry.readUInt32LE(8)) };
  });
};

/** Reads an .icns: type and picture of each block. */
const readIcns = (file: Buffer): [string, Buffer][] => {
  expect(file.toString('ascii', 0, 4)).toBe('icns');
  expect(file.readUInt32BE(4)).toBe(file.length);
  const blocks: [string, Buffer][] = [];
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) {
    blocks.push([file.toString('ascii', at, at + 4), file.subarray(at + 8, at + file.readUInt32BE(at + 4))]);
  }
  return blocks;
};

describe('the icons in build/resources', () => {
  const pngs: Picture[] = readdirSync(`${resources}/icons`).map((name) => ({
    edge: Number.parseInt(name, 10),
    png: readFileSync(`${resources}/icons/${name}`),
  }));
  const sorted = pngs.toSorted((a, b) => a.edge - b.edge);

  it('are as large as their names say', () => {
    expect(sorted.map(({ edge }) => edge)).toEqual([16, 24, 32, 48, 64, 128, 256, 512, 1024]);
    for (const { edge, png } of sorted) expect(edgeOf(png)).toBe(edge);
  });

  it('are all in icon.ico up to 256 pixels', () => {
    const pictures = readIco(readFileSync(`${resources}/icon.ico`));
    expect(pictures).toEqual(sorted.filter(({ edge }) => edge <= 256));
  });

  it('are in icon.icns under the types that hold a PNG of that size', () => {
    const blocks = readIcns(readFileSync(`${resources}/icon.icns`));
    expect(blocks.map(([type, png]) => [type, edgeOf(png)])).toEqual([
      ['ic11', 32],
      ['ic12', 64],
      ['ic07', 128],
      ['ic13', 256],
      ['ic08', 256],
      ['ic14', 512],
      ['ic09', 512],
      ['ic10', 1024],
    ]);
  });

  it('are what the writers make of the PNG files', () => {
    expect(icoFile(sorted.filter(({ edge }) => edge <= 256)).equals(readFileSync(`${resources}/icon.ico`))).toBe(true);
    expect(icnsFile(sorted).equals(readFileSync(`${resources}/icon.icns`))).toBe(true);
  });

  it('refuse a picture that an .ico cannot name the size of', () => {
    expect(() => icoFile([{ edge: 512, png: signature }])).toThrow(RangeError);
  });
});

/** The two files that hold one icon in several sizes, each size as a PNG. */

/** A square PNG and its edge in pixels. */
export interface Picture {
  readonly edge: number;
  readonly png: Buffer;
}

/**
 * A Windows `.ico`: header, one directory entry of 16 bytes for each picture, the pictures.
 * @param pictures at most 256 pixels wide, which the format writes as 0
 */
export function icoFile(pictures: readonly Picture[]): Buffer {
  const headSize = 6 + 16 * pictures.length;
  const head = Buffer.alloc(headSize);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = headSize;
  pictures.forEach(({ edge, png }, index) => {
    if (edge > 256) throw new RangeError(`An .ico holds pictures of up to 256 pixels, not ${edge}.`);
    const entry = 6 + 16 * index;
    head.writeUInt8(edge % 256, entry);
    head.writeUInt8(edge % 256, entry + 1);
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(png.length, entry + 8);
    head.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  });
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}

/**
 * The four-letter types of an `.icns` that may hold a PNG, by edge; of two, one is for screens of double density.
 * `icp4` and `icp5` (16 and 32 at single density) are left out: macOS shows a PNG in them scrambled.
 */
const icnsTypes: Readonly<Record<number, readonly string[]>> = {
  32: ['ic11'],
  64: ['ic12'],
  128: ['ic07'],
  256: ['ic13', 'ic08'],
  512: ['ic14', 'ic09'],
  1024: ['ic10'],
};

/** A macOS `.icns`. Edges for which the format has no type that holds a PNG are left out. */
export function icnsFile(pictures: readonly Picture[]): Buffer {
  const block = (type: string, data: Buffer) => {
    const head = Buffer.alloc(8);
    head.write(type, 0, 'ascii');
    head.writeUInt32BE(8 + data.length, 4);
    return Buffer.concat([head, data]);
  };
  const blocks = pictures.flatMap(({ edge, png }) => (icnsTypes[edge] ?? []).map((type) => block(type, png)));
  return block('icns', Buffer.concat(blocks));
}

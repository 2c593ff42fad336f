import { crc32, deflateSync } from 'node:zlib';

/** Pixels of a picture, four bytes each: red, green, blue, and how opaque. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

/** A PNG of at most 256 colors (PNG specification, color type 3): pages of text need no more, and a third of the bytes. Opacity is left out. */
export function smallPng({ width, height, rgba }: Pixels): Buffer {
  const palette = new Map<number, number>();
  const rows = Buffer.alloc((width + 1) * height);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const at = pixel * 4;
    const color = [0, 1, 2].reduce((sum, channel) => sum * 256 + rounded(rgba[at + channel] ?? 0), 0);
    const known = palette.get(color) ?? palette.size;
    palette.set(color, known);
    // Each row begins with the number of its filter: none.
    rows[pixel + Math.floor(pixel / width) + 1] = known;
  }
  if (palette.size > 256) throw new Error(`${palette.size} colors: too many for a palette`);
  const colors = Buffer.from([...palette.keys()].flatMap((color) => [color >> 16, (color >> 8) & 255, color & 255]));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', colors),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** To 16 steps, so that the shades at the edges of letters fit. */
const rounded = (value: number): number => Math.round(value / 17) * 17;

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { smallPng } from '../../scripts/small-png.ts';

const pixels = (width: number, ...colors: readonly (readonly [number, number, number])[]) => ({
  width,
  height: colors.length / width,
  rgba: Uint8Array.from(colors.flatMap((color) => [...color, 255])),
});

test('a picture keeps its size, its colors by 16 steps, and where each stands', () => {
  const png = smallPng(pixels(2, [255, 255, 255], [0, 0, 0], [250, 254, 248], [17, 34, 51]));
  const at = (type: string) => png.indexOf(type, 0, 'latin1') + 4;
  const lengthOf = (type: string) => png.readUInt32BE(at(type) - 8);
  const data = (type: string) => png.subarray(at(type), at(type) + lengthOf(type));
  expect([data('IHDR').readUInt32BE(0), data('IHDR').readUInt32BE(4), ...data('IHDR').subarray(8)]).toEqual([
    2, 2, 8, 3, 0, 0, 0,
  ]);
  expect([...data('PLTE')]).toEqual([255, 255, 255, 0, 0, 0, 17, 34, 51]);
  expect([...inflateSync(data('IDAT'))]).toEqual([0, 0, 1, 0, 0, 2]);
});

test('a picture of too many colors is refused, not spoiled', () => {
  const shades = Array.from(
    { length: 257 },
    (_, index) => [(index >> 8) * 17, ((index >> 4) & 15) * 17, (index & 15) * 17] as const,
  );
  expect(() => smallPng(pixels(257, ...shades))).toThrow(/257 colors/);
  expect(() => smallPng(pixels(256, ...shades.slice(0, 256)))).not.toThrow();
});

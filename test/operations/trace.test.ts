import { describe, expect, test } from 'vitest';
import { traceOf } from '../../src/operations/trace.ts';

const ID = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';
const drawn = (count: number) => new Uint8Array(count).fill(0xab);
const DRAWN = { id: 'ab'.repeat(16) };
const sampled = { id: ID, parent: { span: SPAN, sampled: true } };
const unsampled = { id: ID, parent: { span: SPAN, sampled: false } };

describe('the trace of a call', () => {
  test.each([
    ['sampled', `00-${ID}-${SPAN}-01`, sampled],
    ['not sampled', `00-${ID}-${SPAN}-00`, unsampled],
    ['sampled among flags of a later level', `00-${ID}-${SPAN}-03`, sampled],
    ['not sampled among flags of a later level', `00-${ID}-${SPAN}-fe`, unsampled],
    ['of a later version, in the shape of this one', `01-${ID}-${SPAN}-01`, sampled],
    ['of a later version, with more behind it', `cc-${ID}-${SPAN}-01-what-the-future-brings`, sampled],
  ])('is that of the caller: %s', (_, header, trace) => {
    expect(traceOf(header, drawn)).toEqual(trace);
  });

  test.each([
    ['no header', undefined],
    ['an empty header', ''],
    ['a text', 'Zebediah Quagga'],
    ['version ff', `ff-${ID}-${SPAN}-01`],
    ['version 00 with more behind it', `00-${ID}-${SPAN}-01-more`],
    ['a dash at the end', `00-${ID}-${SPAN}-01-`],
    ['a later version with more that no dash parts', `cc-${ID}-${SPAN}-01.more`],
    ['a trace id of zeros', `00-${'0'.repeat(32)}-${SPAN}-01`],
    ['a span id of zeros', `00-${ID}-${'0'.repeat(16)}-01`],
    ['capitals', `00-${ID.toUpperCase()}-${SPAN}-01`],
    ['a trace id of 31 digits', `00-${ID.slice(1)}-${SPAN}-01`],
    ['a trace id of 33 digits', `00-${ID}0-${SPAN}-01`],
    ['a span id of 15 digits', `00-${ID}-${SPAN.slice(1)}-01`],
    ['no flags', `00-${ID}-${SPAN}`],
    ['flags of one digit', `00-${ID}-${SPAN}-1`],
    ['flags that are no digits', `00-${ID}-${SPAN}-0x`],
    ['two headers', `00-${ID}-${SPAN}-01, 00-${ID}-${SPAN}-01`],
    ['more than 512 characters', `cc-${ID}-${SPAN}-01-${'a'.repeat(512)}`],
  ])('is a new one: %s', (_, header) => {
    expect(traceOf(header, drawn)).toEqual(DRAWN);
  });

  test('is never all zero', () => {
    expect(traceOf(undefined, (count) => new Uint8Array(count)).id).toBe(`${'0'.repeat(31)}1`);
  });
});

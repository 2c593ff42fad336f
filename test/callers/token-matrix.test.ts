import { describe, expect, test } from 'vitest';
import { type Refusal, refusals } from '../../src/callers/refusal.ts';
import { type Caller, verifyCaller } from '../../src/callers/verify.ts';
import { worldOf } from './hospital-world.ts';
import { CALLED, clinic, hospital, JKU } from './minted.ts';
import { keySetAt, type Row, rows, specExample } from './token-matrix.ts';

const worldOfRow = ({ registered, at }: Row) =>
  worldOf([{ ...hospital, ...registered }, clinic, specExample.client], keySetAt, at);

async function callAsIn(row: Row) {
  const world = worldOfRow(row);
  for (const earlier of row.after ?? []) {
    expect(await verifyCaller([`Bearer ${earlier}`], CALLED, world)).toMatchObject({ kind: 'known' });
  }
  const caller = await verifyCaller(row.sent, CALLED, world);
  return { caller, world };
}

/** Nothing is claimed here that could be checked; a sandbox passes over it. */
const UNREGISTERED: readonly string[] = ['not-bearer', 'token-too-long', 'token-unreadable', 'issuer-unknown'];
/** What only a look at the keys can tell. */
const TOLD_BY_KEYS: readonly string[] = ['known', 'signature-invalid', 'key-unknown', 'replayed'];

function expectedOf({ expected, client = hospital.id }: Row): Partial<Caller> {
  if (expected === 'none') return { kind: 'none' };
  if (expected === 'known') return { kind: 'known', client, shared: true };
  if (UNREGISTERED.includes(expected)) return { kind: 'unregistered', refusal: expected };
  return { kind: 'refused', refusal: expected, ...(client === '' ? {} : { client }) };
}

describe('the token matrix', () => {
  test.each(rows.map((row) => [row.expected, row.says, row] as const))('%s: %s', async (expected, _, row) => {
    const { caller, world } = await callAsIn(row);
    const { token, ...rest } = { token: undefined, ...caller };
    expect(rest).toEqual(expectedOf(row));
    expect(token !== undefined).toBe(expected === 'known');
    if (!TOLD_BY_KEYS.includes(expected)) expect(world.fetched).toEqual([]);
    if (!['known', 'replayed'].includes(expected)) expect(world.used).toEqual([]);
  });

  test('asks no address for keys but the registered ones', async () => {
    const asked: string[] = [];
    for (const row of rows) asked.push(...(await callAsIn(row)).world.fetched);
    expect(new Set(asked)).toEqual(new Set([JKU, specExample.client.jku]));
  });

  test('has at least 110 rows, 20 tricks with jku, each with a name of its own', () => {
    expect(rows.length).toBeGreaterThanOrEqual(110);
    expect(rows.filter(({ says }) => says.startsWith('jku:')).length).toBeGreaterThanOrEqual(20);
    expect(new Set(rows.map(({ expected, says }) => `${expected} ${says}`)).size).toBe(rows.length);
  });

  test('shows every refusal that a token can cause', () => {
    const shownElsewhere: readonly Refusal[] = ['no-token', 'keys-unavailable', 'key-ambiguous', 'not-verified'];
    const shown = rows.map(({ expected }) => expected).filter((expected) => expected in refusals);
    expect([...new Set([...shown, ...shownElsewhere])].sort()).toEqual(Object.keys(refusals).sort());
  });
});

test('what a refused caller is told may stand between quotation marks in a header (RFC 6750, 3)', () => {
  for (const { says } of Object.values(refusals)) expect(says).toMatch(/^[A-Z][ !#-[\]-~]*\.$/);
});

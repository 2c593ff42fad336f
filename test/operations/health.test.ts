import { describe, expect, test } from 'vitest';
import { type HealthState, healthOf } from '../../src/operations/health.ts';

const WELL: HealthState = {
  phase: 'serving',
  storage: { storage: 'ready' },
  keySets: ['held', 'held'],
  policies: 6,
  unrecordedAllowed: false,
};
const away = { storage: 'away', reason: 'disk-full' } as const;

describe('readiness', () => {
  test('is told with storage, keys by state, and the number of policies', () => {
    expect(healthOf(WELL)).toEqual({
      status: 200,
      body: { status: 'ready', storage: { state: 'ready' }, keys: { held: 2, stale: 0, missing: 0 }, policies: 6 },
    });
  });

  test.each([
    ['while it starts', { phase: 'starting' }, ['starting']],
    ['while it stops', { phase: 'stopping' }, ['stopping']],
    ['while the storage is away', { storage: away }, ['storage-away']],
    ['without policies', { policies: 0 }, ['no-policies']],
    [
      'for several reasons at once',
      { phase: 'stopping', storage: away, policies: 0 },
      ['stopping', 'storage-away', 'no-policies'],
    ],
  ] as const)('is not given %s', (_, changed, because) => {
    const { status, body } = healthOf({ ...WELL, ...changed });
    expect(status).toBe(503);
    expect(body).toMatchObject({ status: 'not-ready', because });
  });

  test('one policy is enough', () => {
    expect(healthOf({ ...WELL, policies: 1 }).status).toBe(200);
  });

  test('an away storage is told with its reason, and is no bar where answers may go out unrecorded', () => {
    const { status, body } = healthOf({ ...WELL, storage: away, unrecordedAllowed: true });
    expect(status).toBe(200);
    expect(body.status).toBe('ready');
    expect(body.storage).toEqual({ state: 'away', reason: 'disk-full' });
  });

  test('keys that are missing or stale are told and are no bar, though it were all of them', () => {
    const { status, body } = healthOf({ ...WELL, keySets: ['missing', 'stale', 'missing'] });
    expect(status).toBe(200);
    expect(body.keys).toEqual({ held: 0, stale: 1, missing: 2 });
  });
});

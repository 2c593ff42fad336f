import { describe, expect, test } from 'vitest';
import type { RegisteredClient } from '../../src/callers/client.ts';
import { verifyCaller } from '../../src/callers/verify.ts';
import { pass, type WatchedWorld, worldOf } from './hospital-world.ts';
import { CALLED, hospital, KEY_SET, NOON, seconds, token } from './minted.ts';

const worldWith = (registered: Partial<RegisteredClient> = {}) =>
  worldOf([{ ...hospital, ...registered }], () => KEY_SET);
const call = (sent: string, world: WatchedWorld) => verifyCaller([`Bearer ${sent}`], CALLED, world);
const later = (more: number) => new Date(NOON.getTime() + more * 1_000);

describe('a token is accepted once', () => {
  test('and its id is remembered until no clock of either side would still accept it', async () => {
    const world = worldWith();
    await call(token({}, { jti: 'one', exp: seconds + 290 }), world);
    expect(world.used).toEqual([{ client: hospital.id, tokenId: 'one', until: later(320) }]);
  });

  test('it is refused until it expires, and then as expired', async () => {
    const world = worldWith();
    const sent = token({}, { exp: seconds + 290 });
    expect(await call(sent, world)).toMatchObject({ kind: 'known' });
    pass(world, 319);
    expect(await call(sent, world)).toMatchObject({ kind: 'refused', refusal: 'replayed' });
    pass(world, 1);
    expect(await call(sent, world)).toMatchObject({ kind: 'refused', refusal: 'expired' });
  });

  test('of fifty calls at once one is accepted', async () => {
    const world = worldWith();
    const sent = token();
    const callers = await Promise.all(Array.from({ length: 50 }, () => call(sent, world)));
    expect(callers.filter(({ kind }) => kind === 'known')).toHaveLength(1);
    expect(callers.filter((caller) => caller.kind === 'refused' && caller.refusal === 'replayed')).toHaveLength(49);
  });

  test('a registered window replaces the life of the token', async () => {
    const world = worldWith({ replayWindowSeconds: 60 });
    const sent = token({}, { exp: seconds + 290 });
    await call(sent, world);
    expect(world.used).toMatchObject([{ until: later(60) }]);
    pass(world, 59);
    expect(await call(sent, world)).toMatchObject({ refusal: 'replayed' });
    pass(world, 1);
    expect(await call(sent, world)).toMatchObject({ kind: 'known' });
  });

  test('with a window of 0 nothing is remembered', async () => {
    const world = worldWith({ replayWindowSeconds: 0 });
    const sent = token();
    expect(await call(sent, world)).toMatchObject({ kind: 'known', shared: true });
    expect(await call(sent, world)).toMatchObject({ kind: 'known' });
    expect(world.used).toEqual([]);
  });

  test('a forged token does not use up the id of a good one', async () => {
    const world = worldWith();
    const jti = 'guessed';
    expect(await call(token({}, { jti }, 'foreign'), world)).toMatchObject({ refusal: 'signature-invalid' });
    expect(await call(token({}, { jti }), world)).toMatchObject({ kind: 'known' });
  });

  test('the caller is told apart for whom only this instance could look', async () => {
    const world: WatchedWorld = { ...worldWith(), useOnce: async () => 'unshared' };
    expect(await call(token(), world)).toMatchObject({ kind: 'known', shared: false });
  });

  test('a store that breaks lets nobody in', async () => {
    const world: WatchedWorld = { ...worldWith(), useOnce: () => Promise.reject(new Error('disk')) };
    expect(await call(token(), world)).toEqual({ kind: 'refused', refusal: 'not-verified' });
  });

  test('the token’s id and expiry are handed on', async () => {
    expect(await call(token({}, { jti: 'one', exp: seconds + 290 }), worldWith())).toEqual({
      kind: 'known',
      client: hospital.id,
      token: { id: 'one', expires: later(290) },
      shared: true,
    });
  });
});

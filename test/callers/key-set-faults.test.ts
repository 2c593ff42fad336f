import { describe, expect, test } from 'vitest';
import { openKeySource } from '../../src/callers/keys.ts';
import { type Caller, verifyCaller } from '../../src/callers/verify.ts';
import { pass, type WatchedWorld, worldOf } from './hospital-world.ts';
import { CALLED, claims, hospital, JKU, NOON, privateJwk, publicJwk, shown, token } from './minted.ts';

const ours = shown('es384');
const others = (count: number) => Array.from({ length: count }, (_, at) => shown('foreign', `other-${at}`));
const refuse = (why: string) => () => {
  throw new Error(why);
};

/** The hospital's world, with a server of its keys whose answer is changed by hand. */
function scripted(first: () => unknown) {
  const server = { answer: first };
  const world = worldOf([hospital], () => server.answer());
  return { world, server };
}

/** A new token at the world's own time: these tests move the clock by days. */
function freshToken(world: WatchedWorld, kid = 'es384', signer: 'es384' | 'foreign' = 'es384'): string {
  const now = world.clock.now.getTime() / 1_000;
  return token({ kid }, { ...claims(), iat: now - 10, exp: now + 290 }, signer);
}

const verdict = (caller: Caller): string => ('refusal' in caller ? caller.refusal : caller.kind);
const call = async (world: WatchedWorld, ...how: [kid?: string, signer?: 'es384' | 'foreign']) =>
  verdict(await verifyCaller([`Bearer ${freshToken(world, ...how)}`], CALLED, world));
const source = (world: WatchedWorld) => world.keysOf(hospital);

const MINUTE = 60;
const HOUR = 3_600;

describe('a key set that cannot be had, or is none', () => {
  test.each<[string, () => unknown]>([
    ['a server that refuses, or never ends', refuse('no key set')],
    ['a request that breaks off at a later time', async () => Promise.reject(new Error('aborted'))],
    ['a rejection without a reason', () => Promise.reject(undefined)],
    ['a page of HTML as text', () => '<html>Sign in</html>'],
    ['an empty text', () => ''],
    ['nothing', () => undefined],
    ['null', () => null],
    ['a number', () => 7],
    ['an empty array', () => []],
    ['the keys in an array, without a set', () => [ours]],
    ['an empty object', () => ({})],
    ['one key in place of a set', () => ours],
    ['keys: null', () => ({ keys: null })],
    ['keys as an object', () => ({ keys: { es384: ours } })],
    ['keys as text', () => ({ keys: JSON.stringify([ours]) })],
    ['a set within a set', () => ({ jwks: { keys: [ours] } })],
  ])('%s: callers are refused, and it is asked once in 30 seconds', async (_, answer) => {
    const { world, server } = scripted(answer);
    expect(await call(world)).toBe('keys-unavailable');
    pass(world, 29);
    expect(await call(world)).toBe('keys-unavailable');
    expect(source(world).state()).toBe('missing');
    expect(world.fetched).toEqual([JKU]);
    server.answer = () => ({ keys: [ours] });
    pass(world, 1);
    expect(await call(world)).toBe('known');
    expect(world.fetched).toHaveLength(2);
  });
});

describe('a key set with keys that are not to be used', () => {
  test.each<[string, readonly unknown[], string]>([
    ['no keys at all', [], 'key-unknown'],
    ['only others', others(3), 'key-unknown'],
    ['only junk', [null, 1, 'x', [], {}, [ours]], 'key-unknown'],
    ['junk beside ours', [null, 1, 'x', [], {}, ours], 'known'],
    ['ours without a kid', [publicJwk('es384')], 'key-unknown'],
    ['ours with a kid that is a number', [shown('es384', 384)], 'key-unknown'],
    ['ours with a kid in an array', [shown('es384', ['es384'])], 'key-unknown'],
    ['ours twice', [ours, { ...ours }], 'key-ambiguous'],
    ['ours, and another of the same kid', [ours, shown('foreign', 'es384')], 'key-ambiguous'],
    ['another of the same kid before ours', [shown('foreign', 'es384'), ours], 'key-ambiguous'],
    ['ours, and one of another kind with the same kid', [shown('rsa', 'es384'), ours], 'known'],
    ['ours, and one for encryption with the same kid', [shown('foreign', 'es384', { use: 'enc' }), ours], 'known'],
    ['our private key', [{ ...privateJwk('es384'), kid: 'es384' }], 'key-unknown'],
    ['our private key without its number', [{ ...ours, d: '' }], 'key-unknown'],
    ['a shared secret', [{ kty: 'oct', k: 'c2VjcmV0', kid: 'es384' }], 'key-unknown'],
    ['a shared secret beside ours, of the same kid', [{ kty: 'oct', k: 'c2VjcmV0', kid: 'es384' }, ours], 'known'],
    ['ours as a secret', [{ ...ours, kty: 'oct' }], 'key-unknown'],
    ['ours for encryption', [{ ...ours, use: 'enc' }], 'key-unknown'],
    ['ours with a use that is no text', [{ ...ours, use: ['sig'] }], 'key-unknown'],
    ['ours for signatures', [{ ...ours, use: 'sig', key_ops: ['verify'] }], 'known'],
    ['ours for signing alone', [{ ...ours, key_ops: ['sign'] }], 'key-unknown'],
    ['ours for signing and verifying', [{ ...ours, key_ops: ['sign', 'verify'] }], 'known'],
    ['ours with key_ops that are no array', [{ ...ours, key_ops: 'verify' }], 'key-unknown'],
    ['ours for ES384', [{ ...ours, alg: 'ES384' }], 'known'],
    ['ours for ES256', [{ ...ours, alg: 'ES256' }], 'key-unknown'],
    ['ours with an alg that is null', [{ ...ours, alg: null }], 'key-unknown'],
    ['a point that is not on the curve', [{ ...ours, y: ours.x }], 'key-unknown'],
    ['a point without its y', [{ ...ours, y: undefined }], 'key-unknown'],
    ['a point that is no text', [{ ...ours, x: 7 }], 'key-unknown'],
    ['another curve', [shown('es256', 'es384')], 'key-unknown'],
    ['an unknown curve', [{ ...ours, crv: 'P-999' }], 'key-unknown'],
    ['an unknown kind', [{ ...ours, kty: 'XYZ' }], 'key-unknown'],
    ['a kind in small letters', [{ ...ours, kty: 'ec' }], 'key-unknown'],
    ['a certificate without the key', [{ kty: 'EC', kid: 'es384', x5c: ['MIIB'] }], 'key-unknown'],
    ['10,000 keys, ours the 100th', [...others(99), ours, ...others(9_900)], 'known'],
    ['10,000 keys, ours the 101st', [...others(100), ours, ...others(9_899)], 'key-unknown'],
  ])('%s', async (_, keys, expected) => {
    const { world } = scripted(() => ({ keys }));
    expect(await call(world)).toBe(expected);
    expect(await call(world)).toBe(expected);
    expect(world.fetched).toHaveLength(1);
    expect(source(world).state()).toBe('held');
  });

  test('an RSA key of 1,024 bits', async () => {
    const { world } = scripted(() => ({ keys: [shown('rsa1024', 'es384')] }));
    expect(await source(world).find('es384', 'RS384')).toEqual({ kind: 'unknown' });
  });

  test('each key is imported once', async () => {
    const { world } = scripted(() => ({ keys: [ours] }));
    const [one, two] = [await source(world).find('es384', 'ES384'), await source(world).find('es384', 'ES384')];
    expect(one).toMatchObject({ kind: 'key' });
    expect('key' in one && 'key' in two && one.key === two.key).toBe(true);
  });
});

describe('keys change without a restart', () => {
  test('a new key is found by the first token that names it', async () => {
    const { world, server } = scripted(() => ({ keys: [ours] }));
    expect(await call(world)).toBe('known');
    server.answer = () => ({ keys: [ours, shown('foreign', 'new')] });
    pass(world, 30);
    expect(await call(world, 'new', 'foreign')).toBe('known');
    expect(await call(world)).toBe('known');
    expect(world.fetched).toHaveLength(2);
  });

  test('a key that is gone is refused at once when the set was fetched', async () => {
    const { world, server } = scripted(() => ({ keys: [ours, shown('foreign', 'new')] }));
    expect(await call(world)).toBe('known');
    server.answer = () => ({ keys: [shown('foreign', 'new')] });
    pass(world, 10 * MINUTE);
    await source(world).warm();
    expect(await call(world)).toBe('key-unknown');
    expect(await call(world, 'new', 'foreign')).toBe('known');
  });

  test('another key under the same kid replaces the old one', async () => {
    const { world, server } = scripted(() => ({ keys: [ours] }));
    expect(await call(world)).toBe('known');
    server.answer = () => ({ keys: [shown('foreign', 'es384')] });
    pass(world, 10 * MINUTE);
    await source(world).warm();
    expect(await call(world)).toBe('signature-invalid');
    expect(await call(world, 'es384', 'foreign')).toBe('known');
  });

  test('a set that is shown without any key takes them all back', async () => {
    const { world, server } = scripted(() => ({ keys: [ours] }));
    expect(await call(world)).toBe('known');
    server.answer = () => ({ keys: [] });
    pass(world, 10 * MINUTE);
    await source(world).warm();
    expect(await call(world)).toBe('key-unknown');
  });
});

describe('an outage of the key server', () => {
  /** Fetched well at noon; from then on the server refuses. */
  async function outage() {
    const { world, server } = scripted(() => ({ keys: [ours] }));
    expect(await call(world)).toBe('known');
    server.answer = refuse('down');
    return { world, server };
  }

  test('is not noticed after 9 minutes', async () => {
    const { world } = await outage();
    pass(world, 9 * MINUTE);
    expect(await call(world)).toBe('known');
    expect(world.fetched).toHaveLength(1);
    expect(source(world).state()).toBe('held');
  });

  test('after 11 minutes the old keys are used, and the set is asked for', async () => {
    const { world } = await outage();
    pass(world, 11 * MINUTE);
    expect(await call(world)).toBe('known');
    expect(world.fetched).toHaveLength(2);
    expect(source(world).state()).toBe('stale');
  });

  test('after 23 hours and 59 minutes the old keys are still used', async () => {
    const { world } = await outage();
    pass(world, 23 * HOUR + 59 * MINUTE);
    expect(await call(world)).toBe('known');
    expect(source(world).state()).toBe('stale');
  });

  test('after 24 hours and a minute nobody is let in', async () => {
    const { world } = await outage();
    pass(world, 24 * HOUR + MINUTE);
    expect(await call(world)).toBe('keys-unavailable');
    expect(source(world).state()).toBe('missing');
  });

  test('a set that is none counts as an outage, not as a set without keys', async () => {
    const { world, server } = await outage();
    server.answer = () => ({ error: 'maintenance' });
    pass(world, 11 * MINUTE);
    await source(world).warm();
    expect(await call(world)).toBe('known');
    expect(source(world).state()).toBe('stale');
  });

  test('the day begins anew with every good fetch', async () => {
    const { world, server } = await outage();
    pass(world, 23 * HOUR);
    server.answer = () => ({ keys: [ours] });
    await source(world).warm();
    server.answer = refuse('down again');
    pass(world, 23 * HOUR);
    expect(await call(world)).toBe('known');
  });

  test('ends with the first call after the server is back, even after days', async () => {
    const { world, server } = await outage();
    pass(world, 72 * HOUR);
    expect(await call(world)).toBe('keys-unavailable');
    server.answer = () => ({ keys: [ours] });
    pass(world, 30);
    expect(await call(world)).toBe('known');
    expect(source(world).state()).toBe('held');
  });

  test('a server that comes and goes refuses nobody', async () => {
    const { world, server } = await outage();
    for (let minute = 0; minute < 120; minute += 5) {
      server.answer = minute % 2 === 0 ? refuse('flapping') : () => ({ keys: [ours] });
      pass(world, 5 * MINUTE);
      expect(await call(world)).toBe('known');
    }
    expect(world.fetched.length).toBeGreaterThan(2);
  });

  test('nobody waits for a slow server while old keys are held', async () => {
    const { world, server } = await outage();
    server.answer = () => new Promise(() => {});
    pass(world, 11 * MINUTE);
    expect(await call(world)).toBe('known');
    expect(await call(world)).toBe('known');
    expect(world.fetched).toHaveLength(2);
  });
});

describe('the key server is asked seldom, whatever callers send', () => {
  const many = <Value>(count: number, make: () => Promise<Value>) => Promise.all(Array.from({ length: count }, make));

  test('200 calls at once before any key is held: one fetch', async () => {
    const { world } = scripted(async () => ({ keys: [ours] }));
    expect(new Set(await many(200, () => call(world)))).toEqual(new Set(['known']));
    expect(world.fetched).toHaveLength(1);
  });

  test('200 calls at once with a new key: one fetch', async () => {
    const { world, server } = scripted(() => ({ keys: [ours] }));
    await call(world);
    server.answer = async () => ({ keys: [ours, shown('foreign', 'new')] });
    pass(world, 30);
    expect(new Set(await many(200, () => call(world, 'new', 'foreign')))).toEqual(new Set(['known']));
    expect(world.fetched).toHaveLength(2);
  });

  test('200 calls at once while the server refuses: one fetch', async () => {
    const { world } = scripted(async () => Promise.reject(new Error('down')));
    expect(new Set(await many(200, () => call(world)))).toEqual(new Set(['keys-unavailable']));
    expect(world.fetched).toHaveLength(1);
  });

  test.each<[string, () => unknown]>([
    ['answers well', () => ({ keys: [ours] })],
    ['refuses', refuse('down')],
  ])('unknown key ids for an hour while the server %s: never twice in 30 seconds', async (_, answer) => {
    const at: number[] = [];
    const { world, server } = scripted(answer);
    server.answer = () => {
      at.push(world.clock.now.getTime());
      return answer();
    };
    for (let second = 0; second < HOUR; second += 7) {
      await call(world, `guess-${second}`);
      pass(world, 7);
    }
    const pauses = at.slice(1).map((time, index) => time - (at[index] ?? 0));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(30_000);
    expect(at.length).toBeGreaterThan(90);
  });

  test('good keys are fetched once in ten minutes', async () => {
    const { world } = scripted(() => ({ keys: [ours] }));
    for (let minute = 0; minute < 60; minute++) {
      expect(await call(world)).toBe('known');
      pass(world, MINUTE);
    }
    expect(world.fetched).toHaveLength(6);
  });

  test('a clock that is set back by a day neither stops the fetching nor the calls', async () => {
    const { world } = scripted(() => ({ keys: [ours] }));
    await call(world);
    pass(world, -24 * HOUR);
    expect(await call(world)).toBe('known');
    expect(world.fetched).toHaveLength(2);
  });
});

describe('the start', () => {
  test('nothing is fetched before somebody asks', () => {
    const { world } = scripted(() => ({ keys: [ours] }));
    expect(source(world).state()).toBe('missing');
    expect(world.fetched).toEqual([]);
  });

  test('keys that were fetched at the start serve the first call', async () => {
    const { world } = scripted(() => ({ keys: [ours] }));
    await source(world).warm();
    await source(world).warm();
    expect(await call(world)).toBe('known');
    expect(world.fetched).toHaveLength(1);
  });

  test('a server that is down does not break it', async () => {
    const { world } = scripted(refuse('down'));
    await source(world).warm();
    expect(source(world).state()).toBe('missing');
  });

  test('a fetch that throws before it begins does not break it', async () => {
    const keys = openKeySource({ jku: JKU, fetchKeySet: refuse('no agent'), now: () => NOON });
    await keys.warm();
    expect(await keys.find('es384', 'ES384')).toEqual({ kind: 'unavailable' });
  });

  test('a configured key set is held from the start, and never fetched', async () => {
    const keys = openKeySource({ jwks: { keys: [ours] }, fetchKeySet: refuse('must not be asked'), now: () => NOON });
    expect(keys.state()).toBe('held');
    await keys.warm();
    expect(await keys.find('es384', 'ES384')).toMatchObject({ kind: 'key' });
    expect(await keys.find('other', 'ES384')).toEqual({ kind: 'unknown' });
  });
});

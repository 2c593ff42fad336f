import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { verifyCaller } from '../../src/callers/verify.ts';
import { worldOf } from './hospital-world.ts';
import { base64url, CALLED, claims, header, hospital, JKU, KEY_SET, signers, token } from './minted.ts';

const world = () => worldOf([hospital], () => KEY_SET);

/** `not-verified` stands for an exception that was caught: none is expected, whatever is sent. */
async function expectOrderlyRefusal(sent: readonly string[]): Promise<void> {
  const asked = world();
  const caller = await verifyCaller(sent, CALLED, asked);
  expect(caller.kind).not.toBe('known');
  expect(caller).not.toMatchObject({ refusal: 'not-verified' });
  expect(asked.fetched.filter((url) => url !== JKU)).toEqual([]);
}

const json = fc.jsonValue().map((value) => JSON.stringify(value));
const members = fc.dictionary(
  fc.constantFrom('alg', 'kid', 'typ', 'crit', 'jku', 'iss', 'aud', 'exp', 'iat', 'nbf', 'jti', '__proto__'),
  fc.jsonValue(),
  { noNullPrototype: true },
);
const runs = { numRuns: 300 };

describe('whatever is sent, the answer is an orderly refusal', () => {
  test('any headers', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.string({ unit: 'binary' })), expectOrderlyRefusal), runs);
  });

  test('any text as the token', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), (text) => expectOrderlyRefusal([`Bearer ${text}`])),
      runs,
    );
  });

  test('any JSON in the three parts', async () => {
    await fc.assert(
      fc.asyncProperty(json, json, json, (...parts) =>
        expectOrderlyRefusal([`Bearer ${parts.map(base64url).join('.')}`]),
      ),
      runs,
    );
  });

  test('a good token with any members in header and claims, signed by somebody else', async () => {
    await fc.assert(
      fc.asyncProperty(members, members, (inHeader, inClaims) =>
        expectOrderlyRefusal([`Bearer ${token({ ...inHeader }, { ...inClaims }, 'foreign')}`]),
      ),
      runs,
    );
  });

  test('a good token with one character changed', async () => {
    const text = `${base64url(JSON.stringify(header()))}.${base64url(JSON.stringify(claims()))}`;
    const good = `${text}.${signers.es384(text).toString('base64url')}`;
    const place = fc.integer({ min: 0, max: good.length - 1 });
    await fc.assert(
      fc.asyncProperty(place, fc.constantFrom(...'ABab01_-.~ \u0000é'), async (at, character) => {
        fc.pre(good[at] !== character);
        await expectOrderlyRefusal([`Bearer ${good.slice(0, at)}${character}${good.slice(at + 1)}`]);
      }),
      runs,
    );
  });

  test('nested arrays as deep as a token can hold', async () => {
    const deep = '['.repeat(2_900) + ']'.repeat(2_900);
    await expectOrderlyRefusal([
      `Bearer ${base64url(JSON.stringify(header()))}.${base64url(`{"iss":"${hospital.iss}","aud":${deep}}`)}.`,
    ]);
  });
});

import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createAuthorizationServer } from './authorization-server.ts';

const iss = 'https://ehr.example.org/fhir';
const redirectUri = 'https://cds.example.org/smart/';
const verifier = 'a-verifier-of-enough-characters-for-anybody-1';
const challenge = createHash('sha256').update(verifier).digest('base64url');

/** A launch up to its code, with parts of the request changed. */
function launched(changed: Record<string, string> = {}, isDenied = false) {
  const server = createAuthorizationServer({ iss, clientId: 'app', patient: '1' });
  const asked = {
    response_type: 'code',
    client_id: 'app',
    redirect_uri: redirectUri,
    scope: 'launch openid patient/*.rs',
    state: 'sixteen-letters-or-more',
    aud: iss,
    launch: server.openLaunch({ order: 'MedicationRequest/1' }),
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...changed,
  };
  const back = server.authorize(new URLSearchParams(asked), isDenied);
  const code = back === undefined ? '' : (new URL(back).searchParams.get('code') ?? '');
  const exchange = (more: Record<string, string> = {}) =>
    server.exchange(
      new URLSearchParams({
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        client_id: 'app',
        code_verifier: verifier,
        ...more,
      }),
    );
  return { server, back, exchange };
}

describe('the authorization server of the tests', () => {
  test('gives a token, the patient and the context for a code', () => {
    const { exchange, server } = launched();
    expect(exchange()).toMatchObject({
      status: 200,
      body: { patient: '1', appContext: '{"order":"MedicationRequest/1"}', access_token: server.tokens[0] },
    });
  });

  test.each([
    ['another verifier', { code_verifier: `${verifier}2` }],
    ['no verifier', { code_verifier: '' }],
    ['the challenge in its place', { code_verifier: challenge }],
    ['another app', { client_id: 'other' }],
    ['another address', { redirect_uri: 'https://elsewhere.example/smart/' }],
    ['another code', { code: 'guessed' }],
  ])('gives none for %s', (_, changed) => {
    const { exchange, server } = launched();
    expect(exchange(changed)).toEqual({ status: 400, body: { error: 'invalid_grant' } });
    expect(server.tokens).toEqual([]);
  });

  test('gives one for a code once', () => {
    const { exchange } = launched();
    expect([exchange().status, exchange().status]).toEqual([200, 400]);
  });

  test.each([
    ['without PKCE', { code_challenge: '', code_challenge_method: '' }],
    ['with a plain challenge', { code_challenge_method: 'plain' }],
    ['for another server', { aud: 'https://elsewhere.example/fhir' }],
    ['from another app', { client_id: 'other' }],
    ['with a launch that it did not open', { launch: 'guessed' }],
    ['with a state that can be guessed', { state: '1' }],
  ])('sends nobody back %s', (_, changed) => expect(launched(changed).back).toBeUndefined());

  test('says that somebody refused', () => {
    expect(launched({}, true).back).toContain('error=access_denied');
  });
});

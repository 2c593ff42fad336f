import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { load, median, type Round } from '../load.ts';
import { startEcho, startService } from '../measured-process.ts';
import { orderSignBody } from '../order-sign-body.ts';
import { number, type Table } from '../table.ts';

const PUBLIC_URL = 'https://cds.example.org';
const ISS = 'https://ehr.example.org';
const PATH = '/cds-services/order-sign';
const CALLS = 1_500;
const ROUNDS = 3;

/** What verifying the caller costs: every call brings a token of its own, signed beforehand. */
export async function tokens(): Promise<Table> {
  const body = orderSignBody();
  const bare = await startEcho('bare', '{"cards":[]}');
  const rows = [];
  for (const algorithm of ['none', 'RS384', 'ES384'] as const) rows.push(await rowOf(algorithm, body));
  await load(bare, { body, connections: 32, calls: CALLS });
  const floor = await load(bare, { body, connections: 32, calls: CALLS * 2 });
  await bare.stop();
  return {
    title: 'Tokens',
    says: `32 connections, ${CALLS} calls a round, a new token for each; the profile is production. The bare echo did ${number(floor.callsPerSecond)} calls/s beside it.`,
    header: ['algorithm', 'calls/s', 'x bare', 'p50 ms', 'p99 ms', 'CPU µs/call', 'failed'],
    rows: rows.map(([name, round]) => [
      name,
      ...[
        round.callsPerSecond,
        round.callsPerSecond / floor.callsPerSecond,
        round.p50,
        round.p99,
        round.cpuPerCall,
      ].map(number),
      `${round.failed}`,
    ]),
  };
}

async function rowOf(algorithm: 'none' | 'RS384' | 'ES384', body: string): Promise<readonly [string, Round]> {
  const { publicKey, privateKey } = await generateKeyPair(algorithm === 'none' ? 'ES384' : algorithm);
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'one' }] };
  const clients = [{ id: 'hospital', iss: ISS, jwks, callsPerMinute: 10_000_000 }];
  const configuration = { profile: algorithm === 'none' ? 'sandbox' : 'production', publicUrl: PUBLIC_URL, clients };
  const service = await startService(configuration);
  const sign = () =>
    new SignJWT({ iss: ISS, aud: `${PUBLIC_URL}${PATH}`, jti: randomUUID() })
      .setProtectedHeader({ alg: algorithm, kid: 'one' })
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(privateKey);
  const rounds: Round[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const signed = algorithm === 'none' ? [] : await Promise.all(Array.from({ length: CALLS + 64 }, sign));
    const headersOfNext = (): Record<string, string> => ({ authorization: `Bearer ${signed.pop() ?? ''}` });
    const asked = { body, connections: 32, calls: CALLS, path: PATH };
    rounds.push(await load(service, algorithm === 'none' ? asked : { ...asked, headersOfNext }));
  }
  await service.stop();
  return [algorithm, median(rounds.slice(1))];
}

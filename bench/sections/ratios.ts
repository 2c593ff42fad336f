import { hasPostgres, startPostgres } from '../../test/support/postgres.ts';
import { type Load, load, median, type Round } from '../load.ts';
import { type MeasuredProcess, startEcho, startService } from '../measured-process.ts';
import { orderSignBody } from '../order-sign-body.ts';
import { number, type Table } from '../table.ts';

const ROUNDS = 3;
const SECONDS = 4;
/** Until the compiler of the engine has seen enough. */
export const WARM_CALLS = 5_000;

/** The answer of a service to a call: what an echo is to write. */
export async function answerOf(service: MeasuredProcess, body: string): Promise<string> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${service.url}/cds-services/order-sign`, { method: 'POST', headers, body });
  if (response.status !== 200) throw new Error(`answered with ${response.status}`);
  return response.text();
}

/** Loads servers in turn (A B A B …), and gives the middle round of each. */
export async function inTurns(
  servers: Readonly<Record<string, MeasuredProcess>>,
  asked: Load,
  rounds = ROUNDS,
): Promise<Readonly<Record<string, Round>>> {
  const done: Record<string, Round[]> = {};
  for (const server of Object.values(servers)) await load(server, { ...asked, calls: WARM_CALLS });
  for (let round = 0; round < rounds; round += 1)
    for (const [name, server] of Object.entries(servers)) {
      const list = done[name] ?? [];
      done[name] = list;
      list.push(await load(server, asked));
    }
  return Object.fromEntries(Object.entries(done).map(([name, list]) => [name, median(list)]));
}

/** The service beside what any service must do. */
export async function ratios(connections: number): Promise<Table> {
  const body = orderSignBody();
  const service = await startService();
  const answer = await answerOf(service, body);
  const postgres = hasPostgres ? await startPostgres() : undefined;
  const workers =
    postgres && (await startService({ storage: await postgres.database() }, { variables: { WORKERS: '2' } }));
  const servers = {
    'bare node:http echo': await startEcho('bare', answer),
    'bare echo that keeps the same record': await startEcho('recording', answer),
    'Express 5 echo': await startEcho('express', answer),
    'Countersign, record in SQLite': service,
    ...(workers && { 'Countersign, WORKERS=2, record in PostgreSQL': workers }),
  };
  const middle = await inTurns(servers, { body, connections, seconds: SECONDS });
  const [bare, express] = [middle['bare node:http echo'], middle['Express 5 echo']];
  const rows = Object.entries(servers).map(([name, server]) => {
    const round = middle[name] as Round;
    const of = (other?: Round) => number(round.callsPerSecond / (other?.callsPerSecond ?? Number.NaN));
    return [
      name,
      number(round.callsPerSecond),
      of(bare),
      of(express),
      ...[round.p50, round.p90, round.p99].map(number),
      number(round.cpuPerCall),
      number(server.resident().most),
      `${round.failed}`,
    ];
  });
  for (const server of Object.values(servers)) await server.stop();
  await postgres?.remove();
  return {
    title: `${connections} connection${connections === 1 ? '' : 's'}`,
    says: `The same order-sign body of ${body.length} bytes with a complete prefetch, answered with ${answer.length} bytes; ${ROUNDS} rounds of ${SECONDS} s in turn after ${WARM_CALLS} calls each, the middle round. The record is on the disk before an answer leaves: its own row says what that leaves of a bare echo without any judging. The CPU and memory of PostgreSQL, and of workers beside the first process, are not counted.`,
    header: ['', 'calls/s', 'x bare', 'x Express', 'p50 ms', 'p90 ms', 'p99 ms', 'CPU µs/call', 'RSS MB', 'failed'],
    rows,
  };
}

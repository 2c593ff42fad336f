import { availableParallelism, cpus } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import autocannon from 'autocannon';
import { openArchive } from '../src/record/archive.ts';
import { verifyChain } from '../src/record/verify.ts';
import { demoCall, demoRecords, prefetched } from '../test/support/demo-patient.ts';
import { startHaproxy } from '../test/support/haproxy.ts';
import { load } from '../test/support/load.ts';
import { startPostgres } from '../test/support/postgres.ts';
import { freePort, ready, spawnService } from '../test/support/process.ts';
import { giveAll, givePart, machineIdle, megabytesUsed, runFirst, secondsUsed } from './core-share.ts';
import { databaseFigures, recordAlone } from './record-cost.ts';

/**
 * What does a second instance bring? One PostgreSQL, haproxy, two instances; the load goes through haproxy to the first, then to
 * both, in turn. Then one of two is killed under load. `npm run bench:scale-out -- [rounds] [seconds a round] [percent]`
 *
 * On one small machine generator, haproxy, PostgreSQL and both instances share the cores. So each instance gets the same small
 * part of one core, and what they share runs before all else: what is measured is whether anything that they share keeps two from
 * doing twice as much, not how much a core does.
 */

const [ROUNDS = 5, SECONDS = 8, PERCENT = 15] = process.argv.slice(2).map(Number);
/** For each instance, so that both group as many calls into a transaction as one does. */
const CONNECTIONS = 8;
const WARM_SECONDS = 6;
const BEFORE_AND_AFTER_THE_KILL = 1_000;
const SIGN = '/cds-services/order-sign';

const postgres = await startPostgres();
const storage = await postgres.database();
const instances = [await started(), await started()] as const;
// A part is given back first: the kernel may go on counting that of a process which is killed with it.
process.on('exit', () => {
  for (const { child } of instances.filter((each) => each.child.exitCode === null && each.child.signalCode === null)) {
    giveAll(child);
    child.kill('SIGKILL');
  }
});
const ports = instances.map(({ url }) => Number(new URL(url).port));
const [toOne, toBoth] = [await freePort(), await freePort()];
const haproxy = startHaproxy([
  { port: toOne, instances: ports.slice(0, 1) },
  { port: toBoth, instances: ports },
]);
for (const port of [toOne, toBoth]) await ready(`http://127.0.0.1:${port}`);

const say = (text: string) => void process.stdout.write(`${text}\n`);
say(
  `${availableParallelism()} cores (${cpus()[0]?.model}), Node ${process.version}, haproxy in front, PostgreSQL with fsync;`,
);
say(
  `each instance has ${PERCENT} % of one core; ${CONNECTIONS} connections for each, ${bodyOf().length} bytes a call\n`,
);
const before = await databaseFigures(storage);
const warm = await measured(toBoth, 2, WARM_SECONDS);
const after = await databaseFigures(storage);
say('a call, with all the cores that there are:');
say(
  `  ${(warm.rate).toFixed(0)} calls/s, ${warm.milliseconds.toFixed(2)} ms of a core in the service, ${perCall('seconds', 1_000)} ms in PostgreSQL`,
);
say(
  `  ${perCall('tableBytes')} bytes in the table, ${perCall('indexBytes')} in its indexes, ${perCall('walBytes')} of write-ahead log,`,
);
say(
  `  ${perCall('commits')} commits, ${perCall('syncs')} syncs; an instance holds ${instances.map(({ child }) => megabytesUsed(child)).join(' and ')} MB\n`,
);
const [alone, group] = [
  await recordAlone(await postgres.database(), storage, 1, 4),
  await recordAlone(await postgres.database(), storage, 64, 6),
];
say(
  `the record alone, one process: ${alone.toFixed(0)} calls/s one after the other, ${group.toFixed(0)} with 64 waiting\n`,
);
for (const { child } of instances) givePart(child, PERCENT);
runFirst([process.pid, haproxy.child.pid, ...(await databaseFigures(storage)).pids]);
const ratios: number[] = [];
for (let round = 1; round <= ROUNDS; round += 1) {
  const one = await measured(toOne, 1, SECONDS);
  const both = await measured(toBoth, 2, SECONDS);
  ratios.push(both.rate / one.rate);
  say(`${round}: one ${told(one)}\n   two ${told(both)}   ${(both.rate / one.rate).toFixed(2)} x`);
}
const median = ratios.toSorted((a, b) => a - b)[Math.floor(ratios.length / 2)] ?? 0;
say(`\ntwo do ${median.toFixed(2)} x what one does (median; ${ratios.map((each) => each.toFixed(2)).join(', ')})`);

for (const { child } of instances) giveAll(child);
const killed = await killedUnderLoad();
say(
  `one of two killed: ${killed.right} right answers, ${killed.wrong} wrong, ${killed.errors} errors (${killed.share} %)`,
);
const archive = openArchive(storage);
const chain = await verifyChain(archive.rows());
await archive.close();
say(`the record afterwards: ${chain.kind}, ${chain.kind === 'whole' ? `${chain.rows} rows` : chain.fault}`);
await haproxy.stop();
await postgres.remove();
process.exit(median >= 1.8 && killed.wrong === 0 && killed.share <= 1 && chain.kind === 'whole' ? 0 : 1);

/** As `npm start` does. */
async function started() {
  const instance = spawnService(await freePort(), { storage }, { MALLOC_ARENA_MAX: '2' });
  await ready(instance.url);
  return instance;
}

function perCall(figure: Exclude<keyof typeof after, 'pids'>, times = 1): string {
  const each = (times * (after[figure] - before[figure])) / warm.calls;
  return each.toFixed(each < 100 ? 2 : 0);
}

function bodyOf(): string {
  return JSON.stringify(demoCall({ prefetch: prefetched(demoRecords) }));
}

/** Load from a process of its own thread, so that it is not stopped by what this one does. */
async function measured(port: number, behind: number, duration: number) {
  machineIdle();
  const before = instances.map(({ child }) => secondsUsed(child));
  const result = await autocannon({
    url: `http://127.0.0.1:${port}${SIGN}`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: bodyOf(),
    connections: CONNECTIONS * behind,
    duration,
    workers: 1,
  });
  const used = instances.map(({ child }, index) => secondsUsed(child) - (before[index] ?? 0));
  const rate = result['2xx'] / result.duration;
  const milliseconds = (1_000 * used.reduce((sum, each) => sum + each, 0)) / result['2xx'];
  return {
    rate,
    p50: result.latency.p50,
    p99: result.latency.p99,
    failed: result.non2xx + result.errors,
    milliseconds,
    calls: result['2xx'],
    idle: machineIdle(),
  };
}

function told({ rate, p50, p99, failed, milliseconds, idle }: Awaited<ReturnType<typeof measured>>): string {
  const figures = `${rate.toFixed(1)} calls/s, p50 ${p50} ms, p99 ${p99} ms, ${milliseconds.toFixed(2)} ms of a core a call, ${idle} % of the machine idle`;
  return failed === 0 ? figures : `${figures}, ${failed} FAILED`;
}

async function killedUnderLoad() {
  const running = load([`http://127.0.0.1:${toBoth}`]);
  const more = async (calls: number) => {
    const enough = running.answers.length + calls;
    while (running.answers.length < enough) await wait(10);
  };
  await more(BEFORE_AND_AFTER_THE_KILL);
  instances[0].child.kill('SIGKILL');
  await more(BEFORE_AND_AFTER_THE_KILL);
  const answers = await running.end();
  const errors = answers.filter(({ status }) => status !== 200).length;
  const right = answers.filter((answer) => answer.status === 200 && answer.right).length;
  const share = Number(((100 * errors) / answers.length).toFixed(2));
  return { right, errors, wrong: answers.length - right - errors, share };
}

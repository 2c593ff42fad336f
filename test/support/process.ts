import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const MAIN = resolve(import.meta.dirname, '../../src/main.ts');

/** The service as a process of its own, as operators run it. */
export interface ServiceProcess {
  readonly url: string;
  readonly child: ChildProcess;
  readonly output: { stdout: string; stderr: string };
  /** The exit code; null where a signal ended it. */
  readonly exit: Promise<number | null>;
}

/** A port nobody listens on just now. */
export const freePort = () =>
  new Promise<number>((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => found(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/** Starts it in an empty folder, with a configuration if one is given. It may not be ready yet. */
export function spawnService(port: number, configuration?: unknown, variables: Record<string, string> = {}) {
  const cwd = mkdtempSync(join(tmpdir(), 'countersign-process-'));
  const path = join(cwd, 'countersign.json');
  if (configuration !== undefined) writeFileSync(path, JSON.stringify(configuration));
  const env = {
    PATH: process.env.PATH ?? '',
    PORT: String(port),
    ...(configuration !== undefined && { COUNTERSIGN_CONFIG: path }),
    ...variables,
  };
  const child = spawn(process.execPath, [MAIN], { cwd, env });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    output.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output.stderr += chunk;
  });
  const exit = new Promise<number | null>((done) => child.on('exit', (code) => done(code)));
  return { url: `http://127.0.0.1:${port}`, child, output, exit, cwd };
}

/** Waits until it is ready, for twenty seconds at most. */
export async function ready(url: string, everyMs = 50): Promise<void> {
  for (let tries = 0; tries < 20_000 / everyMs; tries += 1) {
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.status === 200) return;
    await new Promise((wait) => setTimeout(wait, everyMs));
  }
  throw new Error('never ready');
}

/** Starts it and waits until it is ready. */
export async function startProcess(configuration?: unknown): Promise<ServiceProcess> {
  const started = spawnService(await freePort(), configuration);
  await ready(started.url);
  return started;
}

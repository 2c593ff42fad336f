import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PROGRAM = ['/usr/sbin/haproxy', '/usr/local/sbin/haproxy', '/opt/homebrew/bin/haproxy'].find(existsSync);

/** Whether there is a load balancer to try with (Debian: apt-get install haproxy). */
export const hasHaproxy = PROGRAM !== undefined;

/** Addresses that are listened on, and the ports of the instances behind each. */
export type Balanced = readonly { readonly port: number; readonly instances: readonly number[] }[];

/**
 * Calls go round the instances that are ready. One that fails its health check four times, half a second apart, gets none;
 * a call that could not be handed over is handed to another one. A call that was handed over is not sent twice.
 */
const configurationOf = (balanced: Balanced): string => `
global
  maxconn 2000
defaults
  mode http
  timeout connect 1s
  timeout client 30s
  timeout server 30s
  timeout check 5s
  option redispatch 1
  retries 3
  retry-on conn-failure
${balanced.map(listener).join('\n')}
`;

const listener = ({ port, instances }: Balanced[number]): string => `
listen port_${port}
  bind 127.0.0.1:${port}
  balance roundrobin
  option httpchk GET /health/ready
  default-server check inter 500ms fall 4 rise 1
${instances.map((each) => `  server instance_${each} 127.0.0.1:${each}`).join('\n')}`;

/** A load balancer that runs. */
export interface Haproxy {
  readonly child: ChildProcess;
  stop(): Promise<void>;
}

/** Starts it in the foreground of a process of its own. Throws where it is not installed. */
export function startHaproxy(balanced: Balanced): Haproxy {
  if (PROGRAM === undefined) throw new Error('haproxy is not installed');
  const folder = mkdtempSync(join(tmpdir(), 'countersign-haproxy-'));
  const path = join(folder, 'haproxy.cfg');
  writeFileSync(path, configurationOf(balanced));
  const child = spawn(PROGRAM, ['-db', '-q', '-f', path], { stdio: ['ignore', 'ignore', 'inherit'] });
  process.on('exit', () => child.kill('SIGKILL'));
  const exit = new Promise((done) => child.once('exit', done));
  const stop = async () => {
    child.kill('SIGKILL');
    await exit;
    rmSync(folder, { recursive: true, force: true });
  };
  return { child, stop };
}

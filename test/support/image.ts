import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { commandIn, environmentOf, readDockerfile, type Stage } from './dockerfile.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** Nobody, where the tests run as root; else whoever runs them. */
const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

/** What a Dockerfile makes, made in a folder: its files, and how it is started. */
export interface Image {
  readonly folder: string;
  /** Starts its command as another user, with its variables and these; waits for nothing. */
  start(variables: Readonly<Record<string, string>>): ChildProcess;
  /** Runs its health check; the exit code. */
  check(variables: Readonly<Record<string, string>>): Promise<number | null>;
  remove(): void;
}

/**
 * Takes the steps of a Dockerfile as an engine would, as far as a folder can stand for a file system: what is copied, `npm` that
 * is run, and at the end a tree that nobody can write to but in the folder that is a volume. Throws where a step fails.
 */
export function makeImage(path: string): Image {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-image-'));
  chmodSync(folder, 0o755);
  const stages = readDockerfile(path);
  for (const [index, stage] of stages.entries()) makeStage(stage, join(folder, stage.name ?? `stage-${index}`), folder);
  const last = stages.at(-1);
  if (last === undefined) throw new Error('no stage');
  const app = join(folder, last.name ?? `stage-${stages.length - 1}`);
  execFileSync('chmod', ['-R', 'a-w,a+rX', app]);
  for (const { text } of last.steps.filter(({ keyword }) => keyword === 'VOLUME')) makeVolumes(text, app);
  const run = (keyword: string, variables: Readonly<Record<string, string>>, stdio: 'ignore' | 'pipe') => {
    const [, ...words] = commandIn(last.steps.findLast((step) => step.keyword === keyword)?.text ?? '');
    const env = { PATH: process.env.PATH ?? '', ...environmentOf(last), ...variables };
    return spawn(process.execPath, words, { cwd: app, env, stdio, ...user });
  };
  return {
    folder: app,
    start: (variables) => run('CMD', variables, 'pipe'),
    check: (variables) =>
      new Promise((done) => run('HEALTHCHECK', variables, 'ignore').once('exit', (code) => done(code))),
    remove: () => {
      execFileSync('chmod', ['-R', 'u+w', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function makeStage({ steps }: Stage, app: string, folder: string): void {
  mkdirSync(app, { recursive: true });
  for (const { keyword, text, words, flags } of steps) {
    if (keyword === 'RUN' && words[0] === 'npm') {
      const env = { ...process.env, npm_config_prefer_offline: 'true' };
      execFileSync('sh', ['-c', text], { cwd: app, env, stdio: ['ignore', 'ignore', 'pipe'] });
    }
    if (keyword !== 'COPY') continue;
    const from = flags.find((flag) => flag.startsWith('--from='))?.slice('--from='.length);
    const target = words.at(-1) ?? '';
    for (const source of words.slice(0, -1)) {
      const found = from === undefined ? join(ROOT, source) : join(folder, source.replace(/^\/app/, from));
      cpSync(found, target.endsWith('/') ? join(app, target, source) : join(app, target), { recursive: true });
    }
  }
}

function makeVolumes(text: string, app: string): void {
  for (const volume of commandIn(text)) {
    const path = join(app, volume.replace(/^\/app/, ''));
    chmodSync(dirname(path), 0o755);
    mkdirSync(path, { mode: 0o700 });
    if (user.uid !== undefined) chownSync(path, user.uid, user.gid);
    chmodSync(dirname(path), 0o555);
  }
}

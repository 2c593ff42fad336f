import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { build } from 'vite';

/** Builds the pages for browsers out of web/ into src/http/public, or with `--check` fails and names what is stale there. */

/** Each is a folder of web/, and served below the address of the same name. */
const APPS = ['console'] as const;

const ROOT = resolve(import.meta.dirname, '..');
const isCheck = process.argv.includes('--check');
const strays: string[] = [];
for (const app of APPS) await (isCheck ? check(app) : buildInto(app, committed(app)));
if (isCheck) {
  process.exitCode = strays.length === 0 ? 0 : 1;
  process.stdout.write(
    strays.length === 0 ? `${APPS.join(', ')}: built fresh\n` : `stale, run \`npm run web\`:\n${strays.join('\n')}\n`,
  );
}

function committed(app: string): string {
  return join(ROOT, 'src/http/public', app);
}

/** The same sources give the same files, byte for byte: names tell the content. */
async function buildInto(app: string, outDir: string): Promise<void> {
  await build({
    configFile: false,
    root: join(ROOT, 'web', app),
    base: `/${app}/`,
    logLevel: 'warn',
    publicDir: false,
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  });
}

async function check(app: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-web-'));
  await buildInto(app, folder);
  const [fresh, held] = [filesIn(folder), filesIn(committed(app))];
  const names = [...new Set([...fresh.keys(), ...held.keys()])].sort();
  strays.push(
    ...names
      .filter((name) => fresh.get(name) !== held.get(name))
      .map((name) => relative(ROOT, join(committed(app), name))),
  );
  rmSync(folder, { recursive: true });
}

function filesIn(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return new Map(
    names.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [relative(folder, path), readFileSync(path, 'latin1')] as const;
    }),
  );
}

import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/**
 * Puts the service and its libraries together into a few files of plain JavaScript, which start in less than half the time and
 * hold less memory: dist/main.js, and dist/record-writer.js for the thread that writes. Not committed; `npm start` builds where a
 * source is newer. Data files stay where they are, in src.
 */

const ROOT = resolve(import.meta.dirname, '..');
const [SOURCE, BUILT] = [join(ROOT, 'src'), join(ROOT, 'dist')];
const PROGRAMS = ['main', 'record-writer'];
/** Binary parts, and a library that asks for others only if they are there. */
const LEFT_WHERE_THEY_ARE = ['better-sqlite3', 'pg'];

const { rolldown } = await import('rolldown').catch(() => ({ rolldown: undefined }));
if (rolldown) await build(rolldown);
else await into(BUILT, runAsWritten);

async function build(bundling: NonNullable<typeof rolldown>): Promise<void> {
  const bundle = await bundling({
    input: Object.fromEntries(PROGRAMS.map((name) => [name, join(SOURCE, `${name}.ts`)])),
    platform: 'node',
    external: LEFT_WHERE_THEY_ARE,
    plugins: [
      { name: 'places', transform: (code, file) => (file.startsWith(SOURCE) ? placed(code, file) : undefined) },
    ],
  });
  await into(BUILT, (dir) => bundle.write({ dir, format: 'esm', entryFileNames: '[name].js' }));
  await bundle.close();
}

/** Fills a folder in one stroke: who starts meanwhile finds the old one or the new one. */
async function into(folder: string, fill: (folder: string) => unknown): Promise<void> {
  const fresh = `${folder}-${process.pid}`;
  mkdirSync(fresh);
  await fill(fresh);
  rmSync(folder, { recursive: true, force: true });
  renameSync(fresh, folder);
}

/** A module finds its data beside itself, wherever it was put; a program is found among the built ones. */
function placed(code: string, file: string): string {
  const [module, folder] = [relative(BUILT, file), relative(BUILT, dirname(file))];
  return code
    .replace(/new URL\('\.\/([a-z-]+)\.ts', import\.meta\.url\)/g, "new URL('./$1.js', import.meta['url'])")
    .replaceAll('import.meta.dirname', `(import.meta['dirname'] + '/${folder}')`)
    .replaceAll('import.meta.url', `new URL('${module}', import.meta['url'])`);
}

/** Where only what production needs is installed there is nothing to build with: then the sources run as they are, slower. */
function runAsWritten(folder: string): void {
  writeFileSync(join(folder, 'main.js'), "await import('../src/main.ts');\n");
}

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const PACKAGE = resolve(import.meta.dirname, '../..');

/** SHA-256 (hex) over every file of the program, its policies among them, and over the versions of what it is built on. */
export function programDigest(): string {
  const digest = createHash('sha256');
  for (const file of ['package.json', ...programFiles()]) {
    const bytes = readFileSync(join(PACKAGE, file));
    digest.update(`${file} ${bytes.length}\n`).update(bytes);
  }
  return digest.digest('hex');
}

const programFiles = (): readonly string[] =>
  readdirSync(join(PACKAGE, 'src'), { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile() && each.name.endsWith('.ts'))
    .map(({ parentPath, name }) => join(parentPath, name).slice(PACKAGE.length + 1))
    .toSorted();

/** SHA-256 (hex) of the settings, whatever they are. */
export const settingsDigest = (settings: object): string =>
  createHash('sha256').update(JSON.stringify(settings)).digest('hex');

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * What was rendered from the chart says in its first line which chart it was, so that a change of the chart without a new rendering is
 * seen where there is no Helm. `node scripts/chart-digest.ts` writes the lines after `helm template`.
 */

const ROOT = join(import.meta.dirname, '..');

/** The chart. */
export const CHART = join(ROOT, 'deploy/helm/countersign');

/** What is rendered from it, and the values beside its own. */
export const RENDERED: readonly { readonly file: string; readonly values?: string }[] = [
  { file: join(ROOT, 'deploy/kubernetes.yaml') },
  { file: join(ROOT, 'test/deploy/all-values.rendered.yaml'), values: join(ROOT, 'test/deploy/all-values.yaml') },
];

/** The first line of something rendered: the SHA-256 of all that it was made of. */
export function firstLine(values?: string): string {
  const digest = createHash('sha256');
  const files = (readdirSync(CHART, { recursive: true }) as string[])
    .sort()
    .filter((file) => /\.(yaml|tpl)$/.test(file));
  for (const path of [...files.map((file) => join(CHART, file)), ...(values === undefined ? [] : [values])])
    digest.update(readFileSync(path));
  return `# helm template countersign deploy/helm/countersign, of the chart with sha256 ${digest.digest('hex')}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  for (const { file, values } of RENDERED) {
    const text = readFileSync(file, 'utf8').replace(/^# helm template .*\n/, '');
    writeFileSync(file, `${firstLine(values)}\n${text}`);
  }

import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfiguration } from '../src/config.ts';
import { prefetchTemplates } from '../src/hooks/discovery.ts';
import { type Service, startService } from './support/service.ts';

/** What docs/try-it tells people to type works as it says. */

const FOLDER = resolve(import.meta.dirname, '../docs/try-it');
const pages = readdirSync(FOLDER);
const text = (page: string) => readFileSync(join(FOLDER, page), 'utf8');
const blocks = (page: string, language: string) =>
  [...text(page).matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, block = '']) => block);

/** The calls of a page in order, and what each of their answers holds. */
const calls: Readonly<Record<string, readonly string[]>> = {
  'curl.md': [
    '{"services":',
    '"id":"lemtrada-denial"',
    'Documentation missing: Hemgenix',
    'HTTP/1.1 200',
    'HTTP/1.1 400',
    '"resourceType":"Questionnaire"',
  ],
  'crd-client.md': ['davinci-crd.version', 'coverage-assertion-id', '"name":"packagebundle"'],
};

const sh = promisify(execFile);
let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(async () => {
  await service.close();
  expect(service.bugs).toEqual([]);
});

describe.skipIf(spawnSync('curl', ['--version']).status !== 0)('with curl, which has to be on this machine', () => {
  const rows = Object.entries(calls).flatMap(([page, answers]) =>
    answers.map((answer, index) => [page, index + 1, answer] as const),
  );
  test.each(rows)('%s, call %d: %s', async (page, number, answer) => {
    const call = blocks(page, 'sh')[number - 1] ?? '';
    expect(call).toMatch(/^curl /);
    // What is called and what is read from, not what goes by such a name: canonicals say where the service says it is.
    const here = call.replace(/(^curl [^\n]*|"fhirServer": ")http:\/\/127\.0\.0\.1:3000/g, `$1${service.url}`);
    const { stdout } = await sh('sh', ['-c', here]);
    expect(stdout).toContain(answer);
  });

  test.each(Object.entries(calls))('%s has no other call', (page, answers) => {
    expect(blocks(page, 'sh')).toHaveLength(answers.length);
  });
});

describe('the registration sheet for Epic', () => {
  test('lists the prefetch as it is asked for', () => {
    const listed = [...text('epic.md').matchAll(/^\| `(\w+)` \| `([^`]+)` \|$/gm)].map(([, key, query]) => [
      key,
      query,
    ]);
    expect(Object.fromEntries(listed)).toMatchObject(prefetchTemplates());
    expect(listed.filter(([, query]) => query?.includes('{{'))).toHaveLength(Object.keys(prefetchTemplates()).length);
  });

  test('gives a configuration that the service starts with', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'countersign-epic-')), 'countersign.json');
    writeFileSync(file, blocks('epic.md', 'json')[0] ?? '');
    const [client] = readConfiguration({ COUNTERSIGN_CONFIG: file }, []).clients;
    expect(client).toMatchObject({ topicCodes: 'alphanumeric', cardText: 'plain', algorithms: ['RS384'] });
  });
});

test.each(pages)('%s leads only to pages that are there', (page) => {
  const links = [...text(page).matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link = '']) => link);
  expect(links.filter((link) => !existsSync(resolve(FOLDER, link)))).toEqual([]);
});

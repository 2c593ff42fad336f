import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoPatients } from '../../src/demo/patients.ts';
import type { PolicyData } from '../../src/pages/policy-data.ts';
import type { SiteData } from '../../src/pages/site-data.ts';
import { policies } from '../../src/policies/index.ts';
import { prefetched } from '../support/demo-patient.ts';
import { openClient, PUBLIC_URL } from '../support/registered-client.ts';
import { type Service, startService } from '../support/service.ts';

let sandbox: Service;
let production: Service;
beforeAll(async () => {
  sandbox = await startService();
  production = await startService({}, 4_500, { profile: 'production' });
});
afterAll(() => Promise.all([sandbox.close(), production.close()]));

const SIGN = '/cds-services/order-sign';
const JSON_TYPE = { 'content-type': 'application/json' };
const demoCoverage = () =>
  prefetched(demoPatients[0]?.bundle.entry?.flatMap(({ resource }) => resource ?? []) as never);

const get = (service: Service, path: string) => fetch(`${service.url}${path}`);
const json = async <Data>(service: Service, path: string) => (await get(service, path)).json() as Promise<Data>;

describe('the console', () => {
  test('is one page with scripts and styles of its own alone, and nothing inline', async () => {
    const response = await get(sandbox, '/');
    const page = await response.text();
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(response.headers.get('content-security-policy')).toBe(
      "default-src 'none';script-src 'self';style-src 'self';img-src 'self';connect-src 'self';base-uri 'none';form-action 'none';frame-ancestors 'none'",
    );
    expect(page).not.toMatch(/<script(?![^>]*\ssrc=)|<style|style=|\son\w+=/);
    expect(page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  });

  test('has files named for their content, which a browser may keep for a year', async () => {
    const page = await (await get(sandbox, '/')).text();
    const files = [...page.matchAll(/(?:src|href)="(\/console\/assets\/[^"]+)"/g)].map(([, file]) => file ?? '');
    expect(files.map((file) => file.replace(/^.*\./, '')).sort()).toEqual(['css', 'js', 'svg']);
    for (const file of files) {
      const response = await get(sandbox, file);
      expect([response.status, response.headers.get('cache-control')]).toEqual([
        200,
        'public, max-age=31536000, immutable',
      ]);
    }
  });

  test('serves nothing beside its files', async () => {
    for (const path of [
      '/console',
      '/console/',
      '/console/assets/',
      '/console/assets/..%2findex.html',
      '/console/x.json',
    ])
      expect((await get(sandbox, path)).status, path).toBe(404);
  });
});

describe('the policies', () => {
  test('are all there, newest version first, each line with its section and its test', async () => {
    const shown = await json<readonly PolicyData[]>(production, '/console/policies.json');
    expect(shown.flatMap(({ id, versions }) => versions.map(({ version }) => `${id} ${version}`)).sort()).toEqual(
      policies.map(({ id, version }) => `${id} ${version}`).sort(),
    );
    const [hemgenix] = shown;
    expect(hemgenix?.versions.map(({ version }) => version)).toEqual(['2026-07-23', '2026-01-08']);
    expect(hemgenix?.versions[0]?.lines.find(({ id }) => id === 'HKS-III.1')).toMatchObject({
      section: 'III, bullet 1',
      ask: { kind: 'provide' },
      statuses: [{ word: 'Met', when: 'Age at least 18 years.' }, { word: 'Not met' }, { word: 'Document missing' }],
    });
  });

  test('say what changed since the version before, and in which part', async () => {
    const [hemgenix] = await json<readonly PolicyData[]>(production, '/console/policies.json');
    const changes = hemgenix?.versions[0]?.changes;
    expect(changes?.since).toBe('2026-01-08');
    expect(changes?.of).toContainEqual({
      id: 'HKS-III.2b',
      change: 'changed',
      parts: ['text', 'test', 'what to provide', 'our reading'],
    });
    expect(hemgenix?.versions[1]?.changes).toBeUndefined();
  });

  test('keep the parts of a group within the group', async () => {
    const [hemgenix] = await json<readonly PolicyData[]>(production, '/console/policies.json');
    const bleeding = hemgenix?.versions[0]?.lines.find(({ id }) => id === 'HKS-III.4');
    expect(bleeding?.lines?.map(({ id }) => id)).toEqual(['HKS-III.4a', 'HKS-III.4b', 'HKS-III.4c']);
  });

  test('on where drugs are given hold the 132 drugs with their codes', async () => {
    const [site] = await json<readonly SiteData[]>(production, '/console/site-of-care.json');
    expect(site?.drugs).toHaveLength(132);
    expect(site?.drugs.find(({ brands }) => brands.includes('Gamifant'))).toEqual({
      brands: ['Gamifant'],
      ingredient: 'emapalumab-lzsg',
      codes: ['J9210'],
      possible: [],
    });
  });
});

describe('what was answered lately', () => {
  test('comes newest first, with the feedback', async () => {
    const signed = [];
    for (const { call } of demoPatients.slice(0, 2))
      signed.push(await sandbox.sign({ ...call, hookInstance: 'a1', fhirServer: `${sandbox.url}/demo/fhir` }));
    const [first, second] = signed.map(({ determinations }) => determinations[0]?.id);
    const card = signed[1]?.cards[0]?.uuid ?? '';
    await sandbox.post(
      '/cds-services/order-sign/feedback',
      JSON.stringify({ feedback: [{ card, outcome: 'overridden' }] }),
    );
    const recent = await json<Record<'determinations' | 'feedback', readonly { id: string; card: string }[]>>(
      sandbox,
      '/console/recent.json',
    );
    expect(recent.determinations.map(({ id }) => id)).toEqual([second, first]);
    expect(recent.feedback).toMatchObject([{ card, content: { outcome: 'overridden' } }]);
  });

  test('shows nothing of a registered client, and refuses a bad token of one', async () => {
    const hospital = await openClient('hospital');
    const service = await startService({}, 4_500, { publicUrl: PUBLIC_URL, clients: [hospital.settings] });
    const call = JSON.stringify({ ...demoPatients[0]?.call, hookInstance: 'a1', prefetch: demoCoverage() });
    for (const authorization of [await hospital.authorization(SIGN), undefined])
      await service.post(SIGN, call, { ...JSON_TYPE, ...(authorization !== undefined && { authorization }) });
    const recent = await json<Record<'determinations', readonly { at: string }[]>>(service, '/console/recent.json');
    expect(recent.determinations).toHaveLength(1);
    const bad = await hospital.authorization('/elsewhere');
    const refused = await fetch(`${service.url}/console/recent.json`, { headers: { authorization: bad } });
    expect(refused.status).toBe(401);
    await service.close();
  });

  test('is not shown in production, nor are charts to try', async () => {
    expect((await get(production, '/console/recent.json')).status).toBe(404);
    expect((await get(production, '/console/patients/hemgenix-missing.json')).status).toBe(404);
    expect(await json(production, '/console/about.json')).toMatchObject({ profile: 'production' });
  });
});

describe('the chart of a demo patient', () => {
  test('is the Bundle that the demo holds', async () => {
    expect(await json(sandbox, '/console/patients/hemgenix-missing.json')).toEqual(
      demoPatients.find(({ id }) => id === 'hemgenix-missing')?.bundle,
    );
    expect((await get(sandbox, '/console/patients/nobody.json')).status).toBe(404);
  });
});

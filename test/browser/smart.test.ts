import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { kansasHemgenixPatients } from '../acceptance/hemgenix-kansas-patients.ts';
import { hasBrowser, NO_BROWSER, openBrowser, overflowOf, seriousFindings } from '../support/browser.ts';
import { type MockEhr, startMockEhr } from '../support/mock-ehr.ts';
import { openClient } from '../support/registered-client.ts';
import { type Service, startService } from '../support/service.ts';

const PATIENTLY = { timeout: 30_000 };
/** Where the app runs in a browser, the day is this one too. */
const TODAY = '2026-08-14T15:05:00Z';
const patient = kansasHemgenixPatients.find(({ title }) => title === 'nobody has answered the questions yet');
if (patient === undefined) throw new Error('no such patient');
const [order] = patient.orders;
const ORDER = `MedicationRequest/${order?.id}`;
const prescriber = { resourceType: 'Practitioner', id: 'prescriber', name: [{ text: 'Dr. Synthetic' }] };

if (!hasBrowser) console.warn(NO_BROWSER);

describe.skipIf(!hasBrowser)('the SMART app in a browser (SKIPPED where no chromium is installed)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-record-'));
  let browser: Browser;
  let service: Service;
  let ehr: MockEhr;
  let page: Page;
  /** What the page did that it should not. */
  let errors: string[];
  /** Every address that it asked for. */
  let asked: URL[];

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => browser.close());

  beforeEach(async () => {
    ehr = await startMockEhr({
      clientId: 'countersign-at-hospital',
      patient: 'person',
      user: 'Practitioner/prescriber',
    });
    await ehr.load([...patient.records, ...patient.orders, prescriber]);
    const smart = { clientId: 'countersign-at-hospital' };
    const { settings } = await openClient('hospital', { fhirServers: [ehr.iss], smart });
    service = await startService({ now: () => new Date('2026-08-14T15:10:00Z') }, 4_500, {
      clients: [settings],
      storage: `file:${join(folder, 'record.db')}`,
    });
    const context = await browser.newContext({ viewport: { width: 1_280, height: 900 }, reducedMotion: 'reduce' });
    page = await context.newPage();
    await page.clock.setFixedTime(TODAY);
    [errors, asked] = [[], []];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) errors.push(message.text());
    });
    page.on('pageerror', ({ message }) => errors.push(message));
    page.on('request', (request) => asked.push(new URL(request.url())));
  }, 60_000);
  afterEach(async () => {
    await page.context().close();
    await service.close();
    await ehr.close();
    expect(service.bugs).toEqual([]);
    const ours = [new URL(service.url).origin, ehr.origin, 'null'];
    expect(asked.filter(({ origin, protocol }) => protocol !== 'data:' && !ours.includes(origin))).toEqual([]);
  });

  const said = () => page.getByRole('status');
  const trouble = () => page.getByRole('alert');
  const launch = async (appContext?: unknown) => {
    await page.goto(ehr.launchUrl(service.url, appContext));
  };
  const answer = (line: string, value: boolean) =>
    page.frameLocator('iframe').locator(`[id="${line}/1|${value}"]`).click();
  const findingsInForm = async () => {
    const frame = page.frames().find((each) => each.url().endsWith('/form.html')) as unknown as Page;
    return (await seriousFindings(frame)).map((finding) => finding.split(':')[0]);
  };
  /** What of ours holds a token of the EHR: log, record, and every address that was asked for. */
  const tokensFound = () => {
    const kept = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'latin1'));
    const all = [...kept, ...service.lines, ...asked.map(({ href }) => href)].join('\n');
    return ehr.tokens.filter((token) => all.includes(token));
  };

  test('launched from the chart: the checklist, its questions answered and saved, judged again, nothing open', async () => {
    await launch({ order: ORDER });
    await page.getByRole('heading', { name: 'Only statements are missing' }).waitFor();
    expect(page.url()).toBe(`${service.url}/smart/`);
    expect(await said().textContent()).toBe('Only statements are missing. 5 items are still needed.');
    expect(await seriousFindings(page)).toEqual([]);

    await page.getByRole('button', { name: 'Answer the open questions' }).click();
    const save = page.getByRole('button', { name: 'Save to the EHR and judge again' });
    await expect.poll(() => save.isEnabled(), PATIENTLY).toBe(true);
    expect(await seriousFindings(page)).toEqual([]);
    expect(new Set(await findingsInForm())).toEqual(FAULTS_OF_LHC_FORMS);
    for (const line of ['HKS-III.3', 'HKS-III.5b', 'HKS-III.6', 'HKS-III.7', 'HKS-III.9']) await answer(line, true);
    await save.click();

    await page.getByRole('heading', { name: 'Approval is likely' }).waitFor();
    expect(await said().textContent()).toBe('Saved in the EHR. Approval is likely. Nothing is still needed.');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('What this order still needs');
    expect(await page.locator('main').innerText()).toContain('Answered yes by Dr. Synthetic on 2026-08-14');
    expect(await seriousFindings(page)).toEqual([]);

    const responses = await ehr.held('QuestionnaireResponse');
    expect(responses).toHaveLength(1);
    expect(responses[0]).toMatchObject({
      status: 'completed',
      authored: '2026-08-14T15:05:00.000Z',
      author: { reference: 'Practitioner/prescriber', display: 'Dr. Synthetic' },
      subject: { reference: 'Patient/person' },
    });
    expect(responses[0]?.questionnaire).toMatch(/\/fhir\/Questionnaire\/hemgenix-bcbsks\|2026-07-23$/);
    expect(originsIn(responses[0])).toEqual(
      new Set([
        'HKS-III.3 manual',
        'HKS-III.5b manual',
        'HKS-III.6 manual',
        'HKS-III.7 manual',
        'HKS-III.9 manual',
        ...PREFILLED,
      ]),
    );
    expect(errors).toEqual([]);
    expect(ehr.tokens).toHaveLength(1);
    expect(tokensFound()).toEqual([]);
  }, 90_000);

  test('one answer, and one line fewer is open', async () => {
    await launch({ order: ORDER });
    await page.getByRole('button', { name: 'Answer the open questions' }).click();
    const save = page.getByRole('button', { name: 'Save to the EHR and judge again' });
    await expect.poll(() => save.isEnabled(), PATIENTLY).toBe(true);
    await answer('HKS-III.6', true);
    await save.click();
    await expect
      .poll(() => said().textContent(), PATIENTLY)
      .toBe('Saved in the EHR. Only statements are missing. 4 items are still needed.');
  }, 60_000);

  test('an EHR that does not take the answers: said in one line, and they still stand in the form; nothing answered is nothing to save', async () => {
    await launch({ order: ORDER });
    await page.getByRole('button', { name: 'Answer the open questions' }).click();
    const save = page.getByRole('button', { name: 'Save to the EHR and judge again' });
    await expect.poll(() => save.isEnabled(), PATIENTLY).toBe(true);
    await save.click();
    await expect.poll(() => trouble().textContent(), PATIENTLY).toBe('No question was answered, so nothing was saved.');
    await answer('HKS-III.6', true);
    ehr.fail('takes-no-answers');
    await save.click();
    await expect
      .poll(() => trouble().textContent(), PATIENTLY)
      .toBe('The EHR did not take the answers, so nothing was saved. They still stand in the form.');
    const chosen = page.frameLocator('iframe').locator('[id="HKS-III.6/1|true"] input');
    expect(await chosen.isChecked()).toBe(true);
    ehr.fail(undefined);
    await save.click();
    await expect.poll(() => said().textContent(), PATIENTLY).toContain('4 items are still needed');
  }, 60_000);

  test('signed in from the start page, the order chosen from the patient’s', async () => {
    await page.goto(`${service.url}/smart/`);
    await page.getByLabel('Address of the EHR’s FHIR server').fill(ehr.iss);
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Which order?' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: /^Hemgenix/ }).click();
    await page.getByRole('heading', { name: 'Only statements are missing' }).waitFor();
    expect(await said().textContent()).toContain('5 items are still needed');
    expect(errors).toEqual([]);
    expect(tokensFound()).toEqual([]);
  }, 60_000);

  test('a patient for tries, without signing in: answered, saved, judged again', async () => {
    await page.goto(`${service.url}/smart/`);
    await page.getByRole('link', { name: /no AAV5 titer/ }).click();
    await page.getByRole('heading', { name: 'Documentation is missing' }).waitFor();
    const before = await said().textContent();
    await page.getByRole('button', { name: 'Answer the open questions' }).click();
    const save = page.getByRole('button', { name: 'Save to the EHR and judge again' });
    await expect.poll(() => save.isEnabled(), PATIENTLY).toBe(true);
    await answer('HKS-III.6', false);
    await save.click();
    await expect.poll(() => said().textContent(), PATIENTLY).toContain('Saved in the EHR. Denial is likely.');
    expect(before).not.toContain('Denial');
    expect(errors).toEqual([]);
  }, 60_000);

  test('a card’s link names its determination: an order that the EHR does not give to apps is shown as it was judged', async () => {
    const fhirAuthorization = { access_token: ehr.issueToken() };
    const context = { patientId: 'person', order: ORDER };
    const judged = await service.post(
      '/smart/judge',
      JSON.stringify({ fhirServer: ehr.iss, fhirAuthorization, context }),
    );
    const { cards } = (await judged.json()) as { cards: { extension: Record<string, { id: string }> }[] };
    const determination = cards[0]?.extension['countersign.determination']?.id;
    await launch({ order: 'MedicationRequest/not-yet-saved', determination });
    await page.getByRole('heading', { name: 'Only statements are missing' }).waitFor();
    expect(await page.locator('.notice').textContent()).toContain('This is the answer of when it was signed');
    expect(tokensFound()).toEqual([]);
  }, 60_000);

  test.each([
    [
      'somebody who is refused',
      'denies',
      'The EHR did not give access, so nothing was read. Please launch Countersign again from the EHR to try once more.',
    ],
    [
      'a token that is no longer good',
      'expired',
      'Your session with the EHR has ended. Please launch Countersign again from the EHR.',
    ],
  ] as const)('%s is told so in one clear line', async (_, how, line) => {
    ehr.fail(how);
    await launch({ order: ORDER });
    await expect.poll(() => trouble().textContent(), PATIENTLY).toBe(line);
    expect(await page.locator('#content').textContent()).toBe('');
    expect(await seriousFindings(page)).toEqual([]);
    expect(tokensFound()).toEqual([]);
  });

  test('a token that ends while the checklist is open, too', async () => {
    await launch({ order: ORDER });
    await page.getByRole('heading', { name: 'Only statements are missing' }).waitFor();
    ehr.fail('expired');
    await page.getByRole('button', { name: 'Judge again' }).click();
    await expect
      .poll(() => trouble().textContent(), PATIENTLY)
      .toBe('Your session with the EHR has ended. Please launch Countersign again from the EHR.');
  });

  test('an EHR that is not registered is not asked for anything', async () => {
    await page.goto(`${service.url}/smart/launch.html?iss=https://elsewhere.example/fhir&launch=1`);
    await expect
      .poll(() => trouble().textContent(), PATIENTLY)
      .toBe('This EHR is not registered with Countersign. Please ask those who run it.');
    expect(asked.filter(({ hostname }) => hostname === 'elsewhere.example')).toEqual([]);
  });

  test('the address of the launch cannot change who the app is, nor skip the signing in', async () => {
    const url = `${ehr.launchUrl(service.url, { order: ORDER })}&clientId=another&fhirServiceUrl=https://elsewhere.example/fhir&pkceMode=disabled`;
    await page.goto(url);
    await page.getByRole('heading', { name: 'Only statements are missing' }).waitFor();
    const [authorized] = asked.filter(({ pathname }) => pathname === '/authorize');
    expect(authorized?.searchParams.get('client_id')).toBe('countersign-at-hospital');
    expect(authorized?.searchParams.get('code_challenge_method')).toBe('S256');
  });

  test.each([320, 800])('everything fits into a window of %i px, in the dark too', async (width) => {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: 'dark' });
    await launch({ order: ORDER });
    await page.getByRole('button', { name: 'Answer the open questions' }).click();
    await expect
      .poll(() => page.getByRole('button', { name: 'Save to the EHR and judge again' }).isEnabled(), {
        timeout: 30_000,
      })
      .toBe(true);
    expect(await overflowOf(page)).toBe(0);
    expect(await seriousFindings(page)).toEqual([]);
  }, 60_000);
});

/** Its help buttons name an element that is not there before they are pressed. */
const FAULTS_OF_LHC_FORMS = new Set(['aria-valid-attr-value']);

/** What was filled in from the record stays marked as that. */
const PREFILLED = [
  'HKS-II',
  'HKS-III.1',
  'HKS-III.2a',
  'HKS-III.2b',
  'HKS-III.2c',
  'HKS-III.4a',
  'HKS-III.5a',
  'HKS-III.8a',
].map((line) => `${line} auto-server`);

/** Each answered line with where its answer came from. */
function originsIn(response: unknown): ReadonlySet<string> {
  const items = (holder: unknown): readonly Item[] =>
    ((holder as { item?: readonly Item[] }).item ?? []).flatMap((item) => [item, ...items(item)]);
  return new Set(
    items(response).flatMap(({ linkId, answer = [] }) =>
      answer.map(({ extension: [origin] = [] }) => `${linkId} ${origin?.extension[0]?.valueCode}`),
    ),
  );
}

interface Item {
  readonly linkId: string;
  readonly answer?: readonly {
    readonly extension?: readonly { readonly extension: readonly { readonly valueCode?: string }[] }[];
  }[];
}

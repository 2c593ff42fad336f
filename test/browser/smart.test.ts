import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { HookResponse } from '../../src/hooks/cds-hooks.ts';
import { kansasHemgenixPatients } from '../acceptance/hemgenix-kansas-patients.ts';
import { hasBrowser, NO_BROWSER, openBrowser, overflowOf, seriousFindings } from '../support/browser.ts';
import { openSmartApp, PATIENTLY, type SmartApp } from '../support/smart-app.ts';

const patient = kansasHemgenixPatients.find(({ title }) => title === 'nobody has answered the questions yet');
if (patient === undefined) throw new Error('no such patient');
const [order] = patient.orders;
const ORDER = `MedicationRequest/${order?.id}`;

if (!hasBrowser) console.warn(NO_BROWSER);

describe.skipIf(!hasBrowser)('the SMART app in a browser (SKIPPED where no chromium is installed)', () => {
  let browser: Browser;
  let app: SmartApp;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => browser.close());
  beforeEach(async () => {
    app = await openSmartApp(browser, [...patient.records, ...patient.orders]);
  }, 60_000);
  afterEach(async () => app.close());

  /** The id of a determination on the order, as a card's link carries it. */
  const judgedBefore = async (): Promise<string | undefined> => {
    const fhirAuthorization = { access_token: app.ehr.issueToken() };
    const context = { patientId: 'person', order: ORDER };
    const body = JSON.stringify({ fhirServer: app.ehr.iss, fhirAuthorization, context });
    const { cards } = (await (await app.service.post('/smart/judge', body)).json()) as HookResponse;
    return cards[0]?.extension['countersign.determination'].id;
  };

  test('launched from the chart: the checklist, its questions answered and saved, judged again, nothing open', async () => {
    await app.launch({ order: ORDER });
    await app.page.getByRole('heading', { name: 'Only statements are missing' }).waitFor();
    expect(app.page.url()).toBe(`${app.service.url}/smart/`);
    expect(await app.said().textContent()).toBe('Only statements are missing. 5 items are still needed.');
    expect(await seriousFindings(app.page)).toEqual([]);

    const save = await app.openQuestions();
    expect(await seriousFindings(app.page)).toEqual([]);
    expect(new Set(await findingsInForm(app.page))).toEqual(FAULTS_OF_LHC_FORMS);
    for (const line of ['HKS-III.3', 'HKS-III.5b', 'HKS-III.6', 'HKS-III.7', 'HKS-III.9']) await app.answer(line, true);
    await save.click();

    await app.page.getByRole('heading', { name: 'Approval is likely' }).waitFor();
    expect(await app.said().textContent()).toBe('Saved in the EHR. Approval is likely. Nothing is still needed.');
    expect(await app.page.evaluate('document.activeElement.textContent')).toBe('What this order still needs');
    expect(await app.page.locator('main').innerText()).toContain('Answered yes by Dr. Synthetic on 2026-08-14');
    expect(await seriousFindings(app.page)).toEqual([]);

    const responses = await app.ehr.held('QuestionnaireResponse');
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
    expect(app.errors).toEqual([]);
    expect(app.ehr.tokens).toHaveLength(1);
    expect(await app.tokensFound()).toEqual([]);
  }, 90_000);

  test('one answer, and one line fewer is open', async () => {
    await app.launch({ order: ORDER });
    const save = await app.openQuestions();
    await app.answer('HKS-III.6', true);
    await save.click();
    await expect
      .poll(() => app.said().textContent(), PATIENTLY)
      .toBe('Saved in the EHR. Only statements are missing. 4 items are still needed.');
  }, 60_000);

  test('an EHR that does not take the answers: said in one line, and they still stand in the form; nothing answered is nothing to save', async () => {
    await app.launch({ order: ORDER });
    const save = await app.openQuestions();
    await save.click();
    await expect
      .poll(() => app.trouble().textContent(), PATIENTLY)
      .toBe('No question was answered, so nothing was saved.');
    await app.answer('HKS-III.6', true);
    app.ehr.fail('takes-no-answers');
    await save.click();
    await expect
      .poll(() => app.trouble().textContent(), PATIENTLY)
      .toBe('The EHR did not take the answers, so nothing was saved. They still stand in the form.');
    const chosen = app.page.frameLocator('iframe').locator('[id="HKS-III.6/1|true"] input');
    expect(await chosen.isChecked()).toBe(true);
    app.ehr.fail(undefined);
    await save.click();
    await expect.poll(() => app.said().textContent(), PATIENTLY).toContain('4 items are still needed');
  }, 60_000);

  test('signed in from the start page, the order chosen from the patient’s', async () => {
    await app.page.goto(`${app.service.url}/smart/`);
    await app.page.getByLabel('Address of the EHR’s FHIR server').fill(app.ehr.iss);
    expect(await seriousFindings(app.page)).toEqual([]);
    await app.page.getByRole('button', { name: 'Sign in' }).click();
    await app.page.getByRole('heading', { name: 'Which order?' }).waitFor();
    expect(await seriousFindings(app.page)).toEqual([]);
    await app.page.getByRole('button', { name: /^Hemgenix/ }).click();
    await app.page.getByRole('heading', { name: 'Only statements are missing' }).waitFor();
    expect(await app.said().textContent()).toContain('5 items are still needed');
    expect(app.errors).toEqual([]);
    expect(await app.tokensFound()).toEqual([]);
  }, 60_000);

  test('a patient for tries, without signing in: answered, saved, judged again', async () => {
    await app.page.goto(`${app.service.url}/smart/`);
    await app.page.getByRole('link', { name: /no AAV5 titer/ }).click();
    await app.page.getByRole('heading', { name: 'Documentation is missing' }).waitFor();
    const before = await app.said().textContent();
    const save = await app.openQuestions();
    await app.answer('HKS-III.6', false);
    await save.click();
    await expect.poll(() => app.said().textContent(), PATIENTLY).toContain('Saved in the EHR. Denial is likely.');
    expect(before).not.toContain('Denial');
    expect(app.errors).toEqual([]);
  }, 60_000);

  test.each([
    'MedicationRequest/not-yet-saved',
    'MedicationRequest/(entry 1)',
  ])('a card’s link names its determination: an order that the EHR does not give to apps (%s) is shown as it was judged, with the time', async (unsaved) => {
    const determination = await judgedBefore();
    await app.launch({ order: unsaved, determination });
    await app.page.getByRole('heading', { name: 'Only statements are missing' }).waitFor();
    expect(await app.page.locator('.notice').textContent()).toBe(
      'The EHR did not give this order to Countersign, so it could not be read again. What is shown is the determination behind its card, made on 2026-08-14 at 15:10 UTC: nothing that was written in the chart since is in it. If the order is not saved yet, save it and press “Judge again”.',
    );
    expect(await app.said().textContent()).toBe(
      'Not judged again. As of 2026-08-14 at 15:10 UTC: Only statements are missing. 5 items are still needed.',
    );
    expect(await seriousFindings(app.page)).toEqual([]);
    expect(await app.tokensFound()).toEqual([]);
  }, 60_000);

  test('once that order is saved it is judged again', async () => {
    const determination = await judgedBefore();
    await app.launch({ order: 'MedicationRequest/not-yet-saved', determination });
    await app.page.locator('.notice').waitFor();
    await app.ehr.load([{ ...order, id: 'not-yet-saved' }]);
    await app.page.getByRole('button', { name: 'Judge again' }).click();
    await expect
      .poll(() => app.said().textContent(), PATIENTLY)
      .toBe('Only statements are missing. 5 items are still needed.');
    expect(await app.page.locator('.notice').count()).toBe(0);
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
    app.ehr.fail(how);
    await app.launch({ order: ORDER });
    await expect.poll(() => app.trouble().textContent(), PATIENTLY).toBe(line);
    expect(await app.page.locator('#content').textContent()).toBe('');
    expect(await seriousFindings(app.page)).toEqual([]);
    expect(await app.tokensFound()).toEqual([]);
  });

  test('a token that ends while the checklist is open, too', async () => {
    await app.launch({ order: ORDER });
    await app.page.getByRole('heading', { name: 'Only statements are missing' }).waitFor();
    app.ehr.fail('expired');
    await app.page.getByRole('button', { name: 'Judge again' }).click();
    await expect
      .poll(() => app.trouble().textContent(), PATIENTLY)
      .toBe('Your session with the EHR has ended. Please launch Countersign again from the EHR.');
  });

  test('an EHR that is not registered is not asked for anything', async () => {
    await app.page.goto(`${app.service.url}/smart/launch.html?iss=https://elsewhere.example/fhir&launch=1`);
    await expect
      .poll(() => app.trouble().textContent(), PATIENTLY)
      .toBe('This EHR is not registered with Countersign. Please ask those who run it.');
    expect(app.asked.filter(({ hostname }) => hostname === 'elsewhere.example')).toEqual([]);
  });

  test('the address of the launch cannot change who the app is, nor skip the signing in', async () => {
    const url = `${app.ehr.launchUrl(app.service.url, { order: ORDER })}&clientId=another&fhirServiceUrl=https://elsewhere.example/fhir&pkceMode=disabled`;
    await app.page.goto(url);
    await app.page.getByRole('heading', { name: 'Only statements are missing' }).waitFor();
    const [authorized] = app.asked.filter(({ pathname }) => pathname === '/authorize');
    expect(authorized?.searchParams.get('client_id')).toBe('countersign-at-hospital');
    expect(authorized?.searchParams.get('code_challenge_method')).toBe('S256');
  });

  test.each([320, 800])('everything fits into a window of %i px, in the dark too', async (width) => {
    await app.page.setViewportSize({ width, height: 900 });
    await app.page.emulateMedia({ colorScheme: 'dark' });
    await app.launch({ order: ORDER });
    await app.openQuestions();
    expect(await overflowOf(app.page)).toBe(0);
    expect(await seriousFindings(app.page)).toEqual([]);
  }, 60_000);
});

/** What axe-core finds inside the form. */
async function findingsInForm(page: Page) {
  const frame = page.frames().find((each) => each.url().endsWith('/form.html')) as unknown as Page;
  return (await seriousFindings(frame)).map((finding) => finding.split(':')[0]);
}

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

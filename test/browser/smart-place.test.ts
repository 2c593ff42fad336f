import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { everyPatient } from '../acceptance/every-patient.ts';
import { changed } from '../acceptance/patient.ts';
import { condition } from '../acceptance/records.ts';
import { hasBrowser, NO_BROWSER, openBrowser, seriousFindings } from '../support/browser.ts';
import { openSmartApp, PATIENTLY, type SmartApp } from '../support/smart-app.ts';

const titled = (title: string) => {
  const found = everyPatient.flatMap(([, patients]) => patients).find((each) => each.title === title);
  if (found === undefined) throw new Error('no such patient');
  return found;
};
const gamifant = titled('Gamifant in hospital without a reason');
const heartFailure = condition('heart', 'I50.9');

if (!hasBrowser) console.warn(NO_BROWSER);

describe.skipIf(!hasBrowser)('the SMART app and the place of an order (SKIPPED without chromium)', () => {
  let browser: Browser;
  let app: SmartApp;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => browser.close());
  afterEach(async () => app.close());

  const savedForms = async () =>
    (await app.ehr.held('QuestionnaireResponse')).map(({ questionnaire }) =>
      String(questionnaire).replace(/^.*\/|\|.*$/g, ''),
    );

  describe('a drug with questions of its own', () => {
    beforeEach(async () => {
      const chart = changed(gamifant.records, [heartFailure], ['answers-gamifant-cigna']);
      app = await openSmartApp(browser, [...chart, ...gamifant.orders]);
      await app.launch({ order: 'MedicationRequest/gamifant' });
    }, 60_000);

    /** Answers a line of each form, and saves while the EHR fails so. */
    const savedWhile = async (how: Parameters<typeof app.ehr.fail>[0]) => {
      const save = await app.openQuestions();
      await app.answer('GAM-2.C.i', true);
      await app.answer('SOC-3', true);
      app.ehr.fail(how);
      await save.click();
      return save;
    };
    const drugForm = '“Gamifant (emapalumab-lzsg) coverage policy, summary”';
    const placeForm = '“Medication administration site of care”';

    test('both forms are saved, and the order is judged again', async () => {
      await savedWhile(undefined);
      await expect
        .poll(() => app.said().textContent(), PATIENTLY)
        .toBe('Saved in the EHR. Approval is likely. Nothing is still needed.');
      expect(await savedForms()).toEqual(['gamifant-cigna', 'site-of-care-cigna']);
      expect(app.errors).toEqual([]);
    }, 60_000);

    test('where the EHR takes the first form alone, that is said, and still once the session has ended', async () => {
      const save = await savedWhile('takes-one-form');
      await expect
        .poll(() => app.trouble().textContent(), PATIENTLY)
        .toBe(`Saved in the EHR: ${drugForm}. Not saved: ${placeForm}. All answers still stand in the form.`);
      expect(await savedForms()).toEqual(['gamifant-cigna']);
      app.ehr.fail('expired');
      await save.click();
      await expect
        .poll(() => app.trouble().textContent(), PATIENTLY)
        .toBe(
          `Saved in the EHR: ${drugForm}. Not saved: ${placeForm}. Your session with the EHR has ended. Please launch Countersign again from the EHR.`,
        );
    }, 60_000);

    test('a second try saves what is left, and nothing twice', async () => {
      const save = await savedWhile('takes-one-form');
      await expect.poll(() => app.trouble().textContent(), PATIENTLY).toContain('Not saved');
      app.ehr.fail(undefined);
      await save.click();
      await expect.poll(() => app.said().textContent(), PATIENTLY).toContain('Saved in the EHR.');
      expect(await savedForms()).toEqual(['gamifant-cigna', 'site-of-care-cigna']);
    }, 60_000);

    test('an EHR that breaks off may have saved the form: nobody says that it did not', async () => {
      await savedWhile('takes-and-breaks-off');
      await expect
        .poll(() => app.trouble().textContent(), PATIENTLY)
        .toBe(
          `The EHR did not say whether it saved: ${drugForm}. Not saved: ${placeForm}. All answers still stand in the form.`,
        );
      expect(await savedForms()).toEqual(['gamifant-cigna']);
    }, 60_000);
  });

  describe('a drug of which only the place is judged', () => {
    const remicade = titled('Remicade in hospital, anaphylaxis to it on record');
    beforeEach(async () => {
      app = await openSmartApp(browser, [...remicade.records, ...remicade.orders]);
    }, 60_000);

    test('what the place needs is asked and saved, and then nothing is open about it', async () => {
      await app.launch({ order: 'ServiceRequest/remicade' });
      await expect
        .poll(() => app.said().textContent(), PATIENTLY)
        .toBe('Only the place of care was judged. One item is still needed.');
      expect(await app.page.locator('main').innerText()).toContain('Documentation on the place of care is missing.');
      expect(await seriousFindings(app.page)).toEqual([]);
      const save = await app.openQuestions();
      await app.answer('SOC-2', true);
      await save.click();
      await expect
        .poll(() => app.said().textContent(), PATIENTLY)
        .toBe(
          'Saved in the EHR. No policy on the drug ordered is held here, and nothing is known to be open about where it is given.',
        );
      expect(await savedForms()).toEqual(['site-of-care-cigna']);
      expect(app.errors).toEqual([]);
    }, 60_000);
  });

  describe('where the drug itself leaves nothing to ask', () => {
    test('a wording that is not held: the place alone is asked', async () => {
      const lemtrada = titled('infused the day before the text begins');
      app = await openSmartApp(browser, [...lemtrada.records, ...lemtrada.orders]);
      await app.launch({ order: 'MedicationRequest/lemtrada' });
      await app.openQuestions();
      const form = app.page.frameLocator('iframe').locator('#forms');
      await expect.poll(() => form.innerText(), PATIENTLY).toContain('SOC-1');
      expect(await form.innerText()).not.toContain('LEM-');
    }, 60_000);

    test('a drug that the plan excludes: nothing is asked', async () => {
      const excluded = titled('the contract excludes Gamifant, and the place is not reached');
      const payersAnswer = excluded.eligibility === undefined ? [] : [excluded.eligibility];
      app = await openSmartApp(browser, [...excluded.records, ...excluded.orders, ...payersAnswer]);
      await app.launch({ order: 'MedicationRequest/gamifant' });
      await app.page.getByRole('heading', { name: 'Denial is likely' }).waitFor();
      expect(await app.page.getByRole('button', { name: 'Answer the open questions' }).count()).toBe(0);
    }, 60_000);
  });
});

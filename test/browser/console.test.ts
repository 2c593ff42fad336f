import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { demoPatients } from '../../src/demo/patients.ts';
import { hasBrowser, NO_BROWSER, openBrowser, openPage, overflowOf, seriousFindings } from '../support/browser.ts';
import { type Service, startService } from '../support/service.ts';

if (!hasBrowser) process.stderr.write(`${NO_BROWSER}\n`);

// A browser on a machine with much else to do.
vi.setConfig({ testTimeout: 60_000 });

let service: Service;
let browser: Browser;
beforeAll(async () => {
  if (!hasBrowser) return;
  [service, browser] = await Promise.all([startService(), openBrowser()]);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await service?.close();
});

/** Opens a page of the console, does something on it, and holds it to no error and no request elsewhere. */
async function on(address: string, does: (page: Page) => Promise<void>, look: Parameters<typeof openPage>[2] = {}) {
  const { page, errors, elsewhere } = await openPage(browser, service.url, look);
  await page.goto(`${service.url}/${address}`);
  await page.locator('h1').waitFor();
  await does(page);
  await page.context().close();
  expect({ errors, elsewhere }).toEqual({ errors: [], elsewhere: [] });
}

const focused = (page: Page) => page.evaluate('document.activeElement?.innerText || document.activeElement?.id || ""');

/** Presses Tab until this has the focus. */
async function tabTo(page: Page, wanted: string): Promise<void> {
  const seen: unknown[] = [];
  for (let step = 0; step < 40; step += 1) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    if (now === wanted) return;
    seen.push(now);
  }
  throw new Error(`Tab never came to "${wanted}", only to ${seen.join(' | ')}`);
}

const answer = (page: Page) => page.getByRole('heading', { name: 'Answer' }).waitFor();
const chartOf = (id: string) => JSON.stringify(demoPatients.find((each) => each.id === id)?.bundle);

/** Signs on a pasted text. */
async function signOn(page: Page, text: string): Promise<void> {
  await page.getByLabel('Patient', { exact: true }).selectOption('A FHIR Bundle that I paste');
  await page.getByLabel('FHIR R4 Bundle').fill(text);
  await page.getByRole('button', { name: 'Sign the order' }).click();
}

describe.skipIf(!hasBrowser)('an order to try', () => {
  test('goes from the demo patient to the card and its criteria by keyboard alone', () =>
    on('', async (page) => {
      await tabTo(page, 'Try an order');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Try an order' }).waitFor();
      await page.getByLabel('Patient', { exact: true }).waitFor();
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.id')).toBe('patient');
      await page.keyboard.type('hemgenix-missing');
      await tabTo(page, 'Sign the order');
      await page.keyboard.press('Enter');
      await answer(page);
      expect(await focused(page)).toBe('Answer');
      const card = page.getByRole('article').first();
      expect(await card.getByRole('heading').innerText()).toMatch(/Documentation missing: Hemgenix/);
      expect(await card.getByText('All criteria').isVisible()).toBe(true);
      const tree = page.getByRole('region', { name: 'Determination' });
      expect(await tree.getByText('What would change this').count()).toBeGreaterThan(0);
      expect(await tree.innerText()).toContain('nothing found on record. It takes a record of it in the chart.');
      expect(await page.getByRole('status').allInnerTexts()).toContainEqual(expect.stringMatching(/^1 card: /));
    }));

  test('opens a line of the determination by keyboard, with its evidence', () =>
    on('#/try', async (page) => {
      await page.getByRole('button', { name: 'Sign the order' }).click();
      await answer(page);
      const line = page.getByRole('region', { name: 'Determination' }).locator('details').first();
      await line.locator('summary').focus();
      const was = await line.getAttribute('open');
      await page.keyboard.press('Enter');
      expect(await line.getAttribute('open')).not.toBe(was);
    }));

  test('signs on a pasted Bundle', () =>
    on('#/try', async (page) => {
      await signOn(page, chartOf('lemtrada-denial'));
      await answer(page);
      expect(await page.getByRole('article').innerText()).toContain('Denial likely');
    }));

  test('shows the chart of a demo patient to be changed', () =>
    on('#/try', async (page) => {
      await page.getByRole('button', { name: 'Edit this chart as JSON' }).click();
      expect(JSON.parse(await page.getByLabel('FHIR R4 Bundle').inputValue())).toEqual(demoPatients[0]?.bundle);
    }));

  test.each([
    ['{"resourceType": "Bundle"', /^This is not JSON: .+$/],
    ['{"resourceType": "Patient"}', /^This is JSON, but no FHIR Bundle/],
    ['', /^Paste a FHIR Bundle first/],
  ])('says in one line what is wrong with %j', (text, says) =>
    on('#/try', async (page) => {
      await signOn(page, text);
      const alert = page.getByRole('alert').filter({ hasText: /./ });
      await alert.waitFor();
      expect(await alert.innerText()).toMatch(says);
      expect(await page.getByRole('article').count()).toBe(0);
    }));

  test('shows hostile words of a chart as the text that they are', () =>
    on('#/try', async (page) => {
      const hostile = '<img src=x onerror=alert(1)>**[a](javascript:alert(1))**';
      const chart = JSON.parse(chartOf('hemgenix-missing')) as { entry: { resource: Record<string, unknown> }[] };
      for (const { resource } of chart.entry) {
        if (resource.resourceType === 'Practitioner') resource.name = [{ text: hostile, family: hostile }];
        if (resource.resourceType === 'Observation') resource.code = { ...(resource.code as object), text: hostile };
        if (resource.resourceType === 'Condition') resource.code = { ...(resource.code as object), text: hostile };
        if (resource.resourceType === 'QuestionnaireResponse') resource.author = { display: hostile };
      }
      await signOn(page, JSON.stringify(chart));
      await answer(page);
      const main = page.locator('main');
      expect(await main.innerText()).toContain('<img src=x onerror=alert(1)>');
      expect(await page.getByRole('article').innerText()).toContain('<img src=x');
      expect(await main.locator('img, script, a[href^="javascript"]').count()).toBe(0);
    }));

  test('sends what a clinician does with the card as feedback, which is then among the recent', () =>
    on('#/try', async (page) => {
      await page.getByRole('button', { name: 'Sign the order' }).click();
      await answer(page);
      await page.getByLabel('Set this card aside because').selectOption({ index: 1 });
      await page.getByRole('button', { name: 'Set aside' }).click();
      await page.getByText('Set aside. The feedback is in').waitFor();
      await page.getByRole('link', { name: 'Recent' }).click();
      await page
        .getByRole('cell', { name: /^overridden The missing items/ })
        .first()
        .waitFor();
    }));
});

describe.skipIf(!hasBrowser)('the policies', () => {
  test('are found by name or code on the list of drugs', () =>
    on('#/site-of-care', async (page) => {
      for (const sought of ['emapal', 'J9210', 'GAMIFANT']) {
        await page.getByLabel('Drug name or code').fill(sought);
        expect(await page.getByRole('status').innerText(), sought).toBe('1 of 132 drugs');
        expect(await page.getByRole('rowheader').innerText()).toContain('Gamifant');
      }
      await page.getByLabel('Drug name or code').fill('no such drug');
      expect(await page.getByRole('status').innerText()).toBe('0 of 132 drugs');
    }));

  test('open line by line, and stand side by side with what differs in words', () =>
    on('#/policies/hemgenix-bcbsks', async (page) => {
      await page.getByRole('button', { name: 'Open all' }).click();
      expect(await page.getByText('Age at least 18 years.').isVisible()).toBe(true);
      await page.getByRole('link', { name: '2026-01-08 and 2026-07-23 side by side' }).click();
      await page.getByRole('heading', { name: 'What changed from 2026-01-08 to 2026-07-23' }).waitFor();
      expect(await page.getByText('differs').count()).toBeGreaterThan(0);
      expect(await page.title()).toBe('Hemgenix: Blue Cross and Blue Shield of Kansas – Countersign');
    }));

  test('an address of none says so', () =>
    on('#/policies/none-such', async (page) => expect(await page.locator('h1').innerText()).toBe('Nothing here')));
});

test.skipIf(!hasBrowser)('the text beside a button is copied, or selected where the browser forbids it', () =>
  on('#/integrate', async (page) => {
    await page.getByRole('button', { name: 'Copy: CDS Hooks base' }).click();
    await page.getByText(/^(Copied\.|Selected)/).waitFor();
  }),
);

test.skipIf(!hasBrowser)('production has no order to try', async () => {
  const production = await startService({}, 4_500, { profile: 'production' });
  const { page, errors } = await openPage(browser, production.url);
  await page.goto(production.url);
  await page.getByRole('link', { name: 'Integrate' }).click();
  expect(await page.getByRole('navigation', { name: 'Pages' }).getByRole('link').allInnerTexts()).toEqual([
    'Policies',
    'Site of care',
    'Integrate',
  ]);
  await page.goto(`${production.url}/#/try`);
  await page.getByRole('heading', { name: 'Nothing here' }).waitFor();
  expect(errors).toEqual([]);
  await page.context().close();
  await production.close();
});

const PAGES = [
  '#/policies',
  '#/policies/hemgenix-bcbsks',
  '#/policies/hemgenix-bcbsks/2026-07-23/changes',
  '#/policies/gamifant-cigna',
  '#/site-of-care',
  '#/try',
  '#/recent',
  '#/integrate',
  '#/nowhere',
] as const;

describe.skipIf(!hasBrowser).each(PAGES)('%s', (address) => {
  const shown = async (page: Page) => {
    await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
    if (address !== '#/try') return;
    await page.getByRole('button', { name: 'Sign the order' }).click();
    await answer(page);
  };

  test.each([
    { dark: false, width: 1_280 },
    { dark: true, width: 320 },
  ])('has nothing that axe-core calls serious: %o', (look) =>
    on(
      address,
      async (page) => {
        await shown(page);
        expect(await seriousFindings(page)).toEqual([]);
      },
      look,
    ));

  test('has a title, one heading of the first level, landmarks, and room at every width', () =>
    on(address, async (page) => {
      await shown(page);
      const heading = await page.locator('h1').allInnerTexts();
      expect(heading).toHaveLength(1);
      expect(await page.title()).toBe(`${heading[0]} – Countersign`);
      for (const role of ['banner', 'main', 'contentinfo'] as const)
        expect(await page.getByRole(role).count(), role).toBe(1);
      for (const width of [1_280, 800, 320]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await overflowOf(page), `scrolls sideways at ${width} px`).toBe(0);
      }
    }));
});

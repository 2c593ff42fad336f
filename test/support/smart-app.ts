import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { TestResource } from './demo-patient.ts';
import { keptText } from './kept-text.ts';
import { type MockEhr, startMockEhr } from './mock-ehr.ts';
import { openClient } from './registered-client.ts';
import { type Service, startService } from './service.ts';

/** The SMART app in a browser, beside an EHR that has it registered. */
export interface SmartApp {
  readonly page: Page;
  readonly service: Service;
  readonly ehr: MockEhr;
  /** What the page did that it should not. */
  readonly errors: readonly string[];
  /** Every address that it asked for. */
  readonly asked: readonly URL[];
  said(): Locator;
  trouble(): Locator;
  launch(appContext?: unknown): Promise<void>;
  /** Opens the form; gives the button that saves it, once it may be pressed. */
  openQuestions(): Promise<Locator>;
  /** Answers a yes or no line of the form. */
  answer(line: string, value: boolean): Promise<void>;
  /** What of ours holds a token of the EHR: log, record, and every address that was asked for. */
  tokensFound(): Promise<readonly string[]>;
  /** Nobody else was asked for anything, and nothing broke. */
  close(): Promise<void>;
}

/** Long enough for a form to open. */
export const PATIENTLY = { timeout: 30_000 };

/** Where the app runs in a browser, the day is this one too. */
const TODAY = '2026-08-14T15:05:00Z';
const CLIENT_ID = 'countersign-at-hospital';
const prescriber = { resourceType: 'Practitioner', id: 'prescriber', name: [{ text: 'Dr. Synthetic' }] };

/** Opens it with the chart of `Patient/person`; the service judges at ten past three in the afternoon (UTC) of 2026-08-14. */
export async function openSmartApp(browser: Browser, chart: readonly TestResource[]): Promise<SmartApp> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-record-'));
  const ehr = await startMockEhr({ clientId: CLIENT_ID, patient: 'person', user: 'Practitioner/prescriber' });
  await ehr.load([...chart, prescriber]);
  const { settings } = await openClient('hospital', { fhirServers: [ehr.iss], smart: { clientId: CLIENT_ID } });
  const service = await startService({ now: () => new Date('2026-08-14T15:10:00Z') }, 4_500, {
    clients: [settings],
    storage: `file:${join(folder, 'record.db')}`,
  });
  const { page, errors, asked } = await watchedPage(browser);
  return {
    page,
    service,
    ehr,
    errors,
    asked,
    said: () => page.getByRole('status'),
    trouble: () => page.getByRole('alert'),
    launch: async (appContext) => {
      await page.goto(ehr.launchUrl(service.url, appContext));
    },
    openQuestions: async () => {
      await page.getByRole('button', { name: 'Answer the open questions' }).click();
      const save = page.getByRole('button', { name: 'Save to the EHR and judge again' });
      await expect.poll(() => save.isEnabled(), PATIENTLY).toBe(true);
      return save;
    },
    answer: (line, value) => page.frameLocator('iframe').locator(`[id^="${line}/"][id$="|${value}"]`).click(),
    tokensFound: async () => {
      const all = [await keptText(folder), ...service.lines, ...asked.map(({ href }) => href)].join('\n');
      return ehr.tokens.filter((token) => all.includes(token));
    },
    close: async () => {
      await page.context().close();
      await service.close();
      await ehr.close();
      expect(service.bugs).toEqual([]);
      const ours = [new URL(service.url).origin, ehr.origin, 'null'];
      expect(asked.filter(({ origin, protocol }) => protocol !== 'data:' && !ours.includes(origin))).toEqual([]);
    },
  };
}

async function watchedPage(browser: Browser) {
  const context = await browser.newContext({ viewport: { width: 1_280, height: 900 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.clock.setFixedTime(TODAY);
  const errors: string[] = [];
  const asked: URL[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) errors.push(message.text());
  });
  page.on('pageerror', ({ message }) => errors.push(message));
  page.on('request', (request) => asked.push(new URL(request.url())));
  return { page, errors, asked };
}

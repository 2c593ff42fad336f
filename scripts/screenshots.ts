import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { readConfiguration } from '../src/config.ts';
import { payers } from '../src/policies/index.ts';
import { createService } from '../src/service.ts';
import { smallPng } from './small-png.ts';

/**
 * Makes the pictures of the README from the running product: the sandbox as it starts, on the day that the demo orders are
 * planned for, its console in Chromium. Needs Chromium: at `CHROMIUM`, else at Debian's place.
 */

/** The clock stands, so that a picture changes only where the product does. */
const NOW = new Date('2026-08-14T15:00:00Z');
const IMAGES = resolve(import.meta.dirname, '../docs/images');
/** So much of the card is shown: what is needed, and the first of what supports it. */
const CARD_HEIGHT = 760;
/** A picture in a README loads with the page. */
const MOST_BYTES = 150_000;

/** Signs the order of a demo patient in the console. */
async function sign(page: Page, patient: string): Promise<void> {
  await page.goto(`${address}/#/try`);
  await page.getByLabel('Patient', { exact: true }).selectOption(patient);
  await page.getByRole('button', { name: 'Sign the order' }).click();
  await page.locator('article.card').waitFor();
}

const pictures: Readonly<Record<string, (page: Page) => Promise<Buffer>>> = {
  'card.png': async (page) => {
    await sign(page, 'hemgenix-missing');
    const { x, y, width } = (await page.locator('article.card').boundingBox()) ?? { x: 0, y: 0, width: 600 };
    return page.screenshot({ fullPage: true, clip: { x, y, width, height: CARD_HEIGHT } });
  },
  'console.png': async (page) => {
    await sign(page, 'roctavian-denial');
    return page.screenshot();
  },
};

/** Runs in the page: the pixels of a PNG, both written in base64. */
const READ_PIXELS = `async (png) => {
  const image = await createImageBitmap(new Blob([Uint8Array.fromBase64(png)]));
  const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { width, height, data } = context.getImageData(0, 0, image.width, image.height);
  return { width, height, rgba: new Uint8Array(data.buffer).toBase64() };
}`;

/** The browser's own PNG again, in fewer bytes. */
async function shrunk(page: Page, png: Buffer): Promise<Buffer> {
  const pixels = await page.evaluate<{ readonly width: number; readonly height: number; readonly rgba: string }>(
    `(${READ_PIXELS})('${png.toString('base64')}')`,
  );
  return smallPng({ ...pixels, rgba: Buffer.from(pixels.rgba, 'base64') });
}

const configuration = readConfiguration(
  {},
  payers.map(({ id }) => id),
);
const countersign = createService(
  { ...configuration, storage: `file:${join(mkdtempSync(join(tmpdir(), 'countersign-pictures-')), 'record.db')}` },
  {
    discovery: JSON.parse(readFileSync(new URL('../cds-services.json', import.meta.url), 'utf8')) as unknown,
    version: 'pictures',
    write: () => undefined,
    changed: { now: () => NOW },
  },
);
countersign.phase('serving');
const server = createServer(countersign.listener);
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
mkdirSync(IMAGES, { recursive: true });
for (const [name, take] of Object.entries(pictures)) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const picture = await shrunk(page, await take(page));
  await page.close();
  writeFileSync(resolve(IMAGES, name), picture);
  process.stdout.write(`docs/images/${name}: ${picture.length} bytes\n`);
  if (picture.length > MOST_BYTES) process.exitCode = 1;
}
await browser.close();
server.closeAllConnections();
server.close();
await countersign.close();

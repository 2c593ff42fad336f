import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { demoCall, prefetched, without } from './support/demo-patient.ts';
import { startService } from './support/service.ts';

const README = resolve(import.meta.dirname, '../README.md');
const CARD = /<!-- card:[^>]*-->\n([\s\S]*)<!-- \/card -->/;

test('the card in the README is the one that the service answers with', async () => {
  const service = await startService();
  const { cards } = await service.sign(demoCall({ prefetch: prefetched(without('aav5-titer')) }));
  await service.close();
  const detail = cards[0]?.detail.replace(/<details>[\s\S]*<\/details>\n\n/, '');
  const suggestions = (cards[0]?.suggestions ?? []).map(({ label }) => `[ ${label} ]`);
  const shown = [`**${cards[0]?.summary}**`, '', ...(detail ?? '').split('\n'), '', ...suggestions].map((line) =>
    `> ${line}`.trimEnd(),
  );
  expect(CARD.exec(readFileSync(README, 'utf8'))?.[1]).toBe(`${shown.join('\n')}\n`);
});

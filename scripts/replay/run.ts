import { mkdtempSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfiguration } from '../../src/config.ts';
import { type DrugName, drugDefinition, drugDisplay } from '../../src/facts/drugs.ts';
import { listedCodes, listedDefinition, listedDrugNames } from '../../src/facts/site-of-care-drugs.ts';
import { wholeWords } from '../../src/facts/whole-words.ts';
import { at, textAt } from '../../src/fhir/json.ts';
import { payers } from '../../src/policies/index.ts';
import { createService } from '../../src/service.ts';
import { type Answer, post } from './answer.ts';
import { type Body, parsed } from './bodies.ts';
import { type Graft, governedDrugs, graftsOn } from './graft.ts';

/** What a body came to: as found, and with each drug, where it orders anything. */
export interface Replayed {
  readonly name: string;
  readonly asFound: string;
  readonly byDrug: Readonly<Partial<Record<DrugName, string>>>;
  readonly posted: number;
  readonly violations: readonly string[];
}

/** The service as it starts without any configuration, in this process. It reads from servers on this machine alone. */
export const sandboxApp = (): RequestListener => {
  const configuration = readConfiguration(
    {},
    payers.map(({ id }) => id),
  );
  const storage = `file:${join(mkdtempSync(join(tmpdir(), 'countersign-replay-')), 'record.db')}`;
  const options = { discovery: { services: [] }, version: 'replay', write: () => undefined };
  return createService({ ...configuration, storage }, options).listener;
};

const AT_ONCE = 8;
const TIME_LIMIT_MS = 10_000;

/** Posts every body, as found and grafted, to an app on a free port of this machine, and checks each answer. */
export async function replay(
  bodies: readonly Body[],
  app: RequestListener,
  limit = TIME_LIMIT_MS,
): Promise<readonly Replayed[]> {
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/cds-services/order-sign`;
  const replayed: Replayed[] = [];
  const left = [...bodies.entries()];
  const work = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift())
      replayed[next[0]] = await replayOne(next[1], (text) => post(url, text, limit));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  return replayed;
}

async function replayOne({ name, text }: Body, ask: (text: string) => Promise<Answer>): Promise<Replayed> {
  const found = await ask(text);
  const body = parsed(text);
  const grafts = graftsOn(body);
  const answers: { graft: Graft; answer: Answer }[] = [];
  for (const graft of grafts) answers.push({ graft, answer: await ask(JSON.stringify(graft.body)) });
  const unasked = found.cards.length > 0 && !namesOurs(body) ? ['a card for a drug of no policy'] : [];
  const drugs = governedDrugs.map((drug) => ({ drug, own: answers.filter(({ graft }) => graft.drug === drug) }));
  return {
    name,
    asFound: found.shown,
    byDrug: Object.fromEntries(drugs.map(({ drug, own }) => [drug, shownOf(own.map(({ answer }) => answer))])),
    posted: 1 + grafts.length,
    violations: [
      ...[...found.wrong, ...unasked].map((wrong) => `as found: ${wrong}`),
      ...drugs.flatMap(({ own }) => own.flatMap((each) => violationsOf(each, own[0]?.answer))),
    ],
  };
}

/** A drug that is recognised gets its card in every form, or none could be judged; and the same one. */
function violationsOf(
  { graft, answer }: { graft: Graft; answer: Answer },
  first: Answer | undefined,
): readonly string[] {
  const brand = drugDisplay(graft.drug);
  const named = answer.cards.every((card) => textAt(card, 'summary')?.includes(brand));
  return [
    ...answer.wrong,
    ...(answer.shown === 'no card' ? ['no card'] : []),
    ...(named ? [] : ['a card that names another drug']),
    ...(answer.essence === first?.essence ? [] : [`another determination (${answer.shown}) than by the first form`]),
  ].map((wrong) => `${brand} by ${graft.form}: ${wrong}`);
}

const shownOf = (answers: readonly Answer[]): string => [...new Set(answers.map(({ shown }) => shown))].join(' / ');

const OUR_NAMES = [
  ...governedDrugs.flatMap((drug) => drugDefinition(drug).names),
  ...listedDrugNames.map(listedDefinition).flatMap(({ brands, ingredient }) => [...brands, ingredient]),
].map(wholeWords);
const OUR_CODES = [...governedDrugs.flatMap((drug) => drugDefinition(drug).codes), ...listedCodes]
  .map((row) => ('code' in row ? row.code : row[1]))
  .map(wholeWords);

/** Whether an order may be for a drug of ours, by its own words and codes or those of what it refers to: then a card is no fault. */
function namesOurs(body: unknown): boolean {
  const orders = JSON.stringify(at(body, 'context', 'draftOrders') ?? null);
  const written = wholeWords(orders.includes('medicationReference') ? JSON.stringify(body) : orders);
  return [...OUR_NAMES, ...OUR_CODES].some((word) => written.includes(word));
}

import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfiguration } from '../src/config.ts';
import type { Card, HookResponse } from '../src/hooks/cds-hooks.ts';
import { payers } from '../src/policies/index.ts';
import { createService } from '../src/service.ts';
import { startFhirServer } from '../test/support/fhir-server.ts';
import { hemgenixCall } from './orders.ts';

/** One order, twice: on a complete chart, and on the same chart without the AAV5 titer. Everything runs on this machine. */

const bundle = JSON.parse(readFileSync(new URL('./patients/hemgenix.json', import.meta.url), 'utf8')) as {
  entry: { resource: { id: string } }[];
};
const complete = bundle.entry.map(({ resource }) => resource);

const configuration = readConfiguration(
  {},
  payers.map(({ id }) => id),
);
const storage = `file:${join(mkdtempSync(join(tmpdir(), 'countersign-demo-')), 'record.db')}`;
const countersign = createService(
  { ...configuration, storage },
  { discovery: {}, version: 'demo', write: () => undefined },
);
const service = createServer(countersign.listener);
await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
const address = `http://127.0.0.1:${(service.address() as AddressInfo).port}/cds-services/order-sign`;

print('The whole chart', await sign(complete));
print('The same chart without the AAV5 titer', await sign(complete.filter(({ id }) => id !== 'aav5-titer')));

service.closeAllConnections();
service.close();
await countersign.close();

/** Puts the records on a FHIR server, signs the order, and gives the card that comes back. */
async function sign(records: readonly unknown[]): Promise<Card> {
  const ehr = await startFhirServer();
  await ehr.load(records);
  const fhirAuthorization = {
    access_token: ehr.token,
    token_type: 'Bearer',
    expires_in: 300,
    scope: 'patient/*.read',
    subject: 'countersign',
    patient: 'demo-hemgenix',
  };
  const body = JSON.stringify({ ...hemgenixCall, fhirServer: ehr.baseUrl, fhirAuthorization });
  const response = await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const { cards } = (await response.json()) as HookResponse;
  await ehr.close();
  const [card] = cards;
  if (card === undefined) throw new Error(`no card came back: HTTP ${response.status}`);
  return card;
}

function print(title: string, card: Card): void {
  const { outcome } = card.extension['countersign.determination'];
  process.stdout.write(
    `\n=== ${title}\n\n[${card.indicator}] ${card.summary}\noutcome: ${outcome}\n\n${card.detail}\n`,
  );
  for (const { label } of card.suggestions ?? []) process.stdout.write(`\nSuggestion: ${label}\n`);
}

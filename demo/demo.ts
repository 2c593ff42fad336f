import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readConfiguration } from '../src/config.ts';
import type { Card, HookResponse } from '../src/hooks/cds-hooks.ts';
import { createApp } from '../src/http/app.ts';
import { payers } from '../src/policies/index.ts';
import { createWorld } from '../src/world.ts';
import { startFhirServer } from '../test/support/fhir-server.ts';
import { hemgenixCall } from './orders.ts';

/** One order, twice: on a complete chart, and on the same chart without the AAV5 titer. Everything runs on this machine. */

const bundle = JSON.parse(readFileSync(new URL('./patients/hemgenix.json', import.meta.url), 'utf8')) as {
  entry: { resource: { id: string } }[];
};
const complete = bundle.entry.map(({ resource }) => resource);

const world = createWorld(
  readConfiguration(
    {},
    payers.map(({ id }) => id),
  ),
);
const service = createServer(createApp(world, {}, () => undefined));
await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
const address = `http://127.0.0.1:${(service.address() as AddressInfo).port}/cds-services/order-sign`;

print('The whole chart', await sign(complete));
print('The same chart without the AAV5 titer', await sign(complete.filter(({ id }) => id !== 'aav5-titer')));

service.closeAllConnections();
service.close();

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

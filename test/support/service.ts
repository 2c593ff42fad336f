import { mkdtempSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Configuration, readConfiguration } from '../../src/config.ts';
import type { Card } from '../../src/hooks/cds-hooks.ts';
import type { Determination } from '../../src/hooks/determination.ts';
import type { World } from '../../src/hooks/world.ts';
import { payers } from '../../src/policies/index.ts';
import { createLimitedServer, type Limits } from '../../src/server.ts';
import { createService } from '../../src/service.ts';

/** The service on a loopback port, with the real world but for what a test changes. */
export interface Service {
  readonly url: string;
  /** What was reported as a bug: must stay empty. */
  readonly bugs: readonly unknown[];
  /** Every line of the log. */
  readonly lines: readonly string[];
  sign(body: unknown): Promise<Signed>;
  post(path: string, body: string, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

/** An answer to an order-sign call. */
export interface Signed {
  readonly status: number;
  readonly cards: readonly Card[];
  readonly determinations: readonly Determination[];
  readonly body: Record<string, unknown>;
}

/** Starts it on 2026-08-14; `changed` replaces parts of the world, `configured` parts of the configuration, `limits` all of the server's. */
export async function startService(
  changed: Partial<World> = {},
  deadlineMs = 4_500,
  configured: Partial<Configuration> = {},
  limits?: Limits,
): Promise<Service> {
  const lines: string[] = [];
  const configuration = { ...sandbox(), deadlineMs, ...configured };
  const service = createService(configuration, {
    discovery: JSON.parse(readFileSync(new URL('../../cds-services.json', import.meta.url), 'utf8')),
    version: '0.0.0',
    write: (line) => lines.push(line),
    changed: { now: () => new Date('2026-08-14T15:00:00Z'), ...changed },
  });
  const server = createLimitedServer(service.listener, configuration, limits);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  service.phase('serving');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const post: Service['post'] = (path, body, headers = { 'content-type': 'application/json' }) =>
    fetch(`${url}${path}`, { method: 'POST', headers, body });
  return {
    url,
    lines,
    get bugs() {
      return lines.filter((line) => line.includes('"event":"bug"'));
    },
    post,
    sign: async (body) => {
      const response = await post('/cds-services/order-sign', JSON.stringify(body));
      const answer = (await response.json()) as { cards?: Card[] } & Record<string, unknown>;
      const cards = answer.cards ?? [];
      return {
        status: response.status,
        cards,
        determinations: cards.map((card) => card.extension['countersign.determination']),
        body: answer,
      };
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await service.close();
    },
  };
}

/** The sandbox as it starts without a configuration, with its record in a folder of its own. */
const sandbox = (): Configuration => ({
  ...readConfiguration(
    {},
    payers.map(({ id }) => id),
  ),
  storage: `file:${join(mkdtempSync(join(tmpdir(), 'countersign-record-')), 'record.db')}`,
});

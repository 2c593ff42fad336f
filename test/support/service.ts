import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readConfiguration } from '../../src/config.ts';
import type { Card } from '../../src/hooks/cds-hooks.ts';
import type { Determination } from '../../src/hooks/determination.ts';
import type { World } from '../../src/hooks/world.ts';
import { createApp } from '../../src/http/app.ts';
import { payers } from '../../src/policies/index.ts';
import { createWorld } from '../../src/world.ts';

/** The service on a loopback port, with the real world but for what a test changes. */
export interface Service {
  readonly url: string;
  /** What was reported as a bug: must stay empty. */
  readonly bugs: readonly unknown[];
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

/** Starts it on 2026-08-14; `changed` replaces parts of the world. */
export async function startService(changed: Partial<World> = {}, deadlineMs = 4_500): Promise<Service> {
  const bugs: unknown[] = [];
  const configuration = {
    ...readConfiguration(
      {},
      payers.map(({ id }) => id),
    ),
    deadlineMs,
  };
  const server = createServer(
    createApp(
      { ...createWorld(configuration), now: () => new Date('2026-08-14T15:00:00Z'), ...changed },
      { services: [] },
      (bug) => bugs.push(bug),
    ),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const post: Service['post'] = (path, body, headers = { 'content-type': 'application/json' }) =>
    fetch(`${url}${path}`, { method: 'POST', headers, body });
  return {
    url,
    bugs,
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
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

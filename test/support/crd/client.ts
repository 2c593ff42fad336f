import { expect } from 'vitest';
import type { Determination } from '../../../src/hooks/determination.ts';
import type { Service } from '../service.ts';
import { answerFaults, type CrdAnswer, nameOf } from './answer.ts';
import { repetitionsOf } from './echo.ts';
import { type Repetition, readRepetition } from './repetition.ts';

/** Where CRD clients call. */
export const CRD = '/crd/cds-services';
export const ORDER_SIGN = `${CRD}/order-sign`;

/** What a client gets to an order-sign call. */
export interface CrdSigned {
  readonly status: number;
  /** As it was sent over the line. */
  readonly text: string;
  readonly actions: CrdAnswer['systemActions'];
  /** What an order now carries, by coverage. */
  on(order: string): readonly Repetition[];
}

/** Calls as a CRD client does, at the hook that the call names: every answer goes through every check, and every refusal is an OperationOutcome. */
export async function signCrd(service: Service, call: unknown): Promise<CrdSigned> {
  const response = await service.post(`${CRD}/${(call as { hook: string }).hook}`, JSON.stringify(call));
  const text = await response.text();
  const body = JSON.parse(text) as CrdAnswer;
  expect(response.headers.get('content-type')).toContain('application/json');
  if (response.status === 200) expect(answerFaults(body, ordersOf(call))).toEqual([]);
  else expectRefusal(body);
  const actions = body.systemActions ?? [];
  return {
    status: response.status,
    text,
    actions,
    on: (order) =>
      actions
        .filter(({ resource }) => nameOf(resource) === order)
        .flatMap(({ resource }) => repetitionsOf(resource).map(readRepetition)),
  };
}

const ordersOf = (call: unknown): readonly unknown[] =>
  (call as { context: { draftOrders: { entry?: readonly { resource: unknown }[] } } }).context.draftOrders.entry?.map(
    ({ resource }) => resource,
  ) ?? [];

/** An error says what is wrong in one OperationOutcome, with nothing of the patient or of the program. */
export function expectRefusal(body: unknown): void {
  expect(body).toMatchObject({
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: expect.any(String), diagnostics: expect.any(String) }],
  });
  expect(JSON.stringify(body)).not.toMatch(/\n|node_modules|\.ts:|Andrew|demo-hemgenix/);
}

/** The determination behind an assertion. */
export async function determinationOf(service: Service, { id }: Repetition): Promise<Determination> {
  const response = await fetch(`${service.url}/determinations/${id}`);
  expect(response.status).toBe(200);
  return (await response.json()) as Determination;
}

/** The codes of an assertion; what is absent is left out, and a reason without a code is `text`. */
export function codesIn(repetition: Repetition): Record<string, string> {
  const coded = ['covered', 'pa-needed', 'doc-needed', 'doc-purpose', 'info-needed']
    .filter(repetition.has)
    .map((part) => [part, repetition.codes(part).join(' ')]);
  const reasons = repetition.reasons.map(({ coding }) => coding?.map(({ code }) => code).join(' ') ?? 'text');
  return Object.fromEntries([...coded, ...(reasons.length > 0 ? [['reason', reasons.join(' ')]] : [])]);
}

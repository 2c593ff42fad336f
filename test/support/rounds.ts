import { setImmediate as nextTurn } from 'node:timers/promises';
import { readConfiguration } from '../../src/config.ts';
import type { FhirReader } from '../../src/fhir/client.ts';
import { at, isResource, type Resource } from '../../src/fhir/json.ts';
import type { Reading } from '../../src/fhir/reading.ts';
import { answerInCards } from '../../src/hooks/answer-in-cards.ts';
import type { HookResponse } from '../../src/hooks/cds-hooks.ts';
import { readRequest } from '../../src/hooks/request.ts';
import { payers } from '../../src/policies/index.ts';
import { createWorld } from '../../src/world.ts';

interface Pending {
  readonly asked: string;
  readonly release: () => void;
}

/** Answers a call from a server of these records that answers all questions of a round at once, and tells the rounds. */
export async function signInRounds(
  body: unknown,
  records: readonly Resource[],
): Promise<{ readonly response: HookResponse; readonly rounds: readonly (readonly string[])[] }> {
  const pending: Pending[] = [];
  const hold = (asked: string, reading: Reading): Promise<Reading> =>
    new Promise((resolve) => pending.push({ asked, release: () => resolve(reading) }));
  const read = (resources: readonly Resource[]): Reading => ({ kind: 'read', resources, complete: true });
  const reader: FhirReader = {
    owns: () => true,
    read: ({ type, id }) => {
      const found = records.filter((each) => isResource(each, type) && each.id === id);
      return hold(`${type}/${id}`, found.length === 0 ? { kind: 'not-offered' } : read(found));
    },
    search: (type, { category, ...others }) => {
      const found = records
        .filter((each) => isResource(each, type))
        .filter((each) => category === undefined || JSON.stringify(at(each, 'category')).includes(category))
        .filter((each) => others.practitioner === undefined || JSON.stringify(each).includes(others.practitioner))
        .filter((each) => others.patient === undefined || JSON.stringify(each).includes(`Patient/${others.patient}`));
      return hold(`${type}?${Object.keys(others)}${category ?? ''}`, read(found));
    },
  };
  const configuration = readConfiguration(
    {},
    payers.map(({ id }) => id),
  );
  const world = {
    ...createWorld(configuration),
    now: () => new Date('2026-08-14T15:00:00Z'),
    openReader: () => reader,
  };
  const rounds: string[][] = [];
  let response: HookResponse | undefined;
  const call = { ...(body as object), fhirServer: 'http://127.0.0.1/fhir' };
  const answering = answerInCards(readRequest(call), world).then((answered) => {
    response = answered;
  });
  while (response === undefined) {
    await nextTurn();
    if (pending.length === 0) await Promise.race([answering, nextTurn()]);
    const round = pending.splice(0);
    if (round.length > 0) rounds.push(round.map(({ asked }) => asked));
    for (const { release } of round) release();
  }
  return { response, rounds };
}

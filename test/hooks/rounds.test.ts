import { describe, expect, test } from 'vitest';
import type { Resource } from '../../src/fhir/json.ts';
import type { HookResponse } from '../../src/hooks/cds-hooks.ts';
import { callOf, everyPatient, prefetchOf } from '../acceptance/every-patient.ts';
import type { Patient } from '../acceptance/patient.ts';
import { signInRounds } from '../support/rounds.ts';

const serverOf = ({ records, eligibility }: Patient) =>
  [...records, ...(eligibility ? [eligibility] : [])] as readonly Resource[];

/** A client may send records of others along; a server that is asked for a patient gives none. */
const answersIn = ({ cards }: HookResponse) =>
  cards.map(({ extension: { 'countersign.determination': determination } }) => ({
    ...determination,
    id: '',
    notices: determination.notices.filter((notice) => !notice.includes('of another patient')),
  }));

describe.each(everyPatient)('%s', (_, patients) => {
  test.each(
    patients.map((each) => [each.title, each] as const),
  )('%s: the same from a server alone, in two rounds', async (_title, each) => {
    const prefetched = await signInRounds(callOf(each, { prefetch: prefetchOf(each) }), serverOf(each));
    const asked = await signInRounds(callOf(each, { prefetch: {} }), serverOf(each));
    expect(answersIn(asked.response)).toEqual(answersIn(prefetched.response));
    expect(asked.rounds.length, JSON.stringify(asked.rounds)).toBeLessThanOrEqual(2);
    for (const round of asked.rounds) expect(round).toEqual([...new Set(round)]);
  });
});

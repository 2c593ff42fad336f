import { describe, expect, test } from 'vitest';
import { assess } from '../../../src/criteria/assess.ts';
import { flat } from '../../../src/criteria/read.ts';
import { type LabName, labDefinition } from '../../../src/facts/labs.ts';
import { readLabs } from '../../../src/fhir/lab.ts';
import hemgenix from '../../../src/policies/bcbsks/hemgenix/2026-07-23.ts';
import { only } from '../../support/patient.ts';
import { mrA } from './mr-a.ts';

/** Below, at and above each limit, in 100ths of the policy's unit. */
const LIMITS = [
  {
    lab: 'factorIXActivity',
    loinc: '3187-2',
    line: 'HKS-III.2b',
    limit: 200,
    at: 'met',
    below: 'met',
    above: 'doc-missing',
  },
  {
    lab: 'factorIXInhibitor',
    loinc: '3185-6',
    line: 'HKS-III.5a',
    limit: 60,
    at: 'doc-missing',
    below: 'met',
    above: 'doc-missing',
  },
] as const;

/** What a value in the policy's unit is in another one, as a laboratory would print it: exact, by moving the point. */
function printed(hundredths: number, factor: string): string {
  const places = { '1': 2, '100': 4, '0.1': 1 }[factor];
  if (places === undefined) throw new Error(`no way to print with factor ${factor}`);
  const digits = `${hundredths}`.padStart(places + 1, '0');
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

function statusOf(
  lab: LabName,
  loinc: string,
  line: string,
  value: string,
  unit: string,
  comparator?: string,
): string | undefined {
  const observation = {
    resourceType: 'Observation',
    id: '1',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: loinc }] },
    effectiveDateTime: '2026-05-20',
    valueQuantity: {
      value: JSON.parse(value.replace(/^0+(?=\d)/, '')) as number,
      unit,
      code: unit,
      system: 'http://unitsofmeasure.org',
      ...(comparator && { comparator }),
    },
  };
  const facts = only(lab, ...readLabs(observation))(mrA);
  return flat(assess(hemgenix, facts).lines).find(({ criterion }) => criterion.id === line)?.status;
}

describe.each(LIMITS)('$line in every unit that is accepted for $lab', ({ lab, loinc, line, limit, ...expected }) => {
  test.each(Object.entries(labDefinition(lab).units))('%s', (unit, factor) => {
    const status = (hundredths: number, comparator?: string) =>
      statusOf(lab, loinc, line, printed(hundredths, factor), unit, comparator);
    expect({ below: status(limit - 1), at: status(limit), above: status(limit + 1) }).toEqual(expected);
    expect({ under: status(limit, '<'), over: status(limit, '>') }).toEqual({ under: 'met', over: 'doc-missing' });
    expect(status(limit, '<=')).toBe(expected.at === 'met' ? 'met' : 'doc-missing');
    expect(status(limit + 100, '<')).toBe('doc-missing');
    expect(status(limit, '>=')).toBe('doc-missing');
  });
});

describe('HKS-DOSE by the weight in every unit', () => {
  test.each([
    ['80', 'kg', 16],
    ['80.1', 'kg', 17],
    ['80000', 'g', 16],
    ['80001', 'g', 17],
    ['176', '[lb_av]', 16],
    ['177', 'lbs', 17],
    ['2821', '[oz_av]', 16],
    ['2822', '[oz_av]', 17],
  ])('%s %s: kit of %i vials', (value, unit, vials) => {
    const observation = {
      resourceType: 'Observation',
      id: '1',
      status: 'final',
      code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
      effectiveDateTime: '2026-08-01',
      valueQuantity: { value: Number(value), unit },
    };
    const facts = {
      ...only('weight', ...readLabs(observation))(mrA),
      order: { ...mrA.order, kitNdc: `000530${vials}0${vials}` },
    };
    expect(flat(assess(hemgenix, facts).lines).find(({ criterion }) => criterion.id === 'HKS-DOSE')?.status).toBe(
      'met',
    );
  });
});

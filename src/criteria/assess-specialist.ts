import type { Clinician } from '../facts/facts.ts';
import { specialtyDisplay } from '../facts/specialties.ts';
import type { Test } from './criterion.ts';
import { type Evidence, type Finding, open, type Question, settled, silence, stated } from './finding.ts';

type TestOf<Kind extends Test['kind']> = Extract<Test, { kind: Kind }>;

/** Prescribed by a specialist, or one was consulted: policies.md 1.1 (GAM-2.D). Another specialty disproves nothing: a consultation may stand elsewhere. */
export function assessSpecialist({ of }: TestOf<'specialist'>, question: Question): Finding {
  const { clinicians } = question.facts;
  const found = clinicians.filter(({ specialties }) => specialties.some((specialty) => of.includes(specialty)));
  const statement = stated(question);
  const shown = clinicians.map((clinician) => clinicianEvidence(clinician, found.includes(clinician)));
  if (found.length > 0) return settled('met', shown);
  if (statement.value === true) return settled('met', [...statement.evidence, ...shown]);
  return open('attest', silence(question.facts, ['prescriber', 'encounters'], 'needs-statement'), [
    ...statement.evidence.map((each) => ({ ...each, counts: false })),
    ...shown,
  ]);
}

/** Evidence of a clinician: who, in which role, of which specialty. */
export function clinicianEvidence({ reference, shown, role, specialties, day }: Clinician, counts: boolean): Evidence {
  const of = specialties.length === 0 ? 'specialty not stated' : specialties.map(specialtyDisplay).join(', ');
  return {
    reference,
    says: `${role === 'prescriber' ? 'Prescriber' : 'Consulted'}: ${shown}, ${of}${day === undefined ? '' : `, on ${day}`}`,
    counts,
  };
}

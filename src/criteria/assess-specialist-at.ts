import type { Clinician } from '../facts/facts.ts';
import { specialtyDisplay } from '../facts/specialties.ts';
import { besideStatement } from './assess-statement.ts';
import type { Test } from './criterion.ts';
import { type Evidence, type Finding, open, type Question, settled, silence, stated } from './finding.ts';

/**
 * A specialist at an organization of a kind: policies.md 5.1 (P109-HEM-1). One clinician must be both. No taxonomy
 * has a code for such an organization, so its name must say it; no record disproves it, since a consultation mends it.
 */
export function assessSpecialistAt(test: Extract<Test, { kind: 'specialist-at' }>, question: Question): Finding {
  const { facts } = question;
  const known = facts.clinicians.filter(({ day }) => day === undefined || day <= facts.asOf);
  const isSpecialist = ({ specialties }: Clinician) => specialties.some((each) => test.of.includes(each));
  const isThere = ({ organizations }: Clinician) =>
    organizations.some((name) => test.at.some((phrase) => words(name).includes(words(phrase))));
  const both = known.filter((clinician) => isSpecialist(clinician) && isThere(clinician));
  const evidence = known
    .filter((clinician) => isSpecialist(clinician) || isThere(clinician))
    .map((clinician) => clinicianEvidence(clinician, both.includes(clinician)));
  if (both.length > 0) return besideStatement(question, 'met', evidence);
  const { value, evidence: said } = stated(question);
  if (value === true) return settled('met', [...said, ...evidence]);
  const because = value === 'conflicting' ? 'conflicting' : 'needs-statement';
  return open('attest', silence(facts, ['prescriber', 'encounters', 'answers'], because), [
    ...evidence,
    ...stated(question, false).evidence,
  ]);
}

function clinicianEvidence(
  { reference, shown, role, specialties, organizations }: Clinician,
  counts: boolean,
): Evidence {
  const what = [...specialties.map(specialtyDisplay), ...organizations].join(', ');
  return { reference, says: `${role === 'prescriber' ? 'Prescriber' : 'Consultant'} ${shown}: ${what}`, counts };
}

/** Text as whole words, so that a phrase is found only at their borders. */
const words = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()} `;

import type { Source } from '../facts/facts.ts';
import { specialtyDisplay } from '../facts/specialties.ts';
import { byStatement } from './assess-statement.ts';
import type { Test } from './criterion.ts';
import { type Evidence, type Finding, open, type Question, settled, stated } from './finding.ts';

type TestOf<Kind extends Test['kind']> = Extract<Test, { kind: Kind }>;

const KNOWN_FROM: readonly Source[] = ['prescriber', 'encounters'];

/** A specialist prescribes or was consulted: policies.md 2.1 (LEM-D). Another specialty on record proves nothing against it: never not met. */
export function assessSpecialist({ of }: TestOf<'specialist'>, question: Question): Finding {
  const { facts } = question;
  const known = facts.clinicians.filter(({ day }) => day === undefined || day <= facts.asOf);
  const isOne = ({ specialties }: (typeof known)[number]) => specialties.some((specialty) => of.includes(specialty));
  const specialists = known.filter(isOne);
  const evidence = known.map((clinician): Evidence => {
    const { reference, shown, role, specialties, day } = clinician;
    const what = specialties.length === 0 ? 'no specialty stated' : specialties.map(specialtyDisplay).join(', ');
    return {
      reference,
      says: `${role === 'prescriber' ? 'Prescriber' : 'Consulted'}: ${shown}, ${what}${day === undefined ? '' : `, ${day}`}`,
      counts: specialists.includes(clinician),
    };
  });
  if (specialists.length > 0) return settled('met', [...evidence, ...stated(question, false).evidence]);
  const finding = byStatement(question, { informing: KNOWN_FROM }, evidence);
  return finding.status === 'not-met'
    ? open('attest', 'needs-statement', [...stated(question, false).evidence, ...evidence])
    : finding;
}

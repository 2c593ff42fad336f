import type { Facts, Treatment } from '../facts/facts.ts';
import { allergyEvidence, treatmentEvidence } from './assess-history.ts';
import { besideStatement } from './assess-statement.ts';
import type { Test } from './criterion.ts';
import { type Evidence, type Finding, open, type Question, settled, silence, stated } from './finding.ts';
import { wasReceived, wasReceivedBefore } from './lab-series.ts';

type TestOf<Kind extends Test['kind']> = Extract<Test, { kind: Kind }>;

/** A statement with a record behind it: policies.md 1.1 (GAM-2.C.i), 1.2 (GAM-1.step), rulings R3, R6. */
export function assessPriorResponse(test: TestOf<'prior-response'>, question: Question): Finding {
  const { facts } = question;
  const events = facts.allergies
    .filter(({ drug }) => test.drugs.includes(drug))
    .map((event) => allergyEvidence(event, true));
  if (events.length > 0) return besideStatement(question, 'met', events);
  const exposures = facts.treatments.filter(
    (each) =>
      test.drugs.includes(each.drug) && suits(each, test) && (each.from === undefined || each.from <= facts.asOf),
  );
  const shown = exposures.map((each) => treatmentEvidence(each, false));
  const statement = stated(question);
  const all = [...statement.evidence, ...shown];
  if (statement.value === false) return settled('not-met', all);
  if (statement.value === 'conflicting') return open('attest', 'conflicting', all);
  const behind = test.needs === 'note' ? notesOf(facts) : exposures.map((each) => treatmentEvidence(each, true));
  if (statement.value === true)
    return behind.length > 0
      ? settled('met', [...statement.evidence, ...behind])
      : open('doc-missing', silence(facts, sourcesOf(test), 'needs-note'), all);
  const open_ = exposures.length > 0 ? 'attest' : test.unexposed;
  return open(
    open_,
    silence(facts, ['answers', ...sourcesOf(test)], open_ === 'attest' ? 'needs-statement' : 'not-on-record'),
    all,
  );
}

/** Where the high dose counts, only what was given into a vein does. */
const suits = (treatment: Treatment, { needs }: TestOf<'prior-response'>): boolean =>
  wasReceived(treatment) && (needs === 'exposure' || treatment.route !== 'other');

const sourcesOf = ({ needs }: TestOf<'prior-response'>) =>
  needs === 'note' ? (['documents'] as const) : (['medication-administrations', 'medication-statements'] as const);

/** Documents that can stand behind a statement: to open, not read by us. */
export const notesOf = (facts: Facts): readonly Evidence[] => {
  const until = facts.asOf > facts.today ? facts.asOf : facts.today;
  return facts.notes
    .filter(({ day }) => day !== undefined && day <= until)
    .map(({ reference, shown }) => ({ reference, says: `Document to attach: ${shown}`, counts: true }));
};

/** Earlier receipt of a drug, whatever came of it: policies.md 1.1 (GAM-2.C.ii). */
export function assessReceived({ drugs }: TestOf<'received'>, question: Question): Finding {
  const { facts } = question;
  const onRecord = facts.treatments.filter(({ drug }) => drugs.includes(drug));
  const before = onRecord.filter((each) => wasReceivedBefore(each, facts.asOf));
  const evidence = onRecord.map((each) => treatmentEvidence(each, before.includes(each)));
  if (before.length > 0) return besideStatement(question, 'met', evidence);
  const statement = stated(question);
  const all = [...statement.evidence, ...evidence];
  if (statement.value === false) return settled('not-met', all);
  const because =
    statement.value === true
      ? 'needs-note'
      : onRecord.some((each) => wasReceived(each))
        ? 'undated'
        : 'needs-statement';
  return open(
    statement.value === true ? 'doc-missing' : 'attest',
    silence(facts, ['medication-administrations', 'medication-statements', 'claims'], because),
    all,
  );
}

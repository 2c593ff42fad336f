import { type Reason, reasonWords } from '../../src/facts/reason.ts';
import type { CriterionLine, NeededItem } from '../../src/hooks/determination.ts';

/** What to do about a reason for which a line is open. */
const REMEDY: Readonly<Record<Reason, string>> = {
  'not-on-record': 'a record of it in the chart',
  'too-old': 'a newer one',
  undated: 'its date',
  'not-final': 'the final or confirmed record',
  'unit-unknown': 'the value in a unit that can be read',
  implausible: 'a value that was checked or measured again',
  'straddles-limit': 'a value that lies clearly on one side of the limit',
  'assay-not-stated': 'a report that names the assay',
  'assay-not-accepted': 'a result by an assay that the policy names',
  'fasting-not-stated': 'a result that says whether the patient fasted',
  'on-treatment': 'a value from before or without that treatment',
  conflicting: 'a record that settles which of them is right',
  'unspecific-code': 'a diagnosis that says more exactly which one is meant',
  'needs-note': 'a note that backs the statement',
  'needs-statement': 'the statement of a person',
  'not-read': 'a call in which this part of the chart can be read',
  'not-read-in-time': 'a call in which this part of the chart is read in time',
  'other-branch': 'nothing, while the other way holds',
  'not-triggered': 'nothing, while nothing calls for it',
  'not-printed': 'the payer’s own text of this part',
  contradicted: 'a correction of the answer or of the record',
};

/** What would change an open line: what to provide or confirm, and what stands in the way now. */
export function whatWouldChange({ id, because }: CriterionLine, needed: readonly NeededItem[]): readonly string[] {
  const own = needed.filter(({ criterion }) => criterion === id);
  return [
    ...own.map(({ kind, says }) => `${kind === 'document' ? 'Provide' : 'Confirm'}: ${says}.`),
    ...(because === undefined ? [] : [`Now: ${reasonWords[because]}. It takes ${REMEDY[because]}.`]),
  ];
}

import { besideStatement } from './assess-statement.ts';
import type { Test } from './criterion.ts';
import { type Finding, noting, open, type Question, stated } from './finding.ts';
import { newestUsable, readingEvidence, readingsOf, type UsableReading } from './lab-series.ts';
import { undocumented } from './recent.ts';
import { byDilution, byVerdict, signOfDay } from './sign.ts';

type TestOf<Kind extends Test['kind']> = Extract<Test, { kind: Kind }>;

/** A test that has to be done, whatever it shows: policies.md 5.1 (P109-HEM-5). Only a result proves it, and nothing disproves it. */
export function assessLabPerformed(test: TestOf<'lab-performed'>, question: Question): Finding {
  const series = readingsOf(question.facts, test.lab);
  const evidence = [...series.usable.map((reading) => readingEvidence(reading, true)), ...series.aside];
  if (series.usable.length > 0)
    return remarkingAssay(besideStatement(question, 'met', evidence), question, series.usable);
  const said = stated(question, false);
  const because = said.value === true && series.because === 'not-on-record' ? 'needs-note' : series.because;
  return open('doc-missing', because, [...evidence, ...said.evidence]);
}

/**
 * The newest result is negative: by the laboratory's own limit where the policy prints none (policies.md 5.1,
 * P109-HEM-6, register 23), or not found at the lowest dilution (P109-ROC-5, ruling R23).
 */
export function assessLabNegative(test: TestOf<'lab-negative'>, question: Question): Finding {
  const { facts } = question;
  const series = readingsOf(facts, test.lab);
  const newest = newestUsable(series);
  const shown = (counts: boolean) => [
    ...newest.map((reading) => readingEvidence(reading, counts)),
    ...series.usable
      .filter((reading) => !newest.includes(reading))
      .map((reading) => readingEvidence(reading, false, 'a newer result counts')),
    ...series.aside,
  ];
  const remarked = (finding: Finding) =>
    test.undetected === undefined ? finding : remarkingAssay(finding, question, newest);
  switch (signOfDay(newest, test.undetected === undefined ? byVerdict : byDilution(test.undetected))) {
    case 'negative':
      return facts.unread.laboratory === undefined
        ? remarked(besideStatement(question, 'met', shown(true)))
        : open('doc-missing', facts.unread.laboratory, shown(false));
    case 'positive':
      return remarked(besideStatement(question, 'not-met', shown(true)));
    case 'conflicting':
      return undocumented(question, 'conflicting', shown(false));
    case 'unclear':
      return undocumented(question, 'straddles-limit', shown(false));
    case undefined:
      return undocumented(question, series.because, shown(false));
  }
}

/** The policy speaks of neutralizing antibodies: a total antibody test, or one that does not say, is taken and flagged (ruling R23). */
function remarkingAssay(finding: Finding, { id }: Question, readings: readonly UsableReading[]): Finding {
  const unnamed = readings.every(({ assay }) => assay === 'other' || assay === 'not-stated');
  return unnamed
    ? noting(
        finding,
        `${id}: the report does not name a neutralizing antibody assay; the result was taken as it stands.`,
      )
    : finding;
}

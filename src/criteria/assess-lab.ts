import { drugDisplay } from '../facts/drugs.ts';
import { besideStatement, byStatement } from './assess-statement.ts';
import type { Test } from './criterion.ts';
import { type Finding, open, type Question, settled, stated } from './finding.ts';
import { firstReceived, newestUsable, readingEvidence, readingsOf, type UsableReading } from './lab-series.ts';
import type { LimitedAssay } from './lab-test.ts';
import { type Standing, standing } from './limit.ts';

type TestOf<Kind extends Test['kind']> = Extract<Test, { kind: Kind }>;

/** A result against a limit; a bare "not detected" is within an upper limit only where the caller says so. */
function standingOf({ value }: UsableReading, limit: string): Standing {
  return value.kind === 'number' ? standing(value.interval, limit) : 'straddles';
}

/** The patient's own factor level: policies.md 3.1 (HKS-III.2b) and register 13. */
export function assessOwnLevel(test: TestOf<'own-level'>, question: Question): Finding {
  const { facts } = question;
  const series = readingsOf(facts, test.lab, test.notAfter);
  const within = series.usable.filter((reading) => standingOf(reading, test.limit) === 'within');
  const others = series.usable.filter((reading) => !within.includes(reading));
  const started = firstReceived(facts, [test.product, ...(test.disturbing ?? [])])?.day;
  const beforeProduct = (reading: UsableReading) => started !== undefined && reading.day < started;
  const evidence = [
    ...within.map((reading) => readingEvidence(reading, true)),
    ...others.map((reading) =>
      readingEvidence(
        reading,
        within.length === 0 && beforeProduct(reading),
        remarkOn(reading, test, beforeProduct(reading)),
      ),
    ),
    ...series.aside,
  ];
  if (within.length > 0) return test.orStated ? besideStatement(question, 'met', evidence) : settled('met', evidence);
  if (test.orStated) return byStatement(question, { informing: ['laboratory'] }, evidence);
  const said = stated(question, false).evidence;
  const all = [...evidence, ...said];
  if (others.length === 0)
    return open(
      'doc-missing',
      said.length > 0 && series.because === 'not-on-record' ? 'needs-note' : series.because,
      all,
    );
  if (others.some((reading) => standingOf(reading, test.limit) === 'straddles'))
    return open('doc-missing', unreadOr(question, 'straddles-limit'), all);
  const disproved = others.every(beforeProduct) && facts.unread.laboratory === undefined;
  return disproved ? settled('not-met', all) : open('doc-missing', unreadOr(question, 'on-treatment'), all);
}

const unreadOr = ({ facts }: Question, otherwise: 'straddles-limit' | 'on-treatment') =>
  facts.unread.laboratory ?? otherwise;

function remarkOn(reading: UsableReading, test: TestOf<'own-level'>, beforeProduct: boolean): string {
  if (standingOf(reading, test.limit) === 'straddles') return 'does not settle the limit';
  return beforeProduct
    ? `before the first recorded ${drugDisplay(test.product)}`
    : `may show infused ${drugDisplay(test.product)}`;
}

/** One limb of an assay-dependent titer limit: policies.md 3.1 (HKS-III.8), register 16, ruling R13. */
export function assessTiter(test: TestOf<'titer'>, { facts }: Question): Finding {
  const series = readingsOf(facts, test.lab, test.notAfter);
  const accepted = series.usable.filter(({ assay }) => assay === 'neutralizing' || Object.hasOwn(test.limits, assay));
  const newest = newestUsable({ ...series, usable: accepted.length > 0 ? accepted : series.usable });
  const mine = newest.filter(({ assay }) => assay === test.assay);
  const candidates = mine.length > 0 ? mine : newest;
  const [first] = candidates;
  if (first === undefined) return open('doc-missing', series.because, series.aside);
  const shown = (counts: boolean) => [
    ...candidates.map((reading) => readingEvidence(reading, counts, ASSAY[reading.assay])),
    ...series.usable
      .filter((reading) => !candidates.includes(reading))
      .map((reading) => readingEvidence(reading, false, ASSAY[reading.assay])),
    ...series.aside,
  ];
  const findings = candidates.map((reading) => limb(reading, test));
  const [agreed] = findings;
  if (agreed === undefined || findings.some((finding) => finding !== agreed))
    return open('doc-missing', 'conflicting', shown(false));
  switch (agreed) {
    case 'within':
      return facts.unread.laboratory === undefined
        ? settled('met', shown(true))
        : open('doc-missing', facts.unread.laboratory, shown(false));
    case 'beyond':
      return settled('not-met', shown(true));
    case 'other-branch':
      return settled('n/a', shown(false), 'other-branch');
    case 'straddles':
      return open('doc-missing', 'straddles-limit', shown(false));
    case 'assay-not-stated':
    case 'assay-not-accepted':
      return open('doc-missing', agreed, shown(false));
  }
}

type LimbStanding = Standing | 'other-branch' | 'assay-not-stated' | 'assay-not-accepted';

function limb(reading: UsableReading, test: TestOf<'titer'>): LimbStanding {
  switch (reading.assay) {
    case 'other':
      return 'assay-not-accepted';
    case 'not-stated':
      return 'assay-not-stated';
    case 'neutralizing': {
      const standings = (Object.keys(test.limits) as LimitedAssay[]).map((assay) =>
        titerStanding(reading, test.limits[assay]),
      );
      const [first] = standings;
      return first !== undefined && standings.every((each) => each === first) ? first : 'assay-not-stated';
    }
    case '7-point':
    case '9-point':
      return reading.assay === test.assay ? titerStanding(reading, test.limits[test.assay]) : 'other-branch';
  }
}

const titerStanding = (reading: UsableReading, limit: string): Standing =>
  reading.value.kind === 'not-detected' ? 'within' : standingOf(reading, limit);

const ASSAY: Readonly<Record<UsableReading['assay'], string>> = {
  '7-point': '7-point assay',
  '9-point': '9-point assay',
  neutralizing: 'neutralizing assay, number of points not stated',
  other: 'not a neutralizing antibody assay',
  'not-stated': 'assay not stated',
};

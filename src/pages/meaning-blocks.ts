import { assess } from '../criteria/assess.ts';
import type { Assessed } from '../criteria/assessment.ts';
import type { Group } from '../criteria/criterion.ts';
import type { LimitedAssay } from '../criteria/lab-test.ts';
import { standing } from '../criteria/limit.ts';
import { outcomeOf } from '../criteria/outcome.ts';
import { combine, type Status, statusWords } from '../criteria/status.ts';
import { all, any, attested, criterion, policy } from '../criteria/write.ts';
import { titer } from '../criteria/write-lab.ts';
import type { Assay, Facts, LabReading } from '../facts/facts.ts';
import { type Comparator, intervalOf } from '../facts/interval.ts';
import type { Reason } from '../facts/reason.ts';
import { reasonWords } from '../facts/reason.ts';
import { table } from './markdown.ts';
import { limitInWords, outcomeInWords } from './words.ts';

const statuses: readonly Status[] = ['met', 'not-met', 'doc-missing', 'attest', 'n/a'];
const words = (status: Status): string => statusWords[status].toLowerCase();

/** The examples of the page on meaning, each worked out by the program itself. `nothingKnown` is an empty chart. */
export const meaningBlocks = (nothingKnown: Facts): Readonly<Record<string, readonly string[]>> => ({
  all: twoLines('all'),
  any: twoLines(1),
  counting: counting(),
  limits: limits(),
  assays: assays(nothingKnown),
  outcomes: outcomes(),
});

function twoLines(atLeast: Group['atLeast']): readonly string[] {
  return table(
    [atLeast === 'all' ? '**all**' : '**any**', ...statuses.map(words)],
    statuses.map((left) => [`**${words(left)}**`, ...statuses.map((right) => words(combine(atLeast, [left, right])))]),
  );
}

const FOUR: readonly (readonly Status[])[] = [
  ['met', 'met', 'not-met', 'doc-missing'],
  ['met', 'not-met', 'not-met', 'doc-missing'],
  ['met', 'not-met', 'not-met', 'attest'],
  ['met', 'not-met', 'attest', 'doc-missing'],
  ['met', 'not-met', 'not-met', 'not-met'],
  ['not-met', 'not-met', 'not-met', 'doc-missing'],
  ['n/a', 'n/a', 'met', 'met'],
  ['n/a', 'n/a', 'n/a', 'met'],
];

const counting = (): readonly string[] =>
  table(
    ['Line 1', 'Line 2', 'Line 3', 'Line 4', '**At least 2 of 4**'],
    FOUR.map((lines) => [...lines.map(words), `**${words(combine(2, lines))}**`]),
  );

const READINGS: readonly (readonly [Comparator, string, string])[] = [
  ['=', '1.99', '<= 2 %'],
  ['=', '2', '<= 2 %'],
  ['=', '2.01', '<= 2 %'],
  ['<', '1', '<= 2 %'],
  ['<', '2', '<= 2 %'],
  ['<', '3', '<= 2 %'],
  ['>', '1', '<= 2 %'],
  ['>', '2', '<= 2 %'],
  ['=', '0.6', '< 0.6 BU'],
  ['<', '0.6', '< 0.6 BU'],
  ['<=', '0.6', '< 0.6 BU'],
  ['>=', '0.6', '< 0.6 BU'],
];
const PLACE = {
  within: 'within the limit',
  beyond: 'beyond the limit',
  straddles: '**on both sides**: the line stays open',
} as const;

const limits = (): readonly string[] =>
  table(
    ['Reported', 'Limit', 'The reading lies'],
    READINGS.map(([sign, value, limit]) => [
      `${sign === '=' ? '' : sign}${value} ${limit.split(' ')[2]}`,
      limitInWords(limit).within,
      PLACE[standing(intervalOf(sign, value), limit)],
    ]),
  );

const LIMITS = { limits: { '7-point': '<= 1:678', '9-point': '<= 1:898' }, notAfter: [] } as const;
const limb = (assay: LimitedAssay) =>
  criterion(`X-${assay}`, 'One limit', titer('aav5Antibody', assay, LIMITS), { name: assay, section: 'X' });
const ASSAYS: readonly (readonly [Assay, string])[] = [
  ['7-point', '7-point'],
  ['9-point', '9-point'],
  ['neutralizing', 'neutralizing, points not stated'],
  ['not-stated', 'not stated'],
  ['other', 'ELISA'],
];

const assays = (nothingKnown: Facts): readonly string[] =>
  table(
    ['Titer', ...ASSAYS.map(([, shown]) => shown)],
    ['678', '679', '898', '899'].map((value) => [
      `1:${value}`,
      ...ASSAYS.map(([assay]) => titerStatus({ ...nothingKnown, labs: [titerResult(value, assay)] })),
    ]),
  );

const titerResult = (value: string, assay: Assay): LabReading => ({
  reference: 'Observation/titer',
  lab: 'aav5Antibody',
  shown: `1:${value}`,
  assay,
  usable: true,
  day: '2026-01-02',
  value: { kind: 'number', interval: intervalOf('=', value) },
});

function titerStatus(facts: Facts): string {
  const example = policy({
    id: 'example',
    version: '2026-01-01',
    payer: 'example',
    drug: facts.order.drug,
    title: 'Example',
    effective: { from: '2026-01-01' },
    source: { title: 'Example', publisher: 'Example', revised: '2025-12-31' },
    notices: [],
    criteria: all(
      criterion('X', 'Either limit', any(limb('7-point'), limb('9-point')), { name: 'titer', section: 'X' }),
    ),
  });
  const status = assess(example, facts).lines[0]?.status;
  return status === undefined ? '' : words(status);
}

type Line = readonly [Status, ('excluded' | Extract<Reason, 'not-read'>)?];

const OUTCOMES: readonly (readonly Line[])[] = [
  [['met'], ['not-met', 'excluded'], ['not-met'], ['doc-missing']],
  [['met'], ['not-met'], ['doc-missing', 'not-read']],
  [['met'], ['doc-missing', 'not-read'], ['doc-missing']],
  [['met'], ['doc-missing'], ['attest']],
  [['met'], ['attest'], ['n/a']],
  [['met'], ['met'], ['n/a']],
];

const outcomes = (): readonly string[] =>
  table(
    ['Lines', 'What to expect'],
    OUTCOMES.map((lines) => {
      const { outcome, reason } = outcomeOf(answerOf(lines));
      return [
        lines.map(lineWords).join(' · '),
        `**${outcomeInWords(reason === undefined ? outcome : `${outcome} ${reason}`)}**`,
      ];
    }),
  );

const lineWords = ([status, more]: Line): string =>
  more === undefined ? words(status) : `${words(status)} (${more === 'excluded' ? 'an exclusion' : reasonWords[more]})`;

const answerOf = (lines: readonly Line[]): Assessed => ({
  request: 'initial',
  atLeast: 'all',
  lines: lines.map(([status, more], index) => ({
    criterion: criterion(`X-${index}`, 'A line', attested(), {
      name: 'line',
      section: 'X',
      ...(more === 'excluded' && { denial: more }),
    }),
    parts: [],
    status,
    evidence: [],
    notices: [],
    ...(more === 'not-read' && { because: more }),
  })),
});

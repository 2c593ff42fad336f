import { inColumns } from '../../src/commands/layout.ts';
import { drugDisplay } from '../../src/facts/drugs.ts';
import { governedDrugs } from './graft.ts';
import type { Replayed } from './run.ts';

/** More bodies than this are counted instead of listed. */
const LISTED_BODIES = 30;

const COLUMNS = ['as found', ...governedDrugs.map(drugDisplay)];

const cellsOf = ({ asFound, byDrug }: Replayed): readonly string[] => [
  asFound,
  ...governedDrugs.map((drug) => byDrug[drug] || '-'),
];

/** The whole report: a table of the bodies, or of how many came to what; each violation on a line; the counts. */
export function report(replayed: readonly Replayed[]): string {
  const violations = replayed.flatMap(({ name, violations: own }) => own.map((each) => `VIOLATION ${name}: ${each}`));
  const posted = replayed.reduce((sum, each) => sum + each.posted, 0);
  return [
    ...inColumns(replayed.length <= LISTED_BODIES ? listed(replayed) : counted(replayed)),
    '',
    ...violations,
    `${replayed.length} bodies, ${posted} calls, ${violations.length} violations`,
  ].join('\n');
}

const listed = (replayed: readonly Replayed[]): readonly (readonly string[])[] => [
  ['body', ...COLUMNS],
  ...replayed.map((each) => [each.name, ...cellsOf(each)]),
];

function counted(replayed: readonly Replayed[]): readonly (readonly string[])[] {
  const cells = replayed.map(cellsOf);
  const answers = [...new Set(cells.flat())].sort();
  return [
    ['answer', ...COLUMNS],
    ...answers.map((answer) => [
      answer === '-' ? 'nothing to graft on' : answer,
      ...COLUMNS.map((_, column) => `${cells.filter((row) => row[column] === answer).length}`),
    ]),
  ];
}

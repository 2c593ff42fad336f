import { type Status, statusWords } from '../criteria/status.ts';
import { reasonWords } from '../facts/reason.ts';
import type { CriterionLine, Determination, NeededItem } from '../hooks/determination.ts';
import { inColumns, wrapped } from './layout.ts';

/** A determination as text for people; `summary` is its card's. Words, not colours, tell how a line stands. */
export function determinationText(determination: Determination, summary: string | undefined): readonly string[] {
  const { criteria, siteOfCare, notices, stillNeeded } = determination;
  return [
    ...wrapped(summary ?? determination.outcome),
    '',
    ...about(determination),
    ...section(
      'Still needed',
      stillNeeded.flatMap((item) => neededLines(item, criteria)),
    ),
    ...section('What supports it', supporting(criteria)),
    ...section('Criteria', treeOf(criteria)),
    ...(siteOfCare === undefined
      ? []
      : section(`Where it is given: ${siteOfCare.outcome}`, [
          ...siteOfCare.stillNeeded.flatMap((item) => neededLines(item, siteOfCare.criteria)),
          ...treeOf(siteOfCare.criteria),
        ])),
    ...section(
      'Please note',
      notices.flatMap((notice) => wrapped(notice, '- ')),
    ),
  ];
}

function about({ order, coverage, policy, outcome, reason, asOf, request }: Determination): readonly string[] {
  const inForce = policy?.effective === undefined ? '' : `, in force from ${policy.effective}`;
  return inColumns([
    ['Outcome', `${outcome}${reason === undefined ? '' : ` (${reason})`}`],
    ['Order', order],
    ['Coverage', coverage ?? 'none on record'],
    ['Policy', policy === undefined ? 'none held' : `${policy.id} ${policy.version}${inForce}`],
    ['Judged', `as of ${asOf}, as ${request === 'initial' ? 'a first request' : 'a continuation'}`],
  ]).flatMap((line) => wrapped(line.replace(/^(\w+) +/, ''), /^\w+ +/.exec(line)?.[0] ?? ''));
}

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', title, ...lines];

function neededLines({ criterion, kind, says }: NeededItem, criteria: readonly CriterionLine[]): readonly string[] {
  const because = criteria.find(({ id }) => id === criterion)?.because;
  const why = because === undefined || because === 'needs-statement' ? '' : `: ${reasonWords[because]}`;
  return wrapped(`${kind === 'document' ? 'Document' : 'Confirm'}: ${says} (${criterion})${why}`, '- ');
}

/** Each record or statement that counted for a line that is met, once, with the lines that it carries. */
function supporting(criteria: readonly CriterionLine[]): readonly string[] {
  const met = criteria.filter(({ status, partOf }) => status === 'met' && partOf === undefined);
  const carried = Map.groupBy(
    met.flatMap(({ id, evidence }) => evidence.filter(({ counts }) => counts).map((each) => ({ id, ...each }))),
    ({ says, reference }) => `${says} (${reference})`,
  );
  return [...carried].flatMap(([shown, lines]) => wrapped(`${shown}: ${lines.map(({ id }) => id).join(', ')}`, '- '));
}

/** Wide enough for every status word. */
const STATUS_WIDTH = Math.max(...Object.values(statusWords).map(({ length }) => length)) + 2;

/** Every line with its status, its evidence and its reason, the parts of a group indented under it. */
function treeOf(criteria: readonly CriterionLine[]): readonly string[] {
  const depth = new Map<string, number>();
  return criteria.flatMap(({ id, partOf, status, name, section: place, because, evidence }) => {
    const level = partOf === undefined ? 0 : (depth.get(partOf) ?? 0) + 1;
    depth.set(id, level);
    const indent = ' '.repeat(STATUS_WIDTH + 2 * level);
    const why = because === undefined ? '' : `: ${reasonWords[because]}`;
    return [
      ...wrapped(`${id} ${name} (${place})${why}`, statusCell(status) + '  '.repeat(level), `${indent}  `),
      ...evidence.flatMap(({ says, reference, counts }) =>
        wrapped(`${counts ? '' : 'set aside: '}${says} (${reference})`, `${indent}  - `, `${indent}    `),
      ),
    ];
  });
}

const statusCell = (status: Status): string => statusWords[status].padEnd(STATUS_WIDTH);

import type { Policy } from '../criteria/criterion.ts';
import { linesOf } from '../criteria/read.ts';
import { type Status, statusWords } from '../criteria/status.ts';
import type { Facts } from '../facts/facts.ts';
import { type Reason, reasons, reasonWords } from '../facts/reason.ts';
import { lowered, plain, raised, table } from './markdown.ts';
import { patientSection } from './patient-section.ts';
import { outcomeInWords } from './words.ts';

/** One row of a decision table: what is different, the outcome, and the lines that show it. */
export interface TableRow {
  readonly what: string;
  readonly outcome: string;
  readonly lines: Readonly<Record<string, string>>;
}

/** The decision table of one version: a patient who meets everything, and the rows that differ. */
export interface TableOnPage {
  readonly version: string;
  readonly patient: Facts;
  readonly rows: readonly TableRow[];
}

/** The rows of a version, by the line they try; those that another version has as well are counted, not repeated. */
export function tableSection(policy: Policy, { patient, rows }: TableOnPage, shared?: TableOnPage): readonly string[] {
  const elsewhere = new Set(shared?.rows.map((row) => JSON.stringify(row)));
  const own = rows.filter((row) => !elsewhere.has(JSON.stringify(row)));
  const same =
    shared === undefined || own.length === rows.length
      ? []
      : [`${rows.length - own.length} rows stand in version ${shared.version} word for word and are not repeated.`, ''];
  const lines = linesOf(policy.criteria);
  const parts = [
    ...lines.map(({ id, name }) => ({ id, title: `${id}: ${name}` })),
    { id: '', title: 'The whole policy' },
  ];
  return [
    `${rows.length} invented patients were judged by these lines; every row is a test of the program. They are one patient,`,
    'who meets all that the payer asks, with the difference that the row names:',
    '',
    ...patientSection(patient),
    ...same,
    ...parts.flatMap(({ id, title }) => {
      const tried = own.filter(
        (row) =>
          firstLine(
            row,
            lines.map((line) => line.id),
          ) === id,
      );
      return tried.length === 0 ? [] : [`**${plain(title)}**`, '', ...rowTable(tried), ''];
    }),
  ];
}

const firstLine = ({ lines }: TableRow, ids: readonly string[]): string =>
  Object.keys(lines).find((id) => ids.includes(id)) ?? '';

const rowTable = (rows: readonly TableRow[]): readonly string[] =>
  table(
    ['What is different', 'Outcome', 'Lines that show it'],
    rows.map(({ what, outcome, lines }) => [
      raised(plain(what)),
      outcomeInWords(outcome),
      Object.entries(lines).map(lineInWords).join('; '),
    ]),
  );

function lineInWords([id, expected]: readonly [string, string]): string {
  if (id === 'notice') return `remark: "… ${plain(expected)} …"`;
  if (id === 'noNotice') return `no remark "… ${plain(expected)} …"`;
  const [status = '', because] = expected.split(' ').filter((word) => !/^[+~]/.test(word));
  const why = isReason(because) && because !== 'needs-statement' ? ` (${reasonWords[because]})` : '';
  return `${id} ${lowered(statusWords[status as Status])}${why}`;
}

const isReason = (word: string | undefined): word is Reason => reasons.some((reason) => reason === word);

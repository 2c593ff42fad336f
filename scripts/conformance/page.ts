import { page, plain, table } from '../../src/pages/markdown.ts';
import { proofFrom } from './proof.ts';
import type { Row, Section, State } from './row.ts';

/** A standard with its statements, as the page shows it. */
export interface Standard {
  readonly title: string;
  readonly about: string;
  readonly sections: readonly Section[];
}

const STATES: Readonly<Record<State, string>> = {
  done: 'done',
  client: 'others’ part',
  'not-applicable': 'not applicable',
  planned: 'not built yet',
};

/** docs/conformance.md: what each standard asks, where it is done and which test shows it, or why not. */
export function conformancePage(standards: readonly Standard[]): string {
  return page([
    '<!-- Written by `npm run pages` from scripts/conformance. Do not edit. -->',
    '',
    '# Conformance',
    '',
    'What the standards ask of the service, statement by statement: where it is done and which test shows it, or why not. The',
    'statements are given in our own short words; the standards’ texts decide. Nothing here was certified or tried by anybody else.',
    '',
    `- **${STATES.done}**: built, in the files named. A title in quotation marks is a test that shows it, run by \`npm test\`; \`%s\` stands for its cases.`,
    `- **${STATES.client}**: falls on the client, or on who operates the service.`,
    `- **${STATES['not-applicable']}**: asks nothing of this service, or is not offered on purpose.`,
    `- **${STATES.planned}**: not there, or not to the end. What there is of it is named.`,
    '',
    ...table(
      ['', 'Statements', 'Done', 'Shown by a test', 'Others’ part', 'Not applicable', 'Not built yet'],
      standards.flatMap(counts),
    ),
    '',
    ...standards.flatMap(({ title, about, sections }) => [
      `## ${title}`,
      '',
      about,
      '',
      ...sections.flatMap((section) => [
        `### ${section.title}`,
        '',
        ...table(
          ['Key', 'Strength', 'What is asked', 'State', 'Where, or why not, and the test that shows it'],
          section.rows.map(cells),
        ),
        '',
      ]),
    ]),
  ]);
}

function counts({ title, sections }: Standard): readonly (readonly string[])[] {
  const rows = sections.flatMap((section) => section.rows);
  const binding = rows.filter(({ strength }) => strength === 'SHALL' || strength === 'SHALL NOT');
  return [countsOf(title, rows), countsOf('of these SHALL and SHALL NOT', binding)];
}

function countsOf(name: string, rows: readonly Row[]): readonly string[] {
  const of = (state: State) => rows.filter((row) => row.state === state);
  const numbers = [
    rows.length,
    of('done').length,
    of('done').filter(({ shownBy }) => shownBy.length > 0).length,
    of('client').length,
    of('not-applicable').length,
    of('planned').length,
  ];
  return [name, ...numbers.map(String)];
}

const cells = ({ key, strength, asks, state, ...standing }: Row): readonly string[] => [
  key,
  strength,
  plain(asks),
  state === 'planned' ? `**${STATES.planned}**` : STATES[state],
  proof(standing),
];

const link = proofFrom('docs');

function proof({ where, shownBy, why }: Pick<Row, 'where' | 'shownBy' | 'why'>): string {
  return [
    ...(why === undefined ? [] : [plain(why)]),
    ...(where.length === 0 ? [] : [where.map(link.file).join(', ')]),
    ...shownBy.map(link.test),
  ].join('<br>');
}

import type { Policy } from '../criteria/criterion.ts';
import { diff } from '../criteria/diff.ts';
import { linesOf } from '../criteria/read.ts';
import { drugDefinition, drugDisplay } from '../facts/drugs.ts';
import { changesSection } from './changes-section.ts';
import { codesSection, conceptsOf, shownCode } from './codes-section.ts';
import { linesSection, type Unchanged } from './lines-section.ts';
import { both, code, either, page, plain, raised, table } from './markdown.ts';
import { applicationInWords } from './statement-words.ts';
import { type TableOnPage, tableSection } from './table-section.ts';
import { testInWords } from './test-in-words.ts';

/** All that a page tells of a policy: its versions, newest first, who publishes it, and the decision tables at hand. */
export interface PolicyOnPage {
  readonly versions: readonly [Policy, ...Policy[]];
  readonly payer: string;
  readonly tables: readonly TableOnPage[];
}

/** The page of one policy, for people who read no program. */
export function policyPage(shown: PolicyOnPage): string {
  const { versions } = shown;
  return page([
    ...heading(shown),
    '',
    ...versions.flatMap((version, index) => versionSection(version, shown, index)),
    '## Codes',
    '',
    'The codes behind all versions above. A code counts as the test, the diagnosis or the drug beside it; what follows is said',
    'at the line. Codes in bold do not count: *review* and *unverified* codes are shown and never settle a line, a',
    '*look-alike* never matches.',
    '',
    ...codesSection(
      conceptsOf(
        versions
          .flatMap(({ criteria }) => linesOf(criteria))
          .flatMap(({ test, applies }) => [
            testInWords(test),
            ...(applies === undefined ? [] : [applicationInWords(applies)]),
          ]),
      ),
    ),
  ]);
}

function heading({ versions, payer }: PolicyOnPage): readonly string[] {
  const [{ id, drug, title, source }] = versions;
  return [
    `# ${drugDefinition(drug).display} under ${plain(payer)}`,
    '',
    `<!-- Written by \`npm run pages\`; changes go into the policy. -->`,
    '',
    "How Countersign reads the payer's document: our own words, not the payer's. Where the two differ, the document counts,",
    "and before it the member's plan document. *As-of date:* the day on which the drug is planned to be given, else the day of",
    'the order. What the other words mean: [meaning](../meaning.md). Tests and units: [facts](../facts.md).',
    '',
    ...table(
      ['', ''],
      [
        ['Policy', `${code(id)}: ${plain(title)}`],
        ['Payer', plain(payer)],
        [
          'Drug',
          `${drugDefinition(drug).display}; known in text as ${drugDefinition(drug).names.map(plain).join(', ')}`,
        ],
        ['Codes of the drug', drugCodes(drug)],
        ['Document', `${plain(source.title)}, published by ${plain(source.publisher)}`],
        ...versions.map((version) => [
          `Version [${version.version}](#version-${version.version})`,
          `${inForce(version)}; ${revised(version)}`,
        ]),
      ],
    ),
  ];
}

/** The codes that stand for the drug, by system; a long list is counted and stands whole at the end of the page. */
function drugCodes(drug: Policy['drug']): string {
  const deciding = drugDefinition(drug).codes.filter(([, , , use]) => use !== 'exclude' && use !== 'review');
  return [...Map.groupBy(deciding, ([system]) => system)]
    .map(([system, rows]) =>
      rows.length > 6
        ? `${system} ${rows.length} codes, ${code(shownCode(rows[0] as never))} and others ([all](#drugs))`
        : `${system} ${rows.map((row) => code(shownCode(row))).join(', ')}`,
    )
    .join('; ');
}

function inForce({ effective: { from, until } }: Policy): string {
  if (from === undefined) return 'in force on any day, as the copy held is undated';
  return until === undefined ? `in force from ${from}` : `in force from ${from} to ${until}`;
}

const revised = ({ source }: Policy): string =>
  source.revised === undefined ? 'its revision undated' : `document revised ${source.revised}`;

function versionSection(policy: Policy, { versions, tables }: PolicyOnPage, index: number): readonly string[] {
  const newer = versions[index - 1];
  const older = versions[index + 1];
  const own = tables.find(({ version }) => version === policy.version);
  return [
    `## Version ${policy.version}`,
    '',
    `${raised(inForce(policy))}; ${revised(policy)}.${review(policy)}`,
    '',
    'Said with every answer under this version:',
    '',
    ...policy.notices.map((notice) => `- ${plain(notice)}`),
    '',
    ...frame(policy),
    `**${testInWords(policy.criteria).looksAt}**`,
    '',
    ...linesSection(policy.criteria, newer && unchangedFrom(newer, policy)),
    ...(older === undefined ? [] : [`### Changes since ${older.version}`, '', ...changesSection(older, policy)]),
    `### Decision table of ${policy.version === 'undated' ? 'the undated version' : policy.version}`,
    '',
    ...(own === undefined
      ? ['No decision table is held for this version yet.', '']
      : tableSection(
          policy,
          own,
          tables.find(({ version }) => version === newer?.version),
        )),
  ];
}

const review = ({ nextReview }: Policy): string =>
  nextReview === undefined ? '' : ` Next review announced for ${nextReview}: no expiry, but later answers say so.`;

/** Whom the document leaves out, and what makes an order one to go on with the drug. */
function frame({ drug, plans, continuation, renewal }: Policy): readonly string[] {
  const name = drugDisplay(drug);
  return [
    ...(plans === undefined
      ? []
      : [`Not judged under this version: ${both(plans.out.map((out) => plain(out.name)))}.`, '']),
    ...(continuation === undefined
      ? []
      : [
          `An order goes on with ${name} where the payer has authorized ${name} before and it was given, where it continues a prescription, or where ${either(continuation.answers)} is answered. Any other order is a first request.`,
          '',
        ]),
    ...(renewal === undefined
      ? []
      : [`An order goes on with ${name} where ${either(renewal)} applies. Any other order is a first request.`, '']),
  ];
}

function unchangedFrom(newer: Policy, policy: Policy): Unchanged {
  const changed = new Set(diff(newer.criteria, policy.criteria).map(({ id }) => id));
  const ids = linesOf(policy.criteria).map(({ id }) => id);
  return { version: newer.version, ids: new Set(ids.filter((id) => !changed.has(id))) };
}

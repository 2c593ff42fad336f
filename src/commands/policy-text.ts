import type { Criterion, Group, Policy } from '../criteria/criterion.ts';
import type { SiteLine, SiteOfCarePolicy } from '../criteria/site-of-care-policy.ts';
import { statusWords } from '../criteria/status.ts';
import { drugDisplay } from '../facts/drugs.ts';
import { testInWords } from '../pages/test-in-words.ts';
import { wrapped } from './layout.ts';

/** A version of a policy as a tree of lines, with our test of each. */
export function policyText(policy: Policy): readonly string[] {
  const { id, version, title, payer, drug, effective, criteria, notices } = policy;
  return [
    ...wrapped(`${id} ${version}: ${title}`),
    ...wrapped(`Payer ${payer}, drug ${drugDisplay(drug)}, ${inForce(effective)}.`),
    ...wrapped('Our own words; where they differ from the document of the payer, the document counts.'),
    ...notices.flatMap((notice) => wrapped(notice, '- ')),
    '',
    ...wrapped(testInWords(criteria).looksAt),
    ...groupLines(criteria, ''),
  ];
}

function inForce({ from, until }: Policy['effective']): string {
  if (from === undefined) return 'in force on any day, as the copy held is undated';
  return until === undefined ? `in force from ${from}` : `in force from ${from} to ${until}`;
}

const groupLines = (group: Group, indent: string): readonly string[] =>
  group.of.flatMap((line) => ['', ...lineInWords(line, indent)]);

function lineInWords({ id, name, text, section, test, reading }: Criterion, indent: string): readonly string[] {
  const inner = `${indent}  `;
  const { looksAt, statuses } = testInWords(test);
  return [
    ...wrapped(`${id} ${name}`, indent, `${inner}  `),
    ...wrapped(`${text} (${section}).`, inner),
    ...wrapped(`Test: ${looksAt}`, inner),
    ...Object.entries(statuses).flatMap(([status, when]) =>
      wrapped(`${statusWords[status as keyof typeof statusWords]}: ${when}`, `${inner}- `, `${inner}  `),
    ),
    ...(reading === undefined ? [] : wrapped(`Our reading (${reading.signed}): ${reading.says}`, inner)),
    ...(test.kind === 'group' ? groupLines(test, inner) : []),
  ];
}

/** The policy on where drugs are given. */
export const siteText = ({ id, version, title, payer, gate, limbs, transition, notices }: SiteOfCarePolicy) => [
  ...wrapped(`${id} ${version}: ${title}`),
  ...wrapped(`Payer ${payer}, where listed drugs are given, undated.`),
  ...notices.flatMap((notice) => wrapped(notice, '- ')),
  ...[gate, ...limbs, transition].flatMap((line) => ['', ...siteLine(line)]),
];

const siteLine = ({ id, name, text, section, reading }: SiteLine): readonly string[] => [
  ...wrapped(`${id} ${name}`),
  ...wrapped(`${text} (${section}).`, '  '),
  ...(reading === undefined ? [] : wrapped(`Our reading (${reading.signed}): ${reading.says}`, '  ')),
];

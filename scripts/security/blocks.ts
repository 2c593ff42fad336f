import { refusals } from '../../src/callers/refusal.ts';
import { code, plain, table } from '../../src/pages/markdown.ts';
import { proofFrom } from '../conformance/proof.ts';
import { inWords } from '../in-words.ts';
import type { Threat } from './threat.ts';
import { threatSections } from './threats.ts';

/** The blocks of SECURITY.md. */
export const securityBlocks = (): Readonly<Record<string, readonly string[]>> => ({
  threats: threatSections.flatMap(({ title, threats }) => [
    `### ${title}`,
    '',
    ...table(['', 'Threat', 'Answer', 'Asked by', 'Where, and the test that shows it'], threats.map(cells)),
    '',
  ]),
  refusals: table(
    ['Code', 'What the caller is told'],
    Object.entries(refusals).map(([refusal, { says }]) => [code(refusal), plain(says)]),
  ),
});

const link = proofFrom('');

const cells = ({ key, threat, answer, askedBy, where, shownBy, state, why }: Threat): readonly string[] => [
  key,
  inWords(threat),
  [inWords(answer), ...(why === undefined ? [] : [`*${inWords(why)}*`])].join('<br>'),
  askedBy,
  [
    ...(where.length === 0 ? [] : [where.map(link.file).join(', ')]),
    ...shownBy.map(link.test),
    ...(state === 'done' && shownBy.length === 0 ? ['no test of its own yet'] : []),
  ].join('<br>'),
];

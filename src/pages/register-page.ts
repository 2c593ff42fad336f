import { linesOf } from '../criteria/read.ts';
import type { SiteOfCarePolicy } from '../criteria/site-of-care-policy.ts';
import { drugDisplay } from '../facts/drugs.ts';
import { code, page, plain, table } from './markdown.ts';
import type { PolicyOnPage } from './policy-page.ts';
import { dayInWords } from './words.ts';

/** A policy on where drugs are given, its payer, and the rows of its table. */
export type SiteOnPage = readonly [policy: SiteOfCarePolicy, payer: string, rows: number];

/** The register: one line for each version that is held. */
export function registerPage(shown: readonly PolicyOnPage[], sites: readonly SiteOnPage[] = []): string {
  return page([
    '# Policies held',
    '',
    '<!-- Written by `npm run pages`. -->',
    '',
    'A policy that is not listed is not held: an order under it is answered "not governed", never "no authorization needed".',
    '',
    ...table(
      ['Policy', 'Payer', 'Drug', 'Version', 'In force', 'Document revised', 'Lines', 'Table rows'],
      [...shown.flatMap(rowsOf), ...sites.map(siteRow)],
    ),
  ]);
}

const siteRow = ([{ id, version, limbs }, payer, rows]: SiteOnPage): readonly string[] => [
  `[${id}](${id}.md)`,
  plain(payer),
  'where listed drugs are given',
  code(version),
  'undated',
  'undated',
  `${limbs.length + 2}`,
  `${rows}`,
];

function rowsOf({ versions, payer, tables }: PolicyOnPage): readonly (readonly string[])[] {
  return versions.map(({ id, drug, version, effective: { from, until }, source, criteria }, index) => [
    index === 0 ? `[${id}](${id}.md)` : '',
    index === 0 ? plain(payer) : '',
    index === 0 ? drugDisplay(drug) : '',
    code(version),
    from === undefined ? 'undated' : `${from} to ${until ?? 'further notice'}`,
    dayInWords(source.revised),
    `${linesOf(criteria).length}`,
    `${tables.find((each) => each.version === version)?.rows.length ?? 'none yet'}`,
  ]);
}

import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { drugsNamedIn, lookAlikesNamedIn } from '../../src/facts/drug-words.ts';
import { drugsOf } from '../../src/facts/drugs.ts';
import { codesOf } from '../../src/fhir/codes.ts';

describe('drugs named in words', () => {
  test.each<[string, readonly string[]]>([
    ['LEMTRADA 12 mg/1.2 mL', ['lemtrada']],
    ['(Lemtrada)', ['lemtrada']],
    ['Gamifant/emapalumab-lzsg', ['gamifant']],
    ['etranacogene dezaparvovec', ['hemgenix']],
    ['Lemtradax', []],
    ['Neogamifant', []],
    ['Roctavianum', []],
    ['alemtuzumab', []],
    ['Hemgenix or Roctavian', ['hemgenix', 'roctavian']],
    ['', []],
  ])('"%s"', (text, expected) => expect(drugsNamedIn(text)).toEqual(expected));

  test.each<[string, readonly string[]]>([
    ['Campath 30 mg/mL', ['lemtrada']],
    ['alemtuzumab (CAMPATH)', ['lemtrada']],
    ['Arzerra', ['ofatumumab']],
    ['Lemtrada, not Campath', []],
    ['Campathian', []],
  ])('"%s" may pass for a drug that it is not', (text, expected) => expect(lookAlikesNamedIn(text)).toEqual(expected));
});

const LIST = resolve(import.meta.dirname, '../../../shared/terminology.json');

interface Listed {
  readonly id: string;
  readonly codes: readonly {
    readonly system: string;
    readonly code: string;
    readonly use: string;
    readonly verified: boolean;
  }[];
}

/** By the reference: what a code may do. */
const expectedOf = ({ use, verified }: Listed['codes'][number]) =>
  use === 'exclude' ? 'excluded' : verified && use !== 'review' ? 'decides' : 'shown';

describe.skipIf(!existsSync(LIST))('against the reference terminology (SKIPPED where ../shared is absent)', () => {
  const { concepts } = existsSync(LIST)
    ? (JSON.parse(readFileSync(LIST, 'utf8')) as { concepts: Listed[] })
    : { concepts: [] };
  const compared = concepts
    .filter(({ id }) => id.startsWith('drug-'))
    .flatMap(({ id, codes }) => codes.map((row) => ({ id, row, read: codesOf({ coding: [row] })[0] })))
    .filter(({ read }) => read !== undefined)
    .map(({ id, row, read }) => {
      const matches = read === undefined ? [] : drugsOf(read);
      const ours = matches.map(({ decides, excluded }) => (excluded ? 'excluded' : decides ? 'decides' : 'shown'));
      return { id, code: `${read?.system} ${row.code}`, listed: expectedOf(row), ours: ours.join(), matches };
    });

  test.each([
    ['drug-etranacogene', 'hemgenix'],
    ['drug-valoctocogene', 'roctavian'],
    ['drug-emapalumab', 'gamifant'],
    ['drug-alemtuzumab', 'lemtrada'],
  ])('every code of %s is one of %s', (concept, drug) => {
    const rows = compared.filter(({ id }) => id === concept);
    expect(rows).not.toEqual([]);
    expect(rows.filter(({ matches }) => matches.length !== 1 || matches[0]?.name !== drug)).toEqual([]);
  });

  test('every code may do what its use and its verification allow, in each drug of the list', () => {
    const astray = compared
      .filter(({ listed, ours }) => listed !== ours)
      .map(({ id, code, listed, ours }) => `${id} ${code}: ${listed}, here ${ours || 'unknown'}`);
    expect(astray).toEqual([
      // Drugs that no held policy asks about.
      'drug-nonfactor RxNorm 2697142: decides, here unknown',
      'drug-nonfactor RxNorm 2708353: decides, here unknown',
      'drug-ms-mitoxantrone RxNorm 7005: decides, here unknown',
      'drug-ms-mitoxantrone HCPCS J9293: decides, here unknown',
      'drug-mas-other RxNorm 72435: decides, here unknown',
      'drug-mas-other RxNorm 853491: decides, here unknown',
      'drug-mas-other RxNorm 612865: decides, here unknown',
      'drug-mas-other RxNorm 1193326: decides, here unknown',
      'drug-mas-other RxNorm 42316: decides, here unknown',
      'drug-mas-other HCPCS J0638: decides, here unknown',
      'drug-mas-other HCPCS J3262: decides, here unknown',
    ]);
  });
});

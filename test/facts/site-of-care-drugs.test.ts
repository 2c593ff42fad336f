import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Coded } from '../../src/facts/codes.ts';
import { drugsNamedIn } from '../../src/facts/drug-words.ts';
import { drugsOf } from '../../src/facts/drugs.ts';
import {
  listedCodes,
  listedDisplay,
  listedDrugNames,
  listedDrugs,
  namesListed,
} from '../../src/facts/site-of-care-drugs.ts';
import { listRows } from './site-of-care-rows.ts';

const coded = (code: string): Coded => ({ system: /^\d{5}$/.test(code) ? 'CPT' : 'HCPCS', code });
const seen = (codes: readonly string[], ...texts: readonly string[]) =>
  listedDrugs(codes.map(coded), texts).map(({ name, by }) => `${name} ${by}`);
const rows = listRows.map((line) => {
  const [, brands = '', certain = '', possible = ''] = /^([^:]+): ?([^(]*)(?:\((.*)\))?$/.exec(line) ?? [];
  const split = (text: string) => text.split(' ').filter((code) => code !== '');
  return { brands: brands.split(' / '), certain: split(certain), possible: split(possible) };
});

describe('the list of drugs', () => {
  test('holds 132 entries with 134 brands', () => {
    expect(listedDrugNames).toHaveLength(132);
    expect(rows.flatMap(({ brands }) => brands)).toHaveLength(134);
    expect(listedDrugNames.map(listedDisplay)).toEqual(rows.map(({ brands }) => brands.join(' or ')));
  });

  test.each(rows.map((row) => [row.brands.join(' or '), row] as const))('%s', (display, {
    brands,
    certain,
    possible,
  }) => {
    const by = (codes: readonly Coded[], text: readonly string[]) =>
      listedDrugs(codes, text).flatMap(({ name, by }) => (listedDisplay(name) === display ? [by] : []));
    for (const brand of brands) expect(by([], [`${brand}® 10 mg, vial`]), brand).toEqual(['brand']);
    for (const code of certain) expect(by([coded(code)], []), code).toEqual(['code']);
    for (const code of possible) expect(by([coded(code)], []), code).toEqual(['possible']);
  });

  test('knows no other code', () => {
    const known = new Set(rows.flatMap(({ certain, possible }) => [...certain, ...possible]));
    const billed = listedCodes.filter(({ system }) => system === 'HCPCS' || system === 'CPT');
    expect(new Set(billed.map(({ code }) => code))).toEqual(known);
  });
});

describe('what the printed code table gets wrong', () => {
  test.each<[string, readonly string[], readonly string[], readonly string[]]>([
    ['AN-01 C0975 does not exist', ['C0975'], [], []],
    ['AN-01 beside C0975 the drug in words counts', ['C0975'], ['Casimersen (Amondys 45)'], ['amondys45 brand']],
    ['AN-01 C9075 is not printed: possible', ['C9075'], [], ['amondys45 possible']],
    ['AN-02 J3380 printed as Vpriv is vedolizumab', ['J3380'], ['vedolizumab (Vpriv )'], ['entyvio code']],
    ['AN-02 J3385 is Vpriv', ['J3385'], [], ['vpriv code']],
    ['AN-03 J3315 printed as Triptodur is Trelstar', ['J3315'], ['triptorelin pamoate (Triptodur)'], ['trelstar code']],
    ['AN-03 J3316 is Triptodur', ['J3316'], [], ['triptodur code']],
    ['AN-04 J1602 is the intravenous product', ['J1602'], ['golimumb (Simponi)'], ['simponiAria code']],
    ['AN-04 Simponi by name', [], ['Simponi 50 mg'], ['simponi brand']],
    ['AN-05 J1950 is Lupron Depot, not Fensolvi', ['J1950'], ['leuprolide acetate (Fensolvi)'], ['lupronDepot code']],
    ['AN-05 Fensolvi has its own code', ['J1951'], [], ['fensolvi code']],
    ['AN-06 Q5116 printed twice is one drug', ['Q5116', 'Q5116'], [], ['trazimera code']],
    [
      'AN-07 a vial size is no unit and no obstacle',
      ['Q5113'],
      ['trastuzumab-pkrb, 150 mg and 420 mg'],
      ['herzuma code'],
    ],
    ['AN-08 J9354, whatever its unit', ['J9354'], [], ['kadcyla code']],
    ['AN-09 a temporary code and the permanent one', ['C9074', 'J0224'], [], ['oxlumo code']],
    ['AN-09 an ended temporary code', ['C9077'], [], ['cabenuva code']],
    ['AN-10 an ended code and its successor', ['J2505', 'J2506'], [], ['neulasta code']],
    ['AN-10 Nplate, ended 2024, and its successor', ['J2796', 'J2802'], [], ['nplate code']],
    ['AN-11 a row without a unit', ['J9022'], [], ['tecentriq code']],
    ['AN-12 J9999 names no drug', ['J9999'], [], []],
    ['AN-12 beside J9999 the drug in words counts', ['J9999'], ['dostarlimab-gxly (Jemperli)'], ['jemperli brand']],
    ['AN-13 on the list without a row: by name', [], ['Nulibry'], ['nulibry brand']],
    ['AN-13 on the list without a row: by its own code', ['J1823'], [], ['uplizna code']],
    ['AN-14 an unclassified code names no drug', ['J3490', 'J3590', 'C9399'], [], []],
    ['AN-14 J1561 is also Gammaked: possible', ['J1561'], [], ['gamunexC possible']],
    ['AN-14 Gammaked in words is not on the list', ['J1561'], ['Gammaked 5 g'], []],
    ['AN-14 Flebogamma DIF is not on the list', ['J1572'], ['Flebogamma DIF 10 %'], []],
    ['AN-14 a class code beside a brand', ['90283'], ['Privigen 10 %'], ['privigen brand']],
    ['AN-15 a trademark sign stuck to the name', [], ['VyeptiTM 100 mg'], ['vyepti brand']],
    ['AN-15 case and blanks', [], ['  NPLATE  (romiplostim) '], ['nplate brand']],
    ['AN-16 one code, two brands of the list', ['J0897'], [], ['prolia code', 'xgeva code']],
    ['AN-16 one entry, two brands', ['J0885'], [], ['procritOrEpogen code']],
    ['AN-17 one drug, two codes', ['J3357', 'J3358'], [], ['stelara code']],
    ['AN-18 on dialysis by its other code', ['J0882'], [], ['aranesp code']],
    ['AN-20 brand before ingredient', [], ['Mircera (epoetin beta)'], ['mircera brand']],
    ['AN-21 withdrawn, still on the list', ['J2504'], [], ['adagen code']],
    ['AN-22 rows out of order', ['J9311'], [], ['rituxanHycela code']],
  ])('%s', (_, codes, texts, expected) => expect(seen(codes, ...texts)).toEqual(expected));
});

describe('names', () => {
  test.each<[string, readonly string[]]>([
    ['Rituxan Hycela 1,400 mg', ['rituxanHycela brand']],
    ['Simponi Aria', ['simponiAria brand']],
    ['Lupron Depot-PED 11.25 mg', ['lupronDepot brand']],
    ['Ocrevus Zunovo', []],
    ['ocrelizumab and hyaluronidase-ocsq', []],
    ['Herceptin Hylecta', []],
    ['trastuzumab and hyaluronidase-oysk', []],
    ['Tecentriq Hybreza', []],
    ['Opdivo Qvantig', []],
    ['Keytruda Qlex', []],
    ['Radicava ORS', []],
    ['Tyruko (natalizumab-sztn)', []],
    ['Campath (alemtuzumab)', []],
    ['Hemgenix', []],
    ['Roctavian', []],
    ['Briumvi (ublituximab-xiiy)', []],
    ['infliximab-dyyb', ['inflectra possible']],
    ['infliximab', ['inflectra possible', 'remicade possible', 'renflexis possible']],
    ['crizanlizumab', ['adakveo possible']],
    ['alemtuzumab', ['lemtrada possible']],
    ['natalizumab', ['tysabri possible']],
    ['emapalumab', ['gamifant brand']],
    ['Stelarax', []],
    ['', []],
  ])('"%s"', (text, expected) => expect(seen([], text).sort()).toEqual([...expected].sort()));

  test('an event with the ingredient is one with the drug; one with another drug is not', () => {
    const drugs = listedDrugs([coded('J2350')], []);
    const is = (code: string, text: string) => namesListed(drugs, [coded(code)], [text]);
    expect(is('J2350', '')).toBe(true);
    expect(is('x', 'ocrelizumab')).toBe(true);
    expect(is('x', 'Ocrevus')).toBe(true);
    expect(is('J2323', 'natalizumab')).toBe(false);
    expect(is('x', 'penicillin')).toBe(false);
    expect(namesListed(listedDrugs([coded('Q5103')], []), [], ['infliximab'])).toBe(true);
  });
});

describe('drugs that stand in our own tables too', () => {
  const same = { gamifant: 'gamifant', lemtrada: 'lemtrada', ocrelizumab: 'ocrevus', natalizumab: 'tysabri' } as const;

  test.each<[keyof typeof same, Coded, string]>([
    ['gamifant', { system: 'HCPCS', code: 'J9210' }, 'code'],
    ['gamifant', { system: 'RxNorm', code: '2104604' }, 'code'],
    ['gamifant', { system: 'NDC', code: '66658051001' }, 'code'],
    ['lemtrada', { system: 'HCPCS', code: 'J0202' }, 'code'],
    ['lemtrada', { system: 'RxNorm', code: '1594663' }, 'code'],
    ['ocrelizumab', { system: 'HCPCS', code: 'J2350' }, 'code'],
    ['ocrelizumab', { system: 'RxNorm', code: '1876385' }, 'code'],
    ['natalizumab', { system: 'HCPCS', code: 'J2323' }, 'code'],
    ['natalizumab', { system: 'RxNorm', code: '603541' }, 'code'],
    ['natalizumab', { system: 'RxNorm', code: '1656275' }, 'code'],
    ['natalizumab', { system: 'NDC', code: '64406000801' }, 'code'],
    ['natalizumab', { system: 'RxNorm', code: '354770' }, 'possible'],
  ])('%s by %o', (drug, code, by) => {
    expect(drugsOf(code)).toEqual([expect.objectContaining({ name: drug, decides: true })]);
    expect(listedDrugs([code], [])).toEqual([{ name: same[drug], by }]);
  });

  test('a code that may be another product is a possibility', () =>
    expect(listedDrugs([{ system: 'RxNorm', code: '117055' }], [])).toEqual([{ name: 'lemtrada', by: 'possible' }]));

  test('every brand of the list that our tables know is the same drug in both', () => {
    const both = listedDrugNames.flatMap((name) => drugsNamedIn(listedDisplay(name)).map((drug) => [drug, name]));
    expect(Object.fromEntries(both)).toEqual(same);
  });

  test('Campath, Briumvi and the gene therapies are not on it', () => {
    for (const code of ['J9010', 'J2329', 'J1411', 'J1412'])
      expect(seen([code], 'alemtuzumab, Lemtrada'), code).toEqual([]);
    expect(listedDrugs([{ system: 'NDC', code: '50242055401' }], ['ocrelizumab'])).toEqual([]);
  });
});

const LIST = resolve(import.meta.dirname, '../../../shared/site-of-care.json');

describe.skipIf(!existsSync(LIST))('against the reference list (SKIPPED where ../shared is absent)', () => {
  test('every brand is here, and every printed code but the misprints names a drug of its row', () => {
    const { drugs, codes } = JSON.parse(readFileSync(LIST, 'utf8')) as {
      drugs: { id: string; brands: string[] }[];
      codes: { code: string; matched_drugs: { drug_id: string; basis: string }[] }[];
    };
    expect(drugs.map(({ brands }) => brands.join(' or '))).toEqual(listedDrugNames.map(listedDisplay));
    const brandsOf = new Map(drugs.map(({ id, brands }) => [id, brands.join(' or ')]));
    const astray = codes
      .filter(({ code, matched_drugs: matched }) => {
        const ours = listedDrugs([coded(code)], []).map(({ name }) => listedDisplay(name));
        const printed = matched.map(({ drug_id: id }) => brandsOf.get(id) ?? '');
        return !ours.every((brand) => printed.includes(brand)) || (ours.length === 0 && printed.length > 0);
      })
      .map(({ code }) => code);
    expect(astray).toEqual(['C0975', 'J1602', 'J1950', 'J9999']);
  });
});

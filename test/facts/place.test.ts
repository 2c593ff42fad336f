import { describe, expect, test } from 'vitest';
import type { Coded } from '../../src/facts/codes.ts';
import { type NamedPlace, type NamedPlaces, placeCodes, placeWordsOf } from '../../src/facts/place.ts';
import { placeOf } from '../../src/facts/place-of-order.ts';

type Short = `${string} ${string}`;

const codeOf = (short: Short): Coded => {
  const [system = '', code = ''] = short.split(' ');
  return { system: system as Coded['system'], code };
};
const record = (reference: string, ...codes: readonly Short[]) => ({
  reference,
  shown: codes.join(', '),
  words: placeWordsOf(codes.map(codeOf)),
});
const place = (codes: readonly Short[], belongsTo: readonly Short[] = [], unread = false): NamedPlace => ({
  record: record('Location/1', ...codes),
  belongsTo: belongsTo.map((code, index) => record(`Organization/${index + 1}`, code)),
  unread,
});
const named = (changed: Partial<NamedPlaces>): NamedPlaces => ({
  order: 'ServiceRequest/1',
  coded: [],
  pointed: [],
  ...changed,
});
const coded = (...codes: readonly Short[]) => named({ coded: codes.map((code) => place([code])) });
const at = (...places: readonly NamedPlace[]) => named({ pointed: places });
const visit = (visited: NamedPlace, ...places: readonly NamedPlace[]) =>
  named({ encounter: { visit: visited, places } });

const HOSPITALS = ['RoleCode HOSP', 'RoleCode HU', 'OrganizationType dept', 'SNOMED 22232009'] as const;
const hospitalTypes = ['282N00000X', '282NC0060X', '282NC2000X', '282NR1301X', '282NW0100X'] as const;

/** What each code says alone, as the place itself. */
const alone: Readonly<Record<Short, string>> = {
  'POS 19': 'hospital-outpatient',
  'POS 22': 'hospital-outpatient',
  'SNOMED 33022008': 'hospital-outpatient',
  ...Object.fromEntries(HOSPITALS.map((code) => [code, 'hospital-outpatient'])),
  ...Object.fromEntries(hospitalTypes.map((code) => [`NUCC ${code}`, 'hospital-outpatient'])),
  'POS 11': 'less-intensive',
  'POS 15': 'less-intensive',
  'POS 20': 'less-intensive',
  'POS 24': 'less-intensive',
  'POS 49': 'less-intensive',
  'RoleCode PROFF': 'less-intensive',
  'NUCC 261QI0500X': 'less-intensive',
  'POS 12': 'home',
  'RoleCode PTRES': 'home',
  'ActCode HH': 'home',
  'NUCC 251F00000X': 'home',
  'NUCC 3336H0001X': 'home',
  'POS 21': 'inpatient',
  'POS 23': 'inpatient',
  'POS 31': 'inpatient',
  'RoleCode ER': 'inpatient',
  'ActCode IMP': 'inpatient',
  'ActCode ACUTE': 'inpatient',
  'ActCode NONAC': 'inpatient',
  'ActCode EMER': 'inpatient',
};

describe('what a code says of a place', () => {
  test.each(Object.entries(alone))('%s: %s', (code, expected) => {
    expect(placeOf(at(place([code as Short]))).kind).toBe(expected);
    expect(placeOf(coded(code as Short)).kind).toBe(expected);
    expect(placeOf(coded('POS 99')).kind).toBe('affiliation-unknown');
  });

  test('every code of the table has a row, and only the class of a visit stands apart', () => {
    const short = placeCodes.map(({ system, code }) => `${system} ${code}`);
    expect(short.sort()).toEqual([...Object.keys(alone), 'ActCode AMB'].sort());
  });

  test('outpatient facilities and clinics say nothing of a hospital', () => {
    for (const code of ['OF', 'HEM', 'NEUR', 'INFUS']) expect(placeWordsOf([codeOf(`RoleCode ${code}`)])).toEqual([]);
  });
});

describe('the place of an order', () => {
  test.each<[string, NamedPlaces, string]>([
    ['nothing named', named({}), 'not-named'],
    ['a location without type', at(place([])), 'affiliation-unknown'],
    ['an outpatient facility without affiliation', at(place(['RoleCode OF'])), 'affiliation-unknown'],
    ['an outpatient facility of a hospital', at(place(['RoleCode OF'], ['RoleCode HOSP'])), 'hospital-affiliated'],
    ['an outpatient facility of an infusion clinic', at(place(['RoleCode OF'], ['NUCC 261QI0500X'])), 'less-intensive'],
    [
      'an infusion clinic that is itself of a hospital',
      at(place(['RoleCode OF'], ['NUCC 261QI0500X', 'RoleCode HOSP'])),
      'hospital-affiliated',
    ],
    [
      'an infusion clinic whose owner could not be read',
      at(place(['RoleCode OF'], ['NUCC 261QI0500X'], true)),
      'affiliation-unknown',
    ],
    ['a location of an outpatient department', at(place([], ['POS 22'])), 'hospital-affiliated'],
    ['an office of a hospital', at(place(['RoleCode PROFF'], ['RoleCode HOSP'])), 'hospital-affiliated'],
    ['an office of a provider', at(place(['RoleCode PROFF'], ['OrganizationType prov'])), 'less-intensive'],
    ['an office whose owner could not be read', at(place(['RoleCode PROFF'], [], true)), 'affiliation-unknown'],
    ['a home served by a hospital', at(place(['RoleCode PTRES'], ['RoleCode HOSP'])), 'home'],
    ['a hospital whose owner could not be read', at(place(['RoleCode HOSP'], [], true)), 'hospital-outpatient'],
    ['a location that could not be read', at(place([], [], true)), 'affiliation-unknown'],
    ['a hospital and its outpatient code', at(place(['RoleCode HOSP', 'POS 22'])), 'hospital-outpatient'],
    ['a hospital and an inpatient code', at(place(['RoleCode HOSP', 'POS 21'])), 'inpatient'],
    ['an outpatient department and a ward', at(place(['POS 22', 'POS 21'])), 'affiliation-unknown'],
    ['home and office', coded('POS 12', 'POS 11'), 'affiliation-unknown'],
    ['two places, one of them told', at(place(['POS 11']), place([])), 'affiliation-unknown'],
    ['a hospital and a part of it', at(place(['RoleCode HOSP']), place([], ['RoleCode HOSP'])), 'hospital-affiliated'],
    [
      'a department and a suite of the hospital',
      at(place(['POS 22']), place([], ['RoleCode HOSP'])),
      'hospital-outpatient',
    ],
    [
      'a code on the order, and a location that says nothing',
      named({ coded: [place(['POS 22'])], pointed: [place([])] }),
      'hospital-outpatient',
    ],
    [
      'a code on the order, and a location that says otherwise',
      named({ coded: [place(['POS 11'])], pointed: [place([], ['RoleCode HOSP'])] }),
      'affiliation-unknown',
    ],
    [
      'a code that says nothing, and a location',
      named({ coded: [place(['RoleCode OF'])], pointed: [place([], ['RoleCode HOSP'])] }),
      'hospital-affiliated',
    ],
    [
      'the order before its encounter',
      named({
        coded: [place(['POS 12'])],
        encounter: { visit: place(['ActCode AMB'], ['RoleCode HOSP']), places: [] },
      }),
      'home',
    ],
    [
      'a hospital, ordered in a stay',
      named({ pointed: [place(['RoleCode HU'])], encounter: { visit: place(['ActCode IMP']), places: [] } }),
      'inpatient',
    ],
    [
      'a part of a hospital, ordered in a stay',
      named({ pointed: [place([], ['RoleCode HOSP'])], encounter: { visit: place(['ActCode IMP']), places: [] } }),
      'inpatient',
    ],
    [
      'an outpatient department, ordered in a stay',
      named({ pointed: [place(['POS 22'])], encounter: { visit: place(['ActCode IMP']), places: [] } }),
      'hospital-outpatient',
    ],
    [
      'a hospital, ordered at a visit that could not be read',
      named({ pointed: [place(['RoleCode HOSP'])], encounter: { visit: place([], [], true), places: [] } }),
      'affiliation-unknown',
    ],
    [
      'a part of a hospital, ordered at a visit that could not be read',
      named({ pointed: [place([], ['RoleCode HOSP'])], encounter: { visit: place([], [], true), places: [] } }),
      'affiliation-unknown',
    ],
    [
      'an office of a hospital, ordered in a stay',
      named({
        pointed: [place(['RoleCode PROFF'], ['RoleCode HOSP'])],
        encounter: { visit: place(['ActCode IMP']), places: [] },
      }),
      'hospital-affiliated',
    ],
    [
      'a hospital, ordered at a visit whose owner could not be read',
      named({
        pointed: [place(['RoleCode HOSP'])],
        encounter: { visit: place(['ActCode AMB'], [], true), places: [] },
      }),
      'hospital-outpatient',
    ],
    ['an office and a part of a hospital', at(place(['POS 11']), place([], ['RoleCode HOSP'])), 'affiliation-unknown'],
    ['a visit and no place', visit(place(['ActCode AMB'])), 'affiliation-unknown'],
    ['a visit at a hospital', visit(place(['ActCode AMB'], ['RoleCode HOSP'])), 'hospital-affiliated'],
    ['a virtual visit of a hospital', visit(place(['ActCode VR'], ['RoleCode HOSP'])), 'not-named'],
    ['a visit that could not be read', visit(place([], [], true)), 'affiliation-unknown'],
    ['a visit at an office', visit(place(['ActCode AMB']), place(['RoleCode PROFF'])), 'less-intensive'],
    [
      'a visit at an office that a hospital runs',
      visit(place(['ActCode AMB'], ['RoleCode HOSP']), place(['RoleCode PROFF'])),
      'hospital-affiliated',
    ],
    [
      'a visit at an office, whoever runs it not read',
      visit(place(['ActCode AMB'], [], true), place(['RoleCode PROFF'])),
      'affiliation-unknown',
    ],
    ['a stay', visit(place(['ActCode IMP'])), 'inpatient'],
    ['a stay, on a ward without type', visit(place(['ActCode IMP']), place([])), 'inpatient'],
    ['a stay, on a ward', visit(place(['ActCode IMP']), place(['RoleCode HU'])), 'inpatient'],
    ['a stay at home', visit(place(['ActCode IMP']), place(['RoleCode PTRES'])), 'affiliation-unknown'],
    ['home health', visit(place(['ActCode HH'], ['RoleCode HOSP'])), 'home'],
  ])('%s: %#', (_, places, expected) => expect(placeOf(places).kind).toBe(expected));

  test('tells the record, its words, and where the place was taken from', () => {
    expect(placeOf(at(place(['RoleCode PROFF'], ['OrganizationType prov', 'RoleCode HOSP'])))).toEqual({
      kind: 'hospital-affiliated',
      reference: 'Location/1',
      says: 'RoleCode PROFF, RoleCode HOSP',
    });
    expect(placeOf(visit(place(['ActCode AMB'], ['RoleCode HOSP'])))).toMatchObject({ via: 'encounter' });
    expect(placeOf(visit(place([])))).not.toHaveProperty('via');
    expect(placeOf(named({}))).toEqual({
      kind: 'not-named',
      reference: 'ServiceRequest/1',
      says: 'The order names no place',
    });
    expect(placeOf(at(place(['RoleCode PROFF'], [], true)))).toMatchObject({ unread: 'not-read' });
    expect(placeOf(at(place(['POS 22'], [], true)))).not.toHaveProperty('unread');
  });
});

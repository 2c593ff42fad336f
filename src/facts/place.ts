import { type Coded, type CodeRow, codeIndex } from './codes.ts';
import type { Unread } from './reason.ts';

/** Where a drug is to be given, as far as the record says. */
export type PlaceKind =
  | 'hospital-outpatient'
  | 'hospital-affiliated'
  | 'less-intensive'
  | 'home'
  | 'inpatient'
  /** A place is named, and the record does not say whether it belongs to a hospital; or records disagree about it. */
  | 'affiliation-unknown'
  | 'not-named';

/** The place of an order, with the record that names it. `via` the encounter: only the visit at which the order was written is known. */
export interface Place {
  readonly kind: PlaceKind;
  readonly reference: string;
  readonly says: string;
  readonly via?: 'encounter';
  /** A record that could have told was not read. */
  readonly unread?: Unread;
}

/**
 * What a code says of a place. The table leaves out on purpose what says nothing about a hospital: outpatient facilities
 * and clinics of v3-RoleCode (`OF` and below), and taxonomies of persons. An emergency room counts as inpatient, that is,
 * not addressed (POS 23), under its v3 codes too. Sources: CMS POS 2024-05, UTG v3-RoleCode and v3-ActCode, NUCC 22.1.
 */
const table = {
  /** An outpatient department of a hospital, on or off its campus. */
  outpatientDepartment: {
    codes: [
      ['POS', '19', 'Off campus outpatient hospital', 'include'],
      ['POS', '22', 'On campus outpatient hospital', 'include'],
      ['SNOMED', '33022008', 'Hospital-based outpatient department', 'include'],
    ],
  },
  /** A hospital, or a part of one: in- or outpatient is not said. */
  hospital: {
    codes: [
      ['RoleCode', 'HOSP', 'Hospital', 'include'],
      ['RoleCode', 'HU', 'Hospital unit', 'include'],
      ['OrganizationType', 'dept', 'Hospital department', 'include'],
      ['NUCC', '282N00000X', 'General acute care hospital', 'include'],
      ['NUCC', '282NC0060X', 'Critical access hospital', 'include'],
      ['NUCC', '282NC2000X', "Children's hospital", 'include'],
      ['NUCC', '282NR1301X', 'Rural hospital', 'include'],
      ['NUCC', '282NW0100X', "Women's hospital", 'include'],
      ['SNOMED', '22232009', 'Hospital', 'include'],
    ],
  },
  /** An office or an infusion center: less intensive unless it belongs to a hospital. */
  office: {
    codes: [
      ['POS', '11', 'Office', 'include'],
      ['POS', '15', 'Mobile unit', 'include'],
      ['POS', '20', 'Urgent care facility', 'include'],
      ['POS', '24', 'Ambulatory surgical center', 'include'],
      ['POS', '49', 'Independent clinic', 'include'],
      ['RoleCode', 'PROFF', "Provider's office", 'include'],
      ['NUCC', '261QI0500X', 'Infusion therapy clinic or center', 'include'],
    ],
  },
  home: {
    codes: [
      ['POS', '12', 'Home', 'include'],
      ['RoleCode', 'PTRES', "Patient's residence", 'include'],
      ['ActCode', 'HH', 'Home health', 'include'],
      ['NUCC', '251F00000X', 'Home infusion agency', 'include'],
      ['NUCC', '3336H0001X', 'Home infusion therapy pharmacy', 'include'],
    ],
  },
  inpatient: {
    codes: [
      ['POS', '21', 'Inpatient hospital', 'include'],
      ['POS', '23', 'Emergency room of a hospital', 'include'],
      ['POS', '31', 'Skilled nursing facility', 'include'],
      ['RoleCode', 'ER', 'Emergency room', 'include'],
      ['ActCode', 'IMP', 'Inpatient encounter', 'include'],
      ['ActCode', 'ACUTE', 'Acute inpatient encounter', 'include'],
      ['ActCode', 'NONAC', 'Inpatient encounter, not acute', 'include'],
      ['ActCode', 'EMER', 'Emergency encounter', 'include'],
    ],
  },
  /** A visit in person, nowhere in particular. */
  visit: { codes: [['ActCode', 'AMB', 'Ambulatory encounter', 'include']] },
} as const satisfies Readonly<Record<string, { readonly codes: readonly CodeRow[] }>>;

/** What a code says of a place, by its name in our table. */
export type PlaceWord = keyof typeof table;

const wordOf = codeIndex<PlaceWord>(table);

/** What codes say of a place. */
export const placeWordsOf = (codes: readonly Coded[]): readonly PlaceWord[] => [
  ...new Set(codes.flatMap((code) => wordOf(code)).map(({ name }) => name)),
];

/** A code about a place in words: ours where we know it, else the code itself. */
export const placeDisplay = (code: Coded): string => wordOf(code)[0]?.display ?? `${code.system} ${code.code}`;

/** Every code of the table, for the test that each one matters. */
export const placeCodes: readonly Coded[] = Object.values(table).flatMap(({ codes }) =>
  codes.map(([system, code]) => ({ system, code })),
);

/** A record about a place: what people read, and what its codes say. */
export interface PlaceRecord {
  readonly reference: string;
  readonly shown: string;
  readonly words: readonly PlaceWord[];
}

/** A place that an order or its encounter names, with the organizations and places it belongs to. */
export interface NamedPlace {
  readonly record: PlaceRecord;
  readonly belongsTo: readonly PlaceRecord[];
  /** The place, or something it belongs to, is named and could not be read. */
  readonly unread: boolean;
}

/** All that an order says of its place. */
export interface NamedPlaces {
  readonly order: string;
  /** Codes on the order itself (`locationCode`), then the places it points at. */
  readonly coded: readonly NamedPlace[];
  readonly pointed: readonly NamedPlace[];
  /** The visit at which the order was written; its places, or itself where it names none. */
  readonly encounter?: { readonly visit: NamedPlace; readonly places: readonly NamedPlace[] };
}

import type { CodeRow } from '../facts/codes.ts';
import { conditionDefinition } from '../facts/conditions.ts';
import { drugDefinition } from '../facts/drugs.ts';
import { labDefinition } from '../facts/labs.ts';
import { specialtyDefinition } from '../facts/specialties.ts';
import { code, plain, table } from './markdown.ts';
import { type TestInWords, unitInWords } from './words.ts';

/** The concepts of which a page shows the codes. */
export type Concepts = Required<Pick<TestInWords, 'labs' | 'conditions' | 'drugs' | 'specialties'>>;

/** Everything that several tests rest on, each once, in the order of the lines. */
export const conceptsOf = (words: readonly TestInWords[]): Concepts => ({
  labs: unique(words.flatMap(({ labs = [] }) => labs)),
  conditions: unique(words.flatMap(({ conditions = [] }) => conditions)),
  drugs: unique(words.flatMap(({ drugs = [] }) => drugs)),
  specialties: unique(words.flatMap(({ specialties = [] }) => specialties)),
});

const unique = <T>(items: readonly T[]): readonly T[] => [...new Set(items)];

/** The appendix of a page: the codes behind its lines, with those that do not decide marked. */
export function codesSection({ labs, conditions, drugs, specialties }: Concepts): readonly string[] {
  return [
    ...(labs.length === 0 ? [] : ['### Tests', '', ...labs.flatMap(labPart)]),
    ...(conditions.length === 0
      ? []
      : ['### Diagnoses', '', ...codeTable(conditions.map((name) => conditionDefinition(name))), '']),
    ...(drugs.length === 0 ? [] : ['### Drugs', '', ...codeTable(drugs.map((name) => drugDefinition(name))), '']),
    ...(specialties.length === 0
      ? []
      : ['### Specialties', '', ...codeTable(specialties.map((name) => specialtyDefinition(name))), '']),
  ];
}

function labPart(name: Concepts['labs'][number]): readonly string[] {
  const lab = labDefinition(name);
  return [
    `**${plain(lab.display)}**`,
    '',
    ...unitLines(name),
    '',
    ...(lab.codes.length === 0 ? [] : codeTable([lab])),
    '',
  ];
}

/** The unit of a test's limits, the units accepted, and what is refused. */
export function unitLines(name: Concepts['labs'][number]): readonly string[] {
  const { unit, units, plausible, codes, names } = labDefinition(name);
  const refused = codes.length === 0 ? [] : refusedCodes(codes);
  const known = [
    ...(codes.length === 0 ? ['- No public code exists: known by the words of its local code.'] : []),
    ...(names.length === 0
      ? []
      : [
          `- A local code without LOINC is known by its exact words: ${names.map((each) => `"${plain(each)}"`).join(', ')}.`,
        ]),
  ];
  if (unit === 'qualitative')
    return [
      ...known,
      '- Read as detected or not detected. **Refused:** a number without the word of the laboratory beside it.',
      ...refused,
    ];
  const own = unit === 'titer' ? '1:n, the reciprocal n' : unitInWords(unit);
  return [
    ...known,
    `- Limits are written in ${own}. Accepted: ${acceptedUnits(units, unit)}.`,
    `- **Refused:** any other unit, and values outside ${plausible.from} to ${unit === 'titer' ? plausible.to : unitInWords(`${plausible.to} ${unit}`)}.`,
    ...refused,
  ];
}

/** "`%`, `IU/dL` as they are; `IU/mL` times 100": accepted units by what one of them is in the test's own. */
function acceptedUnits(units: Readonly<Record<string, string>>, own: string): string {
  const factors = unique(Object.values(units));
  return factors
    .map((factor) => {
      const written = Object.keys(units).filter((unit) => units[unit] === factor);
      const listed = written.map((unit) => (unit === '' ? 'no unit' : code(unit))).join(', ');
      return factor === '1'
        ? `${listed} as ${written.length === 1 ? 'it is' : 'they are'}`
        : `${listed} times ${factor}`;
    })
    .join('; ')
    .concat(own === 'titer' ? '; a ratio or text such as 1:678' : '');
}

const refusedCodes = (codes: readonly CodeRow[]): readonly string[] =>
  codes.some((row) => !decides(row)) ? ['- **Refused:** a result by a code in bold below.'] : [];

const decides = ([, , , use, unverified]: CodeRow): boolean =>
  unverified === undefined && (use === 'include' || use === 'legacy');

/** Codes with their meaning and what they may do; codes of one meaning on one line. */
export function codeTable(
  concepts: readonly { readonly display: string; readonly codes: readonly CodeRow[] }[],
): readonly string[] {
  const named = concepts.length > 1;
  return table(
    [...(named ? ['For'] : []), 'System', 'Code', 'Meaning', 'What it does'],
    concepts.flatMap(({ display, codes }) =>
      merged(codes).map(([system, written, meaning, does], index) => [
        ...(named ? [index === 0 ? plain(display) : ''] : []),
        system,
        written,
        plain(meaning),
        does,
      ]),
    ),
  );
}

/** Codes of one system, use and meaning together; meanings that differ in one running number count as one. */
function merged(codes: readonly CodeRow[]): readonly (readonly [string, string, string, string])[] {
  const shape = ([system, , meaning, use, unverified]: CodeRow) =>
    [system, use, unverified, meaning.replace(/\d+/, '#')].join('|');
  const groups = Map.groupBy(codes, (row) => (running(codes, row, shape) ? shape(row) : `${shape(row)}|${row[2]}`));
  return [...groups.values()].flatMap((rows) => {
    const [first] = rows;
    const last = rows[rows.length - 1];
    if (first === undefined || last === undefined) return [];
    return [
      [systemWords(first), rows.map((row) => code(shownCode(row))).join(', '), span(first, last), doesWhat(first)],
    ];
  });
}

function running(codes: readonly CodeRow[], row: CodeRow, shape: (row: CodeRow) => string): boolean {
  const numbers = codes.filter((other) => shape(other) === shape(row)).map(([, , meaning]) => numberIn(meaning));
  return numbers.length > 2 && numbers.every((number, index) => number === (numbers[0] ?? 0) + index);
}

const numberIn = (meaning: string): number => Number(/\d+/.exec(meaning)?.[0]);

const span = ([, , first]: CodeRow, [, , last]: CodeRow): string =>
  first === last ? first : first.replace(/\d+/, `${numberIn(first)} to ${numberIn(last)}`);

const systemWords = ([system]: CodeRow): string => (system === 'SNOMED' ? 'SNOMED CT' : system);

/** A code as people write it: an NDC in 5-4-2; a category with what lies below it. */
export const shownCode = ([system, written]: CodeRow): string =>
  system === 'NDC' ? written.replace(/^(.{5})(.{4})(.{2})$/, '$1-$2-$3') : written;

function doesWhat([, written, , use, unverified]: CodeRow): string {
  const below = written.endsWith('*') ? ', with all codes below it' : '';
  if (unverified !== undefined) return `**unverified**: shown, never counts${below}`;
  switch (use) {
    case 'include':
      return `counts${below}`;
    case 'legacy':
      return `counts (an older code)${below}`;
    case 'review':
      return `**review**: shown, never counts${below}`;
    case 'exclude':
      return `**look-alike**: never matches${below}`;
  }
}

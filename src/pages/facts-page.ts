import { labDefinition, labNames } from '../facts/labs.ts';
import { codeTable, unitLines } from './codes-section.ts';
import { code, page, plain } from './markdown.ts';

/** The page of the tests we can read: codes, units, what is refused. */
export function factsPage(): string {
  return page([
    '# Tests: codes and units',
    '',
    '<!-- Written by `npm run pages` from src/facts/labs.ts. -->',
    '',
    'What a result must look like to count. The same for every policy.',
    '',
    '- **Status** final, amended or corrected. Entered in error or cancelled: as if it were not there. Any other status: shown,',
    '  and the line stays open ("not final").',
    '- **Day** of collection present, one day as its author wrote it; a result after the as-of date is set aside. A month, a year',
    '  or a period over several days: shown, and the line stays open ("undated").',
    '- **Unit** one of those listed, as UCUM code or as printed, in any spelling: capitals and blanks do not matter, nor how the',
    '  micro sign (`u`, `µ`, `mc`), a power of ten (`10*3`, `10^3`, `x10E3`, `x10(3)`, `10³`) or the cubic millimeter is written;',
    '  `G/L` is giga per liter. Braces are not passed over. Values are multiplied by the listed factor in exact decimals,',
    '  and nothing is rounded. A missing or unknown unit, or a printed unit that contradicts the code: the line stays open.',
    '- **Value** a number, a number with <, ≤, > or ≥ (it then stands for all numbers of that side), a titer 1:n, or a plain word',
    '  such as negative, not detected, positive, reactive. Other text is not interpreted: no decimal comma, no comma in',
    '  thousands, no range, no remark. Two values, or a code and words that differ, settle nothing.',
    '- **Plausible range** both ends included; a value outside it is shown, and the line stays open.',
    '- **Assay** of a titer by the words of code or method: "7-point" or "9-point"; "neutralizing", "NAb" or "luciferase" without',
    '  points; "ELISA", "total", "binding", "IgG", "IgM" or "immunoassay" is another assay. Otherwise not stated.',
    '- **Code** LOINC as listed. Codes in bold never settle a line.',
    '',
    ...labNames.flatMap(labSection),
  ]);
}

function labSection(name: (typeof labNames)[number]): readonly string[] {
  const lab = labDefinition(name);
  const order =
    lab.orderable === undefined ? [] : [`- To order it: ${plain(lab.orderable.text)}${loinc(lab.orderable.loinc)}.`];
  return [
    `## ${plain(lab.display)}`,
    '',
    ...(lab.source === 'vital-signs' ? ['- A vital sign, not a laboratory result.'] : []),
    ...unitLines(name),
    ...order,
    '',
    ...(lab.codes.length === 0 ? [] : codeTable([lab])),
    '',
  ];
}

const loinc = (written: string | undefined): string => (written === undefined ? '' : ` (LOINC ${code(written)})`);

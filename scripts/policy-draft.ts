/** The names that the files of a new policy share. */
export interface Names {
  readonly payer: string;
  readonly drug: string;
  readonly day: string;
  /** The brand, as people read it. */
  readonly brand: string;
  readonly policyId: string;
  readonly lineId: string;
  /** The payer as a constant. */
  readonly payerName: string;
  /** This version as a constant of the index. */
  readonly versionName: string;
}

/** Stands where the writer has not yet put the day on which the document was revised. */
const UNKNOWN_DAY = '1900-01-01';

const camel = (text: string): string => text.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
const kebab = (text: string): string => text.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();

/** All names of a new version, from what was asked for. */
export function namesOf(payer: string, drug: string, day: string, brand: string): Names {
  const payerName = camel(payer);
  return {
    payer,
    drug,
    day,
    brand,
    policyId: `${kebab(drug)}-${payer}`,
    lineId: `${kebab(drug).toUpperCase()}-1`,
    payerName,
    versionName: `${drug}${payerName.charAt(0).toUpperCase()}${payerName.slice(1)}${day.replaceAll('-', '')}`,
  };
}

/** `payer.ts`: names and identifiers are filled in by hand. */
export const payerFile = ({ payer, payerName }: Names): string => `import type { Payer } from '../payer.ts';

/** ${payer}: write its name as members know it, every spelling a Coverage may carry, and its identifiers. */
export const ${payerName}: Payer = { id: '${payer}', name: '${payer}', names: ['${payer}'], identifiers: [] };
`;

/** `about.ts`. */
export const aboutFile = ({ policyId, payer, drug, brand }: Names): string => `
/** What does not change between the versions of this policy. */
export const about = {
  id: '${policyId}',
  payer: '${payer}',
  drug: '${drug}',
  title: ${JSON.stringify(`${brand} coverage policy`)},
} as const;

/** The document; each version adds the day it was revised. */
export const document = { title: 'Draft: title of the document', publisher: '${payer}' } as const;

/** The remark that goes with every answer under this policy. */
export const planFirst = "The member's plan document comes before this policy.";
`;

/** A version of one attested line, marked as a draft in every answer. */
export const versionFile = ({ brand, payer, day, lineId }: Names): string => `
import { all, attested, criterion, policy } from '../../../criteria/write.ts';
import { about, document, planFirst } from './about.ts';

/** ${brand} under ${payer}, in force from ${day}. Draft: one line, until the document is written out. */
export default policy({
  ...about,
  version: '${day}',
  effective: { from: '${day}' },
  source: { ...document, revised: '${UNKNOWN_DAY}' },
  notices: [planFirst, 'Draft: the lines of this policy are not written yet. Do not rely on this answer.'],

  criteria: all(
    criterion('${lineId}', 'All that the policy asks for holds, by the word of the prescriber', attested(), {
      name: 'draft line',
      section: 'draft',
      ask: 'This patient meets all criteria of the policy',
    }),
  ),
});
`;

/** A decision table of three rows: answered yes, answered no, not answered. */
export const tableFile = ({ payer, drug, day, policyId, lineId }: Names): string => `
import type { Facts } from '../../../src/facts/facts.ts';
import current from '../../../src/policies/${payer}/${drug}/${day}.ts';
import { blankPatient } from '../../support/blank-patient.ts';
import type { DecisionTable } from '../../support/decision-table.ts';
import { answer, answers, himself } from '../../support/patient.ts';

/** Meets every line. */
const patient: Facts = { ...blankPatient('${drug}'), answers: [answer('${policyId}', '${lineId}', true)] };
const answered = (changed: Readonly<Record<string, boolean | undefined>>) => answers('${policyId}', changed);

/** The decision tables of all versions, newest first. */
export const tables: readonly DecisionTable[] = [
  {
    policy: current,
    patient,
    allowed: { '${lineId}': ['met', 'not-met', 'attest'] },
    rows: [
      ['nothing is different', himself, 'likely-approval', { '${lineId}': 'met' }],
      ['answered no', answered({ '${lineId}': false }), 'likely-denial not-medically-necessary', { '${lineId}': 'not-met' }],
      ['not answered', answered({ '${lineId}': undefined }), 'attestation-needed', { '${lineId}': 'attest needs-statement' }],
    ],
  },
];
`;

/** The table of a version that starts as a copy: the rows of the version before. */
export const nextTableFile = ({ payer, drug, day }: Names, newest: string, from: string): string => `
import next from '../../../src/policies/${payer}/${drug}/${day}.ts';
import type { DecisionTable } from '../../support/decision-table.ts';
import { tables as held } from './${from}';

/** The decision table of ${day}: the rows of ${newest} until a line changes. */
export const tables: readonly DecisionTable[] = held
  .filter(({ policy }) => policy.version === '${newest}')
  .map((table) => ({ ...table, policy: next }));
`;

/** The test that runs the tables of a file. */
export const testFile = (table: string): string => `import { decisionTable } from '../../support/decision-table.ts';
import { tables } from './${table}';

for (const { policy, patient, allowed, rows } of tables) decisionTable(policy, patient, allowed, rows);
`;

/** The newest version's file under a new day. The day its document was revised is for the writer to fill in. */
export function copied(text: string, newest: string, day: string): string {
  return replaced(text, `version: '${newest}'`, `version: '${day}'`)
    .replace(/effective: \{[^}]*\}/, `effective: { from: '${day}' }`)
    .replace(/revised: '[^']*'/, `revised: '${UNKNOWN_DAY}'`)
    .replace(`in force from ${newest}`, `in force from ${day}`);
}

/** A version's file with its last day. */
export const ended = (text: string, version: string, until: string): string =>
  replaced(text, `effective: { from: '${version}' }`, `effective: { from: '${version}', until: '${until}' }`);

/** The index with the new version, and the new payer, in their lists. */
export function listed(text: string, { payer, drug, day, payerName, versionName }: Names, newPayer: boolean): string {
  const version = added(
    `import ${versionName} from './${payer}/${drug}/${day}.ts';\n${text}`,
    'policies: readonly Policy[]',
    versionName,
  );
  return newPayer
    ? added(`import { ${payerName} } from './${payer}/payer.ts';\n${version}`, 'payers: readonly Payer[]', payerName)
    : version;
}

const added = (text: string, list: string, item: string): string => {
  const start = text.indexOf(`${list} = [`);
  const end = text.indexOf('];', start);
  if (start < 0 || end < 0) throw new Error(`src/policies/index.ts: no list "${list}"`);
  return `${text.slice(0, end).replace(/,\s*$/, '')}, ${item}${text.slice(end)}`;
};

function replaced(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`the newest version does not hold "${from}": write the next one by hand`);
  return text.replace(from, to);
}

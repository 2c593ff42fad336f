import type { Coded, SystemName } from '../facts/codes.ts';
import { itemsAt, textAt } from './json.ts';

/** Every form in which the code systems are written (UTG naming systems; older and OID forms are still seen). */
const SYSTEMS: ReadonlyMap<string, SystemName> = new Map([
  ['loinc.org', 'LOINC'],
  ['2.16.840.1.113883.6.1', 'LOINC'],
  ['snomed.info/sct', 'SNOMED'],
  ['2.16.840.1.113883.6.96', 'SNOMED'],
  ['hl7.org/fhir/sid/icd-10-cm', 'ICD-10-CM'],
  ['2.16.840.1.113883.6.90', 'ICD-10-CM'],
  ['hl7.org/fhir/sid/icd-10', 'ICD-10'],
  ['2.16.840.1.113883.6.3', 'ICD-10'],
  ['www.nlm.nih.gov/research/umls/rxnorm', 'RxNorm'],
  ['2.16.840.1.113883.6.88', 'RxNorm'],
  ['www.cms.gov/medicare/coding/hcpcsreleasecodesets', 'HCPCS'],
  ['2.16.840.1.113883.6.285', 'HCPCS'],
  ['bluebutton.cms.gov/resources/codesystem/hcpcs', 'HCPCS'],
  ['hl7.org/fhir/sid/ndc', 'NDC'],
  ['2.16.840.1.113883.6.69', 'NDC'],
  ['nucc.org/provider-taxonomy', 'NUCC'],
  ['2.16.840.1.113883.6.101', 'NUCC'],
  ['terminology.hl7.org/codesystem/v3-nuccprovidercodes', 'NUCC'],
  ['www.genenames.org', 'HGNC'],
  ['www.genenames.org/geneid', 'HGNC'],
  ['2.16.840.1.113883.6.281', 'HGNC'],
  ['www.ama-assn.org/go/cpt', 'CPT'],
  ['2.16.840.1.113883.6.12', 'CPT'],
  ['www.cms.gov/medicare/coding/place-of-service-codes/place_of_service_code_set', 'POS'],
  ['2.16.840.1.113883.15.5', 'POS'],
  ['terminology.hl7.org/codesystem/v3-rolecode', 'RoleCode'],
  ['hl7.org/fhir/v3/rolecode', 'RoleCode'],
  ['2.16.840.1.113883.5.111', 'RoleCode'],
  ['terminology.hl7.org/codesystem/v3-actcode', 'ActCode'],
  ['hl7.org/fhir/v3/actcode', 'ActCode'],
  ['2.16.840.1.113883.5.4', 'ActCode'],
  ['terminology.hl7.org/codesystem/organization-type', 'OrganizationType'],
]);

/** A code system by our name, or undefined for one we do not read. */
export function systemName(uri: string | undefined): SystemName | undefined {
  if (uri === undefined) return undefined;
  const known = WRITTEN.get(uri);
  if (known !== undefined) return known;
  const name = SYSTEMS.get(
    uri
      .replace(/\s+/g, '')
      .toLowerCase()
      .replace(/^(https?:\/\/|urn:oid:)/, '')
      .replace(/\/$/, ''),
  );
  if (name !== undefined && WRITTEN.size < MOST_SPELLINGS) WRITTEN.set(uri, name);
  return name;
}

/** Spellings that were met, of systems in our list alone: a chart holds the same few hundreds of times. */
const WRITTEN = new Map<string, SystemName>();
const MOST_SPELLINGS = 200;

/** The codes of a CodeableConcept in the systems we read, spelled as in our tables. */
export function codesOf(concept: unknown): readonly Coded[] {
  const codes: Coded[] = [];
  for (const coding of itemsAt(concept, 'coding')) {
    const system = systemName(textAt(coding, 'system'));
    const code = system === undefined ? undefined : textAt(coding, 'code');
    if (system !== undefined && code !== undefined) codes.push({ system, code: spelled(system, code) });
  }
  return codes;
}

/** No name is longer; what follows is not searched for names, so that megabytes of it cost nothing. */
const LONGEST_NAME = 10_000;

/** All words of a CodeableConcept: its text and the displays of its codings. */
export function wordsOf(concept: unknown): readonly string[] {
  const words: string[] = [];
  const text = textAt(concept, 'text');
  if (text !== undefined) words.push(shortened(text));
  for (const coding of itemsAt(concept, 'coding')) {
    const display = textAt(coding, 'display');
    if (display !== undefined) words.push(shortened(display));
  }
  return words;
}

const shortened = (text: string): string => (text.length > LONGEST_NAME ? text.slice(0, LONGEST_NAME) : text);

function spelled(system: SystemName, code: string): string {
  if (system === 'NDC') return ndcOf(code) ?? code;
  if (system === 'HGNC') return /^\d+$/.test(code) ? `HGNC:${code}` : code;
  return system === 'ICD-10-CM' || system === 'ICD-10' || system === 'HCPCS' ? code.toUpperCase() : code;
}

/** An NDC as 11 digits (5-4-2): from 5-4-2, 4-4-2, 5-3-2 or 5-4-1 with hyphens, or 11 digits. Ten bare digits are ambiguous, fewer are no NDC: both are left. */
export function ndcOf(code: string): string | undefined {
  if (/^\d{11}$/.test(code)) return code;
  const [, labeler, product, packaging] = /^(\d{4,5})-(\d{3,4})-(\d{1,2})$/.exec(code) ?? [];
  if (labeler === undefined || product === undefined || packaging === undefined) return undefined;
  if (labeler.length + product.length + packaging.length < 10) return undefined;
  return `${labeler.padStart(5, '0')}${product.padStart(4, '0')}${packaging.padStart(2, '0')}`;
}

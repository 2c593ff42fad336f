import { drugsNamedIn, lookAlikesNamedIn } from '../facts/drug-words.ts';
import { type DrugName, drugsOf } from '../facts/drugs.ts';
import { codesOf, wordsOf } from './codes.ts';
import { at, isResource, itemsAt, type Resource, shownText, textAt } from './json.ts';
import type { SentResources } from './reference.ts';

/** A drug as a resource names it: by a code of ours, or in words where it carries none. */
export interface NamedDrug {
  readonly drug: DrugName;
  readonly shown: string;
  readonly by: 'code' | 'words';
  /** False for words, for a code that other products share or nobody verified, and for codes of several drugs at once. */
  readonly decides: boolean;
}

/** What a medication[x] element says: drugs we know, or that it could not be read at all. */
export type ReadMedication =
  | { readonly kind: 'read'; readonly drugs: readonly NamedDrug[]; readonly concept: unknown }
  | { readonly kind: 'elsewhere'; readonly reference: string };

/** The drugs of medicationCodeableConcept, or of the Medication behind medicationReference: contained, in a Bundle sent, or still to be read. */
export function readMedication(resource: Resource, sent: SentResources): ReadMedication {
  const concept =
    at(resource, 'medicationCodeableConcept') ??
    (resource.resourceType === 'ServiceRequest' ? at(resource, 'code') : undefined);
  if (concept !== undefined) return { kind: 'read', drugs: drugsIn(concept), concept };
  const reference = at(resource, 'medicationReference');
  const display = textAt(reference, 'display');
  const medication = sent.resolve(reference, resource);
  const written = textAt(reference, 'reference');
  if (medication === undefined && written !== undefined && !written.startsWith('#'))
    return { kind: 'elsewhere', reference: written };
  const named = withWords(isResource(medication, 'Medication') ? conceptOf(medication) : undefined, display);
  return { kind: 'read', drugs: drugsIn(named), concept: named };
}

/** The code of a Medication; of its only ingredient where the code says nothing that can be read. */
export function conceptOf(medication: Resource): unknown {
  const code = at(medication, 'code');
  if (codesOf(code).length > 0 || wordsOf(code).length > 0) return code;
  const [ingredient, ...others] = itemsAt(medication, 'ingredient');
  return others.length === 0 ? (at(ingredient, 'itemCodeableConcept') ?? code) : code;
}

/** A concept and what a reference to it calls it. */
function withWords(concept: unknown, display: string | undefined): unknown {
  if (display === undefined) return concept;
  const text = textAt(concept, 'text');
  return { ...(text !== undefined && { text }), coding: [...itemsAt(concept, 'coding'), { display }] };
}

/** What the display of a medicationReference hints at, where the Medication is not to be had. */
export function hintedMedication(resource: Resource): Extract<ReadMedication, { kind: 'read' }> {
  const concept = withWords(undefined, textAt(resource, 'medicationReference', 'display'));
  return { kind: 'read', drugs: drugsIn(concept), concept };
}

const BILLING_OPTIONS = 'http://hl7.org/fhir/us/davinci-crd/StructureDefinition/ext-billing-options';

/** Codes that an order may be billed by, which stand beside its own: considered where those say nothing (CRD 2.2.1, billopt-2, billopt-3). */
const billingOptionsOf = (concept: unknown) =>
  itemsAt(concept, 'extension')
    .filter((each) => textAt(each, 'url') === BILLING_OPTIONS)
    .flatMap((each) => codesOf(at(each, 'valueCodeableConcept')));

/**
 * The drugs of our tables that a CodeableConcept names. Its codes settle that: those that are a drug, else those of which
 * a drug is possible; the code of a look-alike takes the drug away. Words are read only where no code is known to us.
 */
export function drugsIn(concept: unknown): readonly NamedDrug[] {
  const own = codesOf(concept).flatMap((code) => drugsOf(code));
  const matches = own.length > 0 ? own : billingOptionsOf(concept).flatMap((code) => drugsOf(code));
  const excluded = new Set(matches.filter((match) => match.excluded).map(({ name }) => name));
  const possible = matches.filter(({ name }) => !excluded.has(name));
  const certain = possible.filter(({ decides }) => decides);
  const coded = certain.length > 0 ? certain : possible;
  const words = wordsOf(concept);
  const named = matches.length > 0 ? coded.map(({ name }) => name) : words.flatMap(drugsNamedIn);
  const drugs = [...new Set(named)];
  const otherwise = new Set(words.flatMap(lookAlikesNamedIn));
  const shown = shownText(words[0] ?? '');
  return drugs
    .filter((drug) => certain.length > 0 || !otherwise.has(drug))
    .map((drug) => ({
      drug,
      shown: shown === '' ? (coded.find(({ name }) => name === drug)?.display ?? drug) : shown,
      by: coded.length > 0 ? 'code' : 'words',
      decides: certain.length > 0 && drugs.length === 1 && !otherwise.has(drug),
    }));
}

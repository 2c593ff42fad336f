import { type DrugName, drugsNamedIn, drugsOf } from '../facts/drugs.ts';
import { codesOf, wordsOf } from './codes.ts';
import { at, isResource, type Resource, shownText, textAt } from './json.ts';
import type { SentResources } from './reference.ts';

/** A drug as a resource names it. `decides` is false where only text or an unverified code says so. */
export interface NamedDrug {
  readonly drug: DrugName;
  readonly shown: string;
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
  const medication = sent.resolve(reference, resource);
  if (medication !== undefined && isResource(medication, 'Medication'))
    return { kind: 'read', drugs: drugsIn(at(medication, 'code')), concept: at(medication, 'code') };
  const written = textAt(reference, 'reference');
  const display = textAt(reference, 'display');
  const hint = display === undefined ? undefined : { text: display };
  if (written === undefined || written.startsWith('#')) return { kind: 'read', drugs: drugsIn(hint), concept: hint };
  return { kind: 'elsewhere', reference: written };
}

/** What the display of an unread medicationReference hints at. */
export function drugsHinted(resource: Resource): readonly NamedDrug[] {
  const display = textAt(resource, 'medicationReference', 'display');
  return display === undefined ? [] : drugsIn({ text: display });
}

/** Every drug of our tables that a CodeableConcept names: by code, else by its text as a hint. */
export function drugsIn(concept: unknown): readonly NamedDrug[] {
  const matches = codesOf(concept).flatMap((code) => drugsOf(code));
  const excluded = new Set(matches.filter((match) => match.excluded).map(({ name }) => name));
  const words = wordsOf(concept);
  const shown = shownText(words[0] ?? '');
  const byCode = matches.filter(({ name }) => !excluded.has(name));
  const named = words.flatMap((text) => drugsNamedIn(text)).filter((drug) => !excluded.has(drug));
  const drugs = [...new Set([...byCode.map(({ name }) => name), ...named])];
  return drugs.map((drug) => ({
    drug,
    shown: shown === '' ? (byCode.find(({ name }) => name === drug)?.display ?? drug) : shown,
    decides: byCode.some((match) => match.name === drug && match.decides),
  }));
}

import { dayOf } from '../facts/day.ts';
import type { DrugName } from '../facts/drugs.ts';
import type { Authorization } from '../facts/facts.ts';
import { wordsOf } from './codes.ts';
import { namesOf } from './coverage.ts';
import { at, isResource, itemsAt, type Resource, textAt } from './json.ts';
import { drugsIn } from './medication.ts';
import { referenceTo, type SentResources } from './reference.ts';

const MAX_DEPTH = 6;

/** True for an answered request for prior authorization; what was refused is left out drug by drug. */
export const isAuthorization = (resource: Resource): boolean =>
  textAt(resource, 'use') === 'preauthorization' &&
  textAt(resource, 'status') === 'active' &&
  ['complete', 'partial'].includes(textAt(resource, 'outcome') ?? '') &&
  !REFUSED.test(textAt(resource, 'disposition') ?? '');

/** The drugs of our tables that an insurer authorized, by code: on added lines, in extensions, or on the lines of the Claim that was answered. */
export function readAuthorizations(resource: Resource, sent: SentResources): readonly Authorization[] {
  if (!isAuthorization(resource)) return [];
  const lines = [...itemsAt(resource, 'item'), ...itemsAt(resource, 'addItem')];
  const refused = new Set(lines.filter(isRefused).map((line) => at(line, 'itemSequence')));
  const claim = sent.resolve(at(resource, 'request'), resource);
  const claimed =
    claim !== undefined && isResource(claim, 'Claim')
      ? itemsAt(claim, 'item').filter((item) => !refused.has(at(item, 'sequence')))
      : [];
  const named = [
    ...lines
      .filter((line) => !isRefused(line))
      .flatMap((line) => [at(line, 'productOrService'), ...conceptsWithin(line, 0)]),
    ...conceptsWithin(resource, 0),
    ...claimed.map((item) => at(item, 'productOrService')),
  ];
  const drugs = named.flatMap((concept) => drugsIn(concept)).filter(({ decides }) => decides);
  const day = dayOf(at(resource, 'created')) ?? dayOf(at(resource, 'preAuthPeriod', 'start'));
  return [...new Set(drugs.map(({ drug }): DrugName => drug))].map((drug) => ({
    reference: referenceTo(resource),
    drug,
    insurer: insurerOf(resource, sent),
    ...(day && { day }),
  }));
}

function insurerOf(resource: Resource, sent: SentResources): readonly string[] {
  const reference = at(resource, 'insurer');
  const organization = sent.resolve(reference, resource);
  const names = [...(organization ? namesOf(organization) : []), textAt(reference, 'display')];
  return [...new Set(names.filter((name) => name !== undefined))];
}

/** CodeableConcepts in the extensions of an element, nested ones too. */
function conceptsWithin(element: unknown, depth: number): readonly unknown[] {
  if (depth > MAX_DEPTH) return [];
  return itemsAt(element, 'extension').flatMap((extension) => [
    at(extension, 'valueCodeableConcept'),
    ...conceptsWithin(extension, depth + 1),
  ]);
}

const REFUSED =
  /\b(?:denied|denial|not (?:certified|approved|authorized)|rejected|declined|refused|pended|cancell?ed)\b/i;

/** Certified in total, in part, or as modified (X12 code list 306). */
const GRANTED: ReadonlySet<string> = new Set(['A1', 'A2', 'A6']);

/** A line with a review action that grants nothing, or with words that say so. */
function isRefused(line: unknown): boolean {
  const adjudications = itemsAt(line, 'adjudication');
  const actions = adjudications
    .flatMap((adjudication) => conceptsWithin(adjudication, 0))
    .flatMap((concept) => itemsAt(concept, 'coding'))
    .filter((coding) => /\b306$/.test(textAt(coding, 'system') ?? ''));
  const words = adjudications.flatMap((each) => [...wordsOf(at(each, 'category')), ...wordsOf(at(each, 'reason'))]);
  return (
    actions.some((coding) => !GRANTED.has(textAt(coding, 'code') ?? '')) || words.some((word) => REFUSED.test(word))
  );
}

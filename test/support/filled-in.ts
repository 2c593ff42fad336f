import type { QuestionnaireResponse, QuestionnaireResponseItem } from 'fhir/r4.js';
import { INFORMATION_ORIGIN } from '../../src/fhir/answer.ts';

const clinician = { reference: 'Practitioner/prescriber', display: 'Dr. Synthetic' };

/** How DTR 2.2 marks an answer that a person gave. */
export const byHand = (source: 'manual' | 'override' = 'manual') => ({
  url: INFORMATION_ORIGIN,
  extension: [
    { url: 'source', valueCode: source },
    { url: 'author', extension: [{ url: 'practitioner', valueReference: clinician }] },
  ],
});

/** A draft as a clinician completes it: a yes to each of these lines that is open, and nothing else touched. */
export function completed(draft: QuestionnaireResponse, lines: readonly string[], id = 'filled-in') {
  const fill = (item: QuestionnaireResponseItem): QuestionnaireResponseItem => ({
    ...item,
    ...(item.item && { item: item.item.map(fill) }),
    ...(item.answer === undefined &&
      lines.includes(item.linkId) && { answer: [{ extension: [byHand()], valueBoolean: true }] }),
  });
  return {
    ...draft,
    id,
    status: 'completed' as const,
    authored: '2026-08-14T15:05:00Z',
    author: clinician,
    item: draft.item?.map(fill) ?? [],
  };
}

/** Every item of a response, nested ones too. */
export const itemsIn = (items: readonly QuestionnaireResponseItem[] = []): readonly QuestionnaireResponseItem[] =>
  items.flatMap((item) => [item, ...itemsIn(item.item)]);

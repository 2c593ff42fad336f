import { dayOf } from '../facts/day.ts';
import type { Note } from '../facts/facts.ts';
import { wordsOf } from './codes.ts';
import { at, isModified, itemsAt, type Resource, shownText, textAt } from './json.ts';
import { effectiveDay } from './observation.ts';
import { referenceTo } from './reference.ts';

/** A document on record that a person can open. Its text is not read. */
export function readNote(resource: Resource): readonly Note[] {
  if (isModified(resource)) return [];
  switch (resource.resourceType) {
    case 'DocumentReference':
      return documentNote(resource);
    case 'DiagnosticReport':
      return reportNote(resource);
    default:
      return [];
  }
}

function documentNote(resource: Resource): readonly Note[] {
  if (textAt(resource, 'status') !== 'current' || textAt(resource, 'docStatus') === 'entered-in-error') return [];
  const titles = itemsAt(resource, 'content').map((content) => textAt(content, 'attachment', 'title'));
  return [
    note(
      resource,
      [textAt(resource, 'description'), ...wordsOf(at(resource, 'type')), ...titles],
      dayOf(at(resource, 'date')) ?? dayOf(at(resource, 'context', 'period', 'start')),
    ),
  ];
}

const ISSUED: ReadonlySet<string> = new Set(['final', 'amended', 'corrected', 'appended']);

function reportNote(resource: Resource): readonly Note[] {
  const forms = itemsAt(resource, 'presentedForm');
  if (!ISSUED.has(textAt(resource, 'status') ?? '') || forms.length === 0) return [];
  const titles = forms.map((form) => textAt(form, 'title'));
  return [note(resource, [...wordsOf(at(resource, 'code')), ...titles], effectiveDay(resource))];
}

function note(resource: Resource, names: readonly (string | undefined)[], day: string | undefined): Note {
  const name = names.find((each) => each !== undefined) ?? 'Document without a title';
  return { reference: referenceTo(resource), shown: shownText(name), ...(day && { day }) };
}

import type { Assessment } from './assessment.ts';
import type { Test } from './criterion.ts';
import { isOpen } from './status.ts';

/** Who can supply what an open line asks for: a test result, an entry in the chart, a note, words on the order, an answer. What takes longest comes first. */
export const suppliers = ['laboratory', 'record', 'note', 'order', 'person'] as const;

/** One of them. */
export type Supplier = (typeof suppliers)[number];

/** Who can settle an open line: those who can settle its open parts, each once. */
export function suppliersOf(item: Assessment): readonly Supplier[] {
  const found = new Set(openLeaves(item).map(supplierOf));
  return suppliers.filter((supplier) => found.has(supplier));
}

function openLeaves(item: Assessment): readonly Assessment[] {
  const open = item.parts.filter(({ status }) => isOpen(status));
  return open.length === 0 ? [item] : open.flatMap(openLeaves);
}

function supplierOf({ criterion: { test }, status, because }: Assessment): Supplier {
  if (status === 'attest' || because === 'needs-statement') return 'person';
  if (because === 'needs-note') return 'note';
  return test.kind === 'prior-response' && test.needs === 'note' ? 'note' : BY_KIND[test.kind];
}

const BY_KIND: Readonly<Record<Test['kind'], Supplier>> = {
  baseline: 'laboratory',
  'controlled-infection': 'laboratory',
  'inhibitor-negative': 'laboratory',
  'inhibitor-retest': 'laboratory',
  'lab-negative': 'laboratory',
  'lab-performed': 'laboratory',
  'no-active-infection': 'laboratory',
  'no-infection': 'laboratory',
  'own-level': 'laboratory',
  'recent-lab': 'laboratory',
  titer: 'laboratory',

  'course-dose': 'order',
  dose: 'order',
  kit: 'order',
  quantity: 'order',
  'stated-reason': 'order',

  'noted-statement': 'note',
  attested: 'person',

  age: 'record',
  'current-type': 'record',
  diagnosis: 'record',
  'documented-history': 'record',
  documents: 'record',
  'ever-had': 'record',
  'exposure-days': 'record',
  group: 'record',
  improved: 'record',
  indication: 'record',
  'inhibitor-never': 'record',
  'months-since': 'record',
  'never-received': 'record',
  'no-advanced-disease': 'record',
  'no-concurrent': 'record',
  'no-diagnosis': 'record',
  'other-use': 'record',
  'previous-treatment': 'record',
  'prior-response': 'record',
  prophylaxis: 'record',
  received: 'record',
  receiving: 'record',
  specialist: 'record',
  'specialist-at': 'record',
  'step-therapy': 'record',
  underlying: 'record',
};

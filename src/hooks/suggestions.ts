import type { ServiceRequest } from 'fhir/r4.js';
import type { Assessed, Assessment } from '../criteria/assessment.ts';
import { flat, stillNeeded } from '../criteria/read.ts';
import { drugDisplay } from '../facts/drugs.ts';
import type { OrderFacts } from '../facts/facts.ts';
import { type LabName, labDefinition } from '../facts/labs.ts';
import type { Suggestion } from './cds-hooks.ts';

/** One suggestion for each test whose result is missing: a draft order for it. Tests that were only not read are not ordered again. */
export function suggestionsFor(
  assessed: Assessed,
  order: OrderFacts,
  patientId: string,
  newId: () => string,
): readonly Suggestion[] {
  const missing = stillNeeded(assessed).filter(
    ({ because }) => because !== 'not-read' && because !== 'not-read-in-time',
  );
  const labs = new Set(
    missing
      .flatMap((item) => [item, ...flat(item.parts)])
      .filter(({ status }) => status === 'doc-missing')
      .flatMap(labOf),
  );
  return [...labs].flatMap((lab) => {
    const { orderable } = labDefinition(lab);
    return orderable === undefined ? [] : [suggestion(orderable, order, patientId, newId())];
  });
}

/** The test whose result a line asks for. */
function labOf({ criterion: { test }, because, evidence }: Assessment): readonly LabName[] {
  switch (test.kind) {
    case 'baseline':
    case 'own-level':
    case 'titer':
    case 'inhibitor-negative':
    case 'inhibitor-retest':
    case 'lab-performed':
    case 'recent-lab':
    case 'no-advanced-disease':
      return [test.lab];
    case 'no-infection':
      return test.confirming;
    case 'lab-negative':
      // The order for a titer names the assays of another policy.
      return test.undetected === undefined ? [test.lab] : [];
    case 'no-active-infection':
      return because === 'conflicting' ? [] : [because === 'not-final' ? test.confirm : test.screen];
    case 'controlled-infection':
      return [evidence.some(({ counts }) => counts) ? test.level : test.screen];
    case 'age':
    case 'attested':
    case 'course-dose':
    case 'current-type':
    case 'diagnosis':
    case 'prior-response':
    case 'dose':
    case 'improved':
    case 'indication':
    case 'other-use':
    case 'received':
    case 'specialist':
    case 'underlying':
    case 'documented-history':
    case 'documents':
    case 'ever-had':
    case 'exposure-days':
    case 'group':
    case 'stated-reason':
    case 'inhibitor-never':
    case 'kit':
    case 'months-since':
    case 'never-received':
    case 'no-concurrent':
    case 'no-diagnosis':
    case 'noted-statement':
    case 'previous-treatment':
    case 'receiving':
    case 'specialist-at':
    case 'step-therapy':
    case 'prophylaxis':
    case 'quantity':
      return [];
  }
}

function suggestion(
  { text, loinc }: { readonly text: string; readonly loinc?: string },
  order: OrderFacts,
  patientId: string,
  uuid: string,
): Suggestion {
  const resource: ServiceRequest = {
    resourceType: 'ServiceRequest',
    status: 'draft',
    intent: 'order',
    code: { text, ...(loinc && { coding: [{ system: 'http://loinc.org', code: loinc, display: text }] }) },
    subject: { reference: `Patient/${patientId}` },
    reasonCode: [{ text: `Coverage criteria for ${drugDisplay(order.drug)}` }],
  };
  return {
    label: `Order: ${text}`,
    uuid,
    actions: [{ type: 'create', description: `Draft order for ${text}`, resource }],
  };
}

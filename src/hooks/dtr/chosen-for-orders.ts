import type { OperationOutcomeIssue, Questionnaire } from 'fhir/r4.js';
import type { Policy } from '../../criteria/criterion.ts';
import type { DrugName } from '../../facts/drugs.ts';
import { type CoverageFact, readCoverage } from '../../fhir/coverage.ts';
import type { Resource } from '../../fhir/json.ts';
import { readMedication } from '../../fhir/medication.ts';
import { orderReference, readPlanned } from '../../fhir/order.ts';
import { policiesFor, policyInForce } from '../../policies/select.ts';
import { orderedDrug } from '../ordered-drug.ts';
import { isNamed, payerOf } from '../payer-of.ts';
import { planOf } from '../plan-of.ts';
import type { World } from '../world.ts';
import type { PackageRequest } from './package-request.ts';
import { questionnairesFitting } from './questionnaires.ts';

/** Which Questionnaires are handed out, and what a client has to know about it. */
export interface Chosen {
  readonly questionnaires: readonly Questionnaire[];
  readonly issues: readonly OperationOutcomeIssue[];
}

/**
 * Without a determination, what was sent decides: the policies for each order's drug in force on its day, of the payer that
 * the coverage names; of every payer, where it names none. Nothing is read from a server, and the place is not looked at.
 */
export function chosenForOrders(request: PackageRequest, world: World): Chosen {
  const found = request.orders.map((order, index) => policiesOf(order, index + 1, request, world));
  const policies = new Map(found.flat().map((policy) => [`${policy.id}|${policy.version}`, policy]));
  return {
    questionnaires: [...policies.values()].flatMap(({ id, version }) =>
      questionnairesFitting({ id, version }, world.publicUrl),
    ),
    issues: request.orders.flatMap((order, index) =>
      found[index]?.length === 0 ? [nothingHeld(orderReference(order, index + 1))] : [],
    ),
  };
}

function policiesOf(
  order: Resource,
  position: number,
  { coverage, sent }: PackageRequest,
  world: World,
): readonly Policy[] {
  const drug = drugOf(order, sent);
  if (drug === undefined) return [];
  const day = readPlanned(order, position).asOf ?? world.now().toISOString().slice(0, 10);
  const covered = readCoverage(coverage, day, sent);
  return payersOf(covered, drug, world)
    .map((payer) => policyInForce(drug, payer, day))
    .flatMap((held) => (held.kind === 'in-force' ? [held.policy] : []))
    .filter((policy) => planOf(policy, covered).kind === 'governed');
}

function drugOf(order: Resource, sent: PackageRequest['sent']): DrugName | undefined {
  const medication = readMedication(order, sent);
  const ordered = medication.kind === 'read' ? orderedDrug(medication.drugs, medication.concept) : undefined;
  return ordered === undefined || ordered.rivals.length > 0 ? undefined : ordered.named.drug;
}

function payersOf(coverage: CoverageFact, drug: DrugName, { payers }: World): readonly string[] {
  if (!isNamed(coverage)) return [...new Set(policiesFor(drug).map(({ payer }) => payer))];
  const found = payerOf(coverage, payers);
  return found.kind === 'payer' ? [found.payer.id] : [];
}

const nothingHeld = (order: string): OperationOutcomeIssue => ({
  severity: 'warning',
  code: 'not-found',
  diagnostics: `${order}: no policy text is held for its drug, its payer and its day, so there is nothing to fill in from here`,
});

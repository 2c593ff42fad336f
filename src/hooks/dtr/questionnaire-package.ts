import type { Bundle, OperationOutcome, OperationOutcomeIssue, Parameters, Questionnaire } from 'fhir/r4.js';
import { textAt } from '../../fhir/json.ts';
import { parseReference, referenceTo } from '../../fhir/reference.ts';
import { siteOfCarePolicies } from '../../policies/index.ts';
import type { Determination } from '../determination.ts';
import { HookError } from '../errors.ts';
import type { World } from '../world.ts';
import { type Chosen, chosenForOrders } from './chosen-for-orders.ts';
import { draftOf } from './draft.ts';
import { type PackageRequest, readPackageRequest } from './package-request.ts';
import { questionnaireFitting, questionnairesFitting, readCanonical } from './questionnaires.ts';

/**
 * $questionnaire-package (DTR 2.2.0): each Questionnaire with one draft response. Canonicals, where given, say which; else
 * the determination behind the context does; else the orders. Throws `not-found` for a context that is not known.
 */
export async function questionnairePackage(received: unknown, world: World): Promise<Parameters> {
  const request = readPackageRequest(received);
  const determination = await determinationOf(request, world);
  const { questionnaires, issues } = chosen(request, determination, world);
  const packages = questionnaires.map((questionnaire) => packaged(questionnaire, request, determination, world));
  const outcome: OperationOutcome = { resourceType: 'OperationOutcome', issue: [...issues] };
  return {
    resourceType: 'Parameters',
    parameter: [
      ...packages.map((resource) => ({ name: 'packagebundle', resource })),
      ...(issues.length === 0 ? [] : [{ name: 'outcome', resource: outcome }]),
    ],
  };
}

/** A determination opens only beside the coverage and the patient that it was made for: it holds what the chart says. */
async function determinationOf(
  { context, coverageReference, subject }: PackageRequest,
  { determinations }: World,
): Promise<Determination | undefined> {
  if (context === undefined) return undefined;
  const kept = await determinations.find(context);
  const isOthers = kept !== undefined && `Patient/${kept.patientId}` !== subject;
  const { coverage = coverageReference } = kept?.determination ?? {};
  if (kept === undefined || isOthers || coverage !== coverageReference)
    throw new HookError('not-found', 'Parameters.context: no determination with this id is kept for this coverage');
  return kept.determination;
}

function chosen(request: PackageRequest, determination: Determination | undefined, world: World): Chosen {
  if (request.questionnaires.length > 0) return asNamed(request.questionnaires, world);
  return determination === undefined ? chosenForOrders(request, world) : asJudged(determination, world);
}

function asNamed(canonicals: readonly string[], { publicUrl, now }: World): Chosen {
  const today = now().toISOString().slice(0, 10);
  const found = canonicals.map((each) => questionnaireFitting(readCanonical(each), publicUrl, today));
  const missing = found.flatMap((each, index) => (each === undefined ? [index + 1] : []));
  return {
    questionnaires: withoutRepeats(found.filter((each) => each !== undefined)),
    issues: missing.map((place) => ({
      severity: 'warning',
      code: 'not-found',
      diagnostics: `Parameters.questionnaire (${place}.): no Questionnaire with this canonical is held here`,
    })),
  };
}

const withoutRepeats = (found: readonly Questionnaire[]): readonly Questionnaire[] => [
  ...new Map(found.map((each) => [`${each.url}|${each.version}`, each])).values(),
];

/** The policy that was judged by, and the one on the place where something is needed for that. */
function asJudged(determination: Determination, { publicUrl }: World): Chosen {
  const needed = [
    ...(determination.criteria.length > 0 ? [determination.policy] : []),
    ...((determination.siteOfCare?.stillNeeded.length ?? 0) > 0 ? [placePolicyOf(determination)] : []),
  ].filter((policy) => policy !== undefined);
  const questionnaires = needed.flatMap(({ id, version }) => questionnairesFitting({ id, version }, publicUrl));
  return { questionnaires, issues: questionnaires.length > 0 ? [] : [nothingToAsk] };
}

/** The policy by which the place was judged. */
const placePolicyOf = ({ siteOfCare }: Determination) =>
  siteOfCarePolicies.find(({ gate }) => siteOfCare?.criteria.some(({ id }) => id === gate.id));

/** Whether a determination holds the lines that a Questionnaire asks for, in the same version. */
const isFilledBy = ({ id, version }: Questionnaire, determination: Determination): boolean =>
  [determination.policy, placePolicyOf(determination)].some(
    (policy) => policy !== undefined && policy.id === id && policy.version === version,
  );

const nothingToAsk: OperationOutcomeIssue = {
  severity: 'information',
  code: 'informational',
  diagnostics:
    'No policy text was judged for this order, so there is nothing to fill in; the plan itself knows what it asks for',
};

function packaged(
  questionnaire: Questionnaire,
  request: PackageRequest,
  determination: Determination | undefined,
  world: World,
): Bundle {
  const { coverageReference, subject, orders } = request;
  const references = [
    ...(determination ? [determination.order] : []),
    ...orders.filter((order) => textAt(order, 'id') !== undefined).map(referenceTo),
  ].filter(isOnServer);
  const response = draftOf(questionnaire, {
    publicUrl: world.publicUrl,
    ...(determination && isFilledBy(questionnaire, determination) && { determination }),
    subject,
    coverage: coverageReference,
    orders: [...new Set(references)],
    authored: world.now().toISOString(),
  });
  return {
    resourceType: 'Bundle',
    type: 'collection',
    timestamp: world.now().toISOString(),
    entry: [
      { fullUrl: questionnaire.url, resource: questionnaire },
      { fullUrl: `urn:uuid:${world.newId()}`, resource: response },
    ],
  };
}

/** An order without an id is named by its place in the Bundle: nothing to point at. */
const isOnServer = (reference: string): boolean =>
  parseReference(reference) !== undefined && !reference.includes('(entry');

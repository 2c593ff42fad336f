import { at, isResource, itemsAt, type Resource, textAt } from '../../fhir/json.ts';
import { parseReference, referenceTo, SentResources } from '../../fhir/reference.ts';
import { HookError } from '../errors.ts';

/** What $questionnaire-package is asked for (DTR 2.2.0, dtr-qpackage-input-parameters). */
export interface PackageRequest {
  readonly coverage: Resource;
  /** Reference to the coverage. */
  readonly coverageReference: string;
  /** Reference to the patient. */
  readonly subject: string;
  readonly orders: readonly Resource[];
  /** Canonicals, with or without a version. */
  readonly questionnaires: readonly string[];
  /** The id of a determination. */
  readonly context?: string;
  /** Everything sent, to resolve references among it. */
  readonly sent: SentResources;
}

/** Reads it. Throws `malformed` for what is no Parameters, `parameter-missing` for what the guide requires. `changedsince` is not heeded: the answer is always whole. */
export function readPackageRequest(received: unknown): PackageRequest {
  if (!isResource(received, 'Parameters')) throw new HookError('malformed', 'body: a Parameters resource is expected');
  const parameters = itemsAt(received, 'parameter');
  const named = (name: string) => parameters.filter((each) => textAt(each, 'name') === name);
  const resources = (name: string) =>
    named(name)
      .map((each) => at(each, 'resource'))
      .filter((each) => isResource(each));
  const coverage = onlyCoverage(resources('coverage'));
  const orders = resources('order');
  const questionnaires = named('questionnaire').flatMap(
    (each) => textAt(each, 'valueCanonical') ?? textAt(each, 'valueUri') ?? [],
  );
  const [context] = named('context').flatMap((each) => textAt(each, 'valueString') ?? []);
  if (orders.length === 0 && questionnaires.length === 0 && context === undefined)
    throw new HookError('parameter-missing', 'Parameters: at least one of order, questionnaire and context is needed');
  const sent = new SentResources();
  for (const resource of [coverage, ...orders, ...resources('referenced')]) sent.add(resource);
  return {
    coverage,
    coverageReference: referenceTo(coverage),
    subject: subjectOf(coverage, orders),
    orders,
    questionnaires,
    ...(context !== undefined && { context }),
    sent,
  };
}

function onlyCoverage([coverage, second]: readonly Resource[]): Resource {
  if (coverage === undefined || second !== undefined || coverage.resourceType !== 'Coverage')
    throw new HookError('parameter-missing', 'Parameters.coverage: exactly one Coverage is needed');
  if (textAt(coverage, 'id') === undefined)
    throw new HookError('parameter-missing', 'Parameters.coverage: needs the id that it has on your server');
  return coverage;
}

/** The patient that the coverage and the orders are for; one and the same. */
function subjectOf(coverage: Resource, orders: readonly Resource[]): string {
  const named = [at(coverage, 'beneficiary'), ...orders.map((order) => at(order, 'subject'))];
  const subjects = new Set(
    named.flatMap((reference) => {
      const parsed = parseReference(textAt(reference, 'reference') ?? '');
      return parsed?.type === 'Patient' ? [`Patient/${parsed.id}`] : [];
    }),
  );
  const [subject, other] = subjects;
  if (subject === undefined)
    throw new HookError('parameter-missing', 'Parameters.coverage: its beneficiary, a Patient, is needed');
  if (other !== undefined)
    throw new HookError('malformed', 'Parameters: the coverage and the orders are not of the same patient');
  return subject;
}

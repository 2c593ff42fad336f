import * as z from 'zod';
import { at, itemsAt, type Resource, textAt } from '../fhir/json.ts';
import { parseReference } from '../fhir/reference.ts';
import { answerInCards } from './answer-in-cards.ts';
import type { HookResponse } from './cds-hooks.ts';
import type { DatedDetermination } from './determination.ts';
import { questionnairePackage } from './dtr/questionnaire-package.ts';
import { HookError } from './errors.ts';
import { isOrderType } from './orders.ts';
import type { World } from './world.ts';

/** A call of the SMART app, in the members of a hook call. Its right to an answer is still to be shown. */
export interface SmartCall {
  readonly fhirServer: string;
  readonly token?: string;
  readonly patientId: string;
  /** Reference to an order on that server. */
  readonly order?: string;
  /** The id of a stored determination. */
  readonly determination?: string;
}

const text = z.string().trim().min(1);
const body = z.looseObject({
  fhirServer: text,
  fhirAuthorization: z.looseObject({ access_token: text }).optional(),
  context: z.looseObject({ patientId: text, order: text.optional(), determination: text.optional() }),
});

/** Reads it. Throws `malformed`. */
export function readSmartCall(received: unknown): SmartCall {
  const read = body.safeParse(received);
  if (!read.success) {
    const members = read.error.issues.map(({ path }) => path.join('.') || 'body');
    throw new HookError('malformed', `${members.slice(0, 5).join(', ')}: a text is expected`);
  }
  const { fhirServer, fhirAuthorization, context } = read.data;
  const { patientId, order, determination } = context;
  return {
    fhirServer,
    patientId,
    ...(fhirAuthorization && { token: fhirAuthorization.access_token }),
    ...(order !== undefined && { order }),
    ...(determination !== undefined && { determination }),
  };
}

/** Whether the FHIR server gives this patient for this token: who may read a chart there may read here what was made of it. */
export async function readsPatient({ fhirServer, token, patientId }: SmartCall, world: World): Promise<boolean> {
  const reading = await world.openReader(fhirServer, token)?.read({ type: 'Patient', id: patientId });
  return reading?.kind === 'read' && reading.resources.some((each) => textAt(each, 'id') === patientId);
}

/** Judges an order as it stands on the FHIR server, as at its signing. Throws `malformed`, `not-found`. */
export async function judgeOnServer(call: SmartCall, world: World): Promise<HookResponse> {
  const { fhirServer, token, patientId } = call;
  const order = await orderOnServer(call, world);
  return answerInCards(
    {
      hook: 'order-sign',
      hookInstance: world.newId(),
      patientId,
      fhirServer,
      ...(token !== undefined && { token }),
      about: { kind: 'orders', orders: [order] },
      bundle: { resourceType: 'Bundle', type: 'collection', entry: [{ resource: order }] },
      prefetch: undefined,
    },
    world,
  );
}

async function orderOnServer({ fhirServer, token, patientId, order }: SmartCall, world: World): Promise<Resource> {
  const named = parseReference(order ?? '');
  if (named === undefined || !isOrderType(named.type))
    throw new HookError('malformed', 'context.order: a reference such as MedicationRequest/123 is expected');
  const reading = await world.openReader(fhirServer, token)?.read(named);
  const found =
    reading?.kind === 'read' ? reading.resources.find((each) => textAt(each, 'id') === named.id) : undefined;
  if (found === undefined || !isOf(patientId, found))
    throw new HookError('not-found', 'context.order: the FHIR server gives no such order of this patient');
  return found;
}

const isOf = (patientId: string, order: Resource): boolean => {
  const subject = parseReference(textAt(at(order, 'subject') ?? at(order, 'patient'), 'reference') ?? '');
  return subject?.type === 'Patient' && subject.id === patientId;
};

/** A stored determination, of this patient only. Throws `not-found`. */
export async function determinationFor(
  { determination, patientId }: SmartCall,
  world: World,
): Promise<DatedDetermination> {
  const kept = determination === undefined ? undefined : await world.determinations.find(determination);
  if (kept === undefined || kept.patientId !== patientId)
    throw new HookError('not-found', 'context.determination: none with this id is kept for this patient');
  return { at: kept.at, determination: kept.determination };
}

/**
 * The Questionnaires behind a stored determination, each with a draft response (DTR's package). One without a coverage
 * has none to name in a draft. Throws `not-found`.
 */
export async function packageFor(call: SmartCall, world: World) {
  const { id, coverage } = (await determinationFor(call, world)).determination;
  const named = parseReference(coverage ?? '');
  if (named === undefined) throw new HookError('not-found', 'context.determination: it was made without a coverage');
  const beneficiary = { reference: `Patient/${call.patientId}` };
  const parameters = {
    resourceType: 'Parameters',
    parameter: [
      { name: 'coverage', resource: { resourceType: 'Coverage', id: named.id, beneficiary } },
      { name: 'context', valueString: id },
    ],
  };
  const answer = await questionnairePackage(parameters, world);
  return itemsAt(answer, 'parameter').map((each) => at(each, 'resource'));
}

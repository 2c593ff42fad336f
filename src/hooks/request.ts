import * as z from 'zod';
import { at, isResource, itemsAt, type Resource } from '../fhir/json.ts';
import { parseReference } from '../fhir/reference.ts';
import { HookError } from './errors.ts';

/** An order-sign call after the edge: only what we use of it, normalised. Resources stay as they were sent. */
export interface OrderSignRequest {
  readonly hookInstance: string;
  readonly patientId: string;
  readonly userId?: string;
  readonly fhirServer?: string;
  readonly token?: string;
  /** The patient the token was granted for. */
  readonly tokenPatient?: string;
  readonly draftOrders: readonly Resource[];
  /** The Bundle as sent, for references between its entries. */
  readonly draftBundle: unknown;
  readonly prefetch: unknown;
}

const text = z.string().trim().min(1);
const absent = z.null().transform(() => undefined);
const optional = <T extends z.ZodType>(type: T) => z.union([type, absent]).optional();

/** Loose on purpose: unknown members, and nulls for absent ones, are what real clients send (standards.md 1.3, traps 8, 25). */
const body = z.looseObject({
  hook: text,
  hookInstance: text,
  fhirServer: optional(z.string()),
  fhirAuthorization: optional(z.looseObject({ access_token: optional(z.string()), patient: optional(z.string()) })),
  prefetch: optional(z.looseObject({})),
  context: z.looseObject({
    patientId: text,
    userId: optional(z.string()),
    draftOrders: z.looseObject({ resourceType: text }),
  }),
});

/** Reads the body of an order-sign call. Throws `malformed`, naming the member, when it is none. */
export function readRequest(received: unknown): OrderSignRequest {
  const parsed = body.safeParse(received);
  if (!parsed.success) throw new HookError('malformed', explain(parsed.error));
  const { hook, hookInstance, fhirServer, fhirAuthorization, context } = parsed.data;
  if (hook !== 'order-sign') throw new HookError('malformed', 'hook: this service answers order-sign only');
  const token = fhirAuthorization?.access_token;
  const tokenPatient = fhirAuthorization?.patient;
  return {
    hookInstance,
    patientId: patientIdOf(context.patientId),
    draftOrders: ordersIn(context.draftOrders),
    draftBundle: at(received, 'context', 'draftOrders'),
    prefetch: at(received, 'prefetch'),
    ...(context.userId && { userId: context.userId }),
    ...(fhirServer && { fhirServer }),
    ...(token && { token }),
    ...(tokenPatient && { tokenPatient: patientIdOf(tokenPatient) }),
  };
}

/** Many clients send `Patient/123` where the hook asks for the bare id. */
function patientIdOf(written: string): string {
  const parsed = parseReference(written);
  return parsed?.type === 'Patient' ? parsed.id : written;
}

/** The orders of the Bundle, of any status (a re-sign sends active ones); a lone resource counts as one. */
function ordersIn(draftOrders: unknown): readonly Resource[] {
  if (isResource(draftOrders, 'Bundle'))
    return itemsAt(draftOrders, 'entry')
      .map((entry) => at(entry, 'resource'))
      .filter((each) => isResource(each));
  return isResource(draftOrders) ? [draftOrders] : [];
}

const explain = (error: z.ZodError): string =>
  error.issues
    .slice(0, 5)
    .map(({ path, message }) => `${path.length === 0 ? 'body' : path.join('.')}: ${message}`)
    .join('; ');

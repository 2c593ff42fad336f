import * as z from 'zod';
import { at, isResource, itemsAt, type Path, type Resource } from '../fhir/json.ts';
import { parseReference } from '../fhir/reference.ts';
import { limitOrders } from './call-limits.ts';
import { HookError } from './errors.ts';

/** The hooks that are answered (CDS Hooks library). Each is a service of the same name. */
export const hooks = ['order-sign', 'order-select', 'order-dispatch', 'appointment-book'] as const;

/** One of them. */
export type Hook = (typeof hooks)[number];

/** A call after the edge: only what we use of it, normalised. Resources stay as they were sent. */
export interface HookCall {
  readonly hook: Hook;
  readonly hookInstance: string;
  readonly patientId: string;
  readonly userId?: string;
  readonly fhirServer?: string;
  readonly token?: string;
  /** The patient the token was granted for. */
  readonly tokenPatient?: string;
  /** What the hook is about. */
  readonly about: About;
  /** The Bundle as sent, for references between its entries. */
  readonly bundle: unknown;
  readonly prefetch: unknown;
}

/** Orders sent along, those selected among them where the hook says so; orders named, and who is to carry them out; or appointments. */
export type About =
  | { readonly kind: 'orders'; readonly orders: readonly Resource[]; readonly selections?: readonly string[] }
  | { readonly kind: 'dispatched'; readonly references: readonly string[]; readonly performer?: string }
  | { readonly kind: 'appointments'; readonly appointments: readonly Resource[] };

const text = z.string().trim().min(1);
const absent = z.null().transform(() => undefined);
const optional = <T extends z.ZodType>(type: T) => z.union([type, absent]).optional();
const bundle = z.looseObject({ resourceType: text });
const patientContext = { patientId: text, userId: optional(z.string()) };

/** Loose on purpose: unknown members, and nulls for absent ones, are what real clients send (standards.md 1.3, traps 8, 25). */
const bodyWith = <Context extends z.ZodType>(context: Context) =>
  z.looseObject({
    hook: text,
    hookInstance: text,
    fhirServer: optional(z.string()),
    fhirAuthorization: optional(z.looseObject({ access_token: optional(z.string()), patient: optional(z.string()) })),
    prefetch: optional(z.looseObject({})),
    context,
  });

const signed = bodyWith(z.looseObject({ ...patientContext, draftOrders: bundle }));
const selected = bodyWith(
  z.looseObject({ ...patientContext, draftOrders: bundle, selections: optional(z.array(text)) }),
);
/** Older drafts of the hook name one `order` (standards.md, trap 30). */
const dispatched = bodyWith(
  z
    .looseObject({
      ...patientContext,
      dispatchedOrders: optional(z.array(text)),
      order: optional(text),
      performer: optional(text),
    })
    .refine(({ dispatchedOrders, order }) => dispatchedOrders !== undefined || order !== undefined, {
      path: ['dispatchedOrders'],
      message: 'the orders that are dispatched are expected',
    }),
);
const booked = bodyWith(z.looseObject({ ...patientContext, appointments: bundle }));

/** Reads the body of a call of a hook. Throws `malformed`, naming the member, when it is none; `too-large`. */
export function readRequest(received: unknown, expected: Hook = 'order-sign'): HookCall {
  switch (expected) {
    case 'order-sign': {
      const { context } = parsed(signed, received, expected);
      return callOf(received, expected, { kind: 'orders', orders: resourcesIn(context.draftOrders) }, 'draftOrders');
    }
    case 'order-select': {
      const { context } = parsed(selected, received, expected);
      const { draftOrders, selections } = context;
      const about = { kind: 'orders' as const, orders: resourcesIn(draftOrders), ...(selections && { selections }) };
      return callOf(received, expected, about, 'draftOrders');
    }
    case 'order-dispatch': {
      const { dispatchedOrders, order, performer } = parsed(dispatched, received, expected).context;
      const references = [...(dispatchedOrders ?? []), ...(order === undefined ? [] : [order])];
      limitOrders(references.length);
      return callOf(received, expected, { kind: 'dispatched', references, ...(performer && { performer }) });
    }
    case 'appointment-book': {
      const { context } = parsed(booked, received, expected);
      const appointments = resourcesIn(context.appointments).filter((each) => isResource(each, 'Appointment'));
      return callOf(received, expected, { kind: 'appointments', appointments }, 'appointments');
    }
  }
}

function parsed<Body extends z.ZodType<{ hook: string }>>(
  body: Body,
  received: unknown,
  expected: Hook,
): z.infer<Body> {
  const read = body.safeParse(received);
  if (!read.success) throw new HookError('malformed', explain(read.error));
  if (read.data.hook !== expected) throw new HookError('malformed', `hook: this service answers ${expected} only`);
  return read.data;
}

/** What every call holds. It was checked before. */
function callOf(received: unknown, hook: Hook, about: About, bundleAt?: string): HookCall {
  const textAt = (...path: Path) => {
    const found = at(received, ...path);
    return typeof found === 'string' ? found : '';
  };
  const [userId, fhirServer] = [textAt('context', 'userId'), textAt('fhirServer')];
  const [token, tokenPatient] = [textAt('fhirAuthorization', 'access_token'), textAt('fhirAuthorization', 'patient')];
  return {
    hook,
    hookInstance: textAt('hookInstance').trim(),
    patientId: patientIdOf(textAt('context', 'patientId').trim()),
    about,
    bundle: bundleAt === undefined ? undefined : at(received, 'context', bundleAt),
    prefetch: at(received, 'prefetch'),
    ...(userId && { userId }),
    ...(fhirServer && { fhirServer }),
    ...(token && { token }),
    ...(tokenPatient && { tokenPatient: patientIdOf(tokenPatient) }),
  };
}

/** Many clients send `Patient/123` where the hook asks for the bare id. */
function patientIdOf(written: string): string {
  const reference = parseReference(written);
  return reference?.type === 'Patient' ? reference.id : written;
}

/** The resources of a Bundle, of any status (a re-sign sends active orders); a lone resource counts as one. */
function resourcesIn(sent: unknown): readonly Resource[] {
  if (!isResource(sent, 'Bundle')) return isResource(sent) ? [sent] : [];
  const entries = itemsAt(sent, 'entry');
  limitOrders(entries.length);
  return entries.map((entry) => at(entry, 'resource')).filter((each) => isResource(each));
}

const explain = (error: z.ZodError): string =>
  error.issues
    .slice(0, 5)
    .map(({ path, message }) => `${path.length === 0 ? 'body' : path.join('.')}: ${message}`)
    .join('; ');

import * as z from 'zod';
import { isCoverageInformation } from './coverage-information.ts';

const text = z.string().trim().min(1);
const coding = z.strictObject({ code: text, system: z.url(), display: text.optional() });
const extension = z.record(z.string(), z.unknown()).optional();
const resource = z.looseObject({ resourceType: text });
const type = z.enum(['create', 'update', 'delete']);

const isWhole = (each: { type: string; resource?: unknown; resourceId?: string | undefined }) =>
  each.type === 'delete' ? each.resourceId !== undefined && each.resource === undefined : each.resource !== undefined;

const action = z
  .strictObject({ type, description: text, resource: resource.optional(), resourceId: text.optional(), extension })
  .refine(isWhole, 'a delete names what goes, anything else holds a resource');

const suggestion = z.strictObject({
  label: text,
  uuid: z.uuid(),
  isRecommended: z.boolean().optional(),
  actions: z.array(action).min(1).optional(),
  extension,
});

const link = z
  .strictObject({
    label: text,
    url: z.url(),
    type: z.enum(['absolute', 'smart']),
    appContext: text.optional(),
    autolaunchable: z.boolean().optional(),
    extension,
  })
  .refine((each) => each.type === 'smart' || each.appContext === undefined, 'appContext: goes with smart only');

/** The card types that a topic or a configuration option may name (ValueSet cardType). */
export const CARD_TYPES = [
  'coverage-info',
  'unsolicited-determ',
  'claim',
  'insurance',
  'limits',
  'network',
  'appropriate-use',
  'cost',
  'therapy-alternatives-opt',
  'therapy-alternatives-req',
  'clinical-reminder',
  'duplicate-therapy',
  'contraindication',
  'guideline',
  'off-guideline',
] as const;
const TYPES = 'http://terminology.hl7.org/CodeSystem/cdshooks-card-type';

const topic = coding.refine(
  ({ system, code }) => system !== TYPES || (CARD_TYPES as readonly string[]).includes(code),
  'a card type',
);

const card = z
  .strictObject({
    uuid: z.uuid(),
    summary: text.max(139),
    detail: text.optional(),
    indicator: z.enum(['info', 'warning', 'critical']),
    source: z.strictObject({ label: text, topic, url: z.url().optional(), icon: z.url().optional(), extension }),
    suggestions: z.array(suggestion).min(1).optional(),
    selectionBehavior: z.enum(['at-most-one', 'any']).optional(),
    overrideReasons: z
      .array(coding.required({ display: true }))
      .min(1)
      .optional(),
    links: z.array(link).min(1).optional(),
    extension,
  })
  .refine(
    (each) => each.suggestions === undefined || each.selectionBehavior !== undefined,
    'selectionBehavior: absent',
  );

const carriesAnswer = ({ extension: carried }: Record<string, unknown>): boolean =>
  Array.isArray(carried) && carried.some(isCoverageInformation);

const coverageUpdate = z.strictObject({
  type: z.literal('update'),
  description: text,
  resource: resource.refine(carriesAnswer, 'crd-respci1: coverage-information on it'),
  extension,
});

/** CRDHooksResponseBase; a description on each action is asked for by CDS Hooks 2.0.1 (Action). */
export const responseBase = z.strictObject({
  cards: z.array(card),
  systemActions: z.array(action).optional(),
  extension,
});

/** CRDHooksResponse-coverageInformation, with no action where nothing is new (resp-35). */
export const coverageResponse = responseBase.extend({ systemActions: z.array(coverageUpdate) });

/** Lists that may be empty: the one by CDS Hooks, the other by what CRD clients look for. */
const MAY_BE_EMPTY: ReadonlySet<string> = new Set(['cards', 'systemActions']);

/** Where an answer holds null, "", {} or []. An order is echoed as it was sent: only what was added to it counts. */
export function emptyValues(value: unknown, path = ''): readonly string[] {
  if (value === null || value === '') return [`${path}: ${JSON.stringify(value)}`];
  if (typeof value !== 'object') return [];
  const members = Object.entries(addedTo(value, path));
  if (members.length > 0)
    return members.flatMap(([key, each]) => emptyValues(each, path === '' ? key : `${path}.${key}`));
  return (Array.isArray(value) && MAY_BE_EMPTY.has(path)) || isEcho(path) ? [] : [`${path}: ${JSON.stringify(value)}`];
}

const isEcho = (path: string): boolean => /^systemActions\.\d+\.resource$/.test(path);

function addedTo(value: object | undefined, path: string): object {
  const { extension: carried } = value as { extension?: unknown };
  if (!isEcho(path)) return value ?? {};
  return Array.isArray(carried) ? carried.filter(isCoverageInformation) : {};
}

/** What is wrong with an answer, by its model and by the rules of JSON in CDS Hooks. */
export function responseFaults(answer: unknown, model: z.ZodType = coverageResponse): readonly string[] {
  const parsed = model.safeParse(answer);
  const shape = parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  return [...shape, ...emptyValues(answer)];
}

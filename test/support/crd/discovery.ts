import * as z from 'zod';
import { CARD_TYPES } from './response.ts';

const text = z.string().trim().min(1);

/** dev-4, dev-5: all five members, and a default of the option's own type. `max-cards` is the guide's own addition. */
const option = z
  .strictObject({
    code: z.enum([...CARD_TYPES, 'max-cards']),
    type: z.enum(['boolean', 'integer']),
    name: text,
    description: text,
    default: z.union([z.boolean(), z.int()]),
  })
  .refine(
    (each) => typeof each.default === (each.type === 'boolean' ? 'boolean' : 'number'),
    'default: not of its type',
  );

type Option = z.infer<typeof option>;
const differIn = (member: 'code' | 'name' | 'description') => (options: readonly Option[]) =>
  new Set(options.map((each) => each[member])).size === options.length;

/** dev-8. */
const options = z
  .array(option)
  .refine(differIn('code'), 'code: not unique')
  .refine(differIn('name'), 'name: not unique')
  .refine(differIn('description'), 'description: not unique')
  .refine(
    (all) => all.some(({ code, type }) => code === 'coverage-info' && type === 'boolean'),
    'coverage-info: absent',
  );

const service = z.strictObject({
  hook: text,
  id: z.string().regex(/^[A-Za-z0-9-]+$/),
  title: text,
  description: text,
  usageRequirements: text.optional(),
  prefetch: z.record(text, text).refine((each) => Object.keys(each).length > 0, 'prefetch: empty'),
  extension: z.looseObject({
    'davinci-crd.version': z.array(z.string().regex(/^[1-9]\d*\.[1-9]\d*$/)).min(1),
    'davinci-crd.configuration-options': options,
  }),
});

const discoveryDocument = z.strictObject({ services: z.array(service).min(1) });

/** What is wrong with a discovery document for CRD clients (CDS Hooks 2.0.1, Discovery; CRD 2.2.1, crdver-1, dev-1 to dev-8). */
export function discoveryFaults(document: unknown): readonly string[] {
  const parsed = discoveryDocument.safeParse(document);
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

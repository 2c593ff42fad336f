import * as z from 'zod';

/** What CRD 2.2.1 lets a coverage-information extension hold, written from its definition and apart from the code under test. */
export const COVERAGE_INFORMATION = 'http://hl7.org/fhir/us/davinci-crd/StructureDefinition/ext-coverage-information';
export const REASONS = 'http://hl7.org/fhir/us/davinci-crd/CodeSystem/temp';

/** Whether an extension is one. */
export const isCoverageInformation = (extension: unknown): boolean => urlOf(extension) === COVERAGE_INFORMATION;

const text = z.string().trim().min(1);
const oneOf = (...codes: readonly [string, ...string[]]) => ({ valueCode: z.enum(codes) });
const coding = z.strictObject({ system: z.url(), code: text, version: text.optional(), display: text.optional() });
const concept = z
  .strictObject({ coding: z.array(coding).min(1).optional(), text: text.optional() })
  .refine((each) => each.coding !== undefined || each.text !== undefined, 'a coding or a text');
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const reference = (types: string) =>
  z.strictObject({ reference: z.string().regex(new RegExp(`^(https?://[^ ]+/)?(${types})/[^/ ]+$`)) });
const contact = z.strictObject({
  name: text.optional(),
  telecom: z.array(z.looseObject({ system: text, value: text })).optional(),
});

/** How often a part may stand, and what its value is. */
interface Part {
  readonly least: 0 | 1;
  readonly most: number;
  readonly value: z.ZodRawShape;
}
const once = (value: z.ZodRawShape): Part => ({ least: 1, most: 1, value });
const atMostOnce = (value: z.ZodRawShape): Part => ({ least: 0, most: 1, value });
const repeated = (value: z.ZodRawShape): Part => ({ least: 0, most: Number.POSITIVE_INFINITY, value });

const quantity = z.strictObject({
  value: z.number(),
  unit: text.optional(),
  system: z.url().optional(),
  code: text.optional(),
});

const detailParts: Readonly<Record<string, Part>> = {
  category: once(oneOf('cat-limitation', 'cat-decisional', 'cat-other')),
  code: once({ valueCodeableConcept: concept }),
  value: once({
    valueBoolean: z.boolean().optional(),
    valueString: text.optional(),
    valueUrl: z.url().optional(),
    valueQuantity: quantity.optional(),
    valuePeriod: z.strictObject({ start: text.optional(), end: text.optional() }).optional(),
  }),
  qualification: atMostOnce({ valueString: text }),
};

const ORDERS =
  'Appointment|CommunicationRequest|DeviceRequest|MedicationRequest|NutritionOrder|ServiceRequest|VisionPrescription';

/** Its parts with their cardinalities, codes and types of value. */
export const parts: Readonly<Record<string, Part>> = {
  coverage: once({ valueReference: reference('Coverage') }),
  covered: once(oneOf('covered', 'not-covered', 'conditional', 'indeterminate')),
  'pa-needed': atMostOnce(oneOf('no-auth', 'auth-needed', 'satisfied', 'performpa', 'conditional', 'indeterminate')),
  'doc-needed': repeated(oneOf('clinical', 'admin', 'patient', 'conditional', 'indeterminate')),
  'doc-purpose': repeated(oneOf('withpa', 'withclaim', 'withorder', 'retain-doc', 'OTH')),
  'info-needed': repeated(oneOf('performer', 'location', 'timeframe', 'contract-window', 'detail-code', 'OTH')),
  billingCode: repeated({ valueCoding: coding }),
  reason: repeated({ valueCodeableConcept: concept }),
  detail: repeated({ extension: z.array(z.unknown()).check(made(detailParts)) }),
  dependency: repeated({ valueReference: reference(ORDERS) }),
  questionnaire: repeated({ valueCanonical: z.string().regex(/^https?:\/\/[^| ]+(\|[^| ]+)?$/) }),
  date: once({ valueDate: day }),
  'coverage-assertion-id': once({ valueString: text }),
  'satisfied-pa-id': atMostOnce({ valueString: text }),
  contact: repeated({ valueContactDetail: contact }),
  'expiry-date': atMostOnce({ valueDate: day }),
};

const urlOf = (part: unknown): string => String((part as { url?: unknown } | null)?.url);

/** Each part known and of its shape, with one value, and as often as it may stand. */
function made(table: Readonly<Record<string, Part>>) {
  return (context: z.core.ParsePayload<unknown[]>) => {
    const urls = context.value.map(urlOf);
    const messages = [
      ...context.value.flatMap((part) => partFaults(part, table[urlOf(part)])),
      ...Object.entries(table).flatMap(([url, { least, most }]) => {
        const count = urls.filter((each) => each === url).length;
        return count < least || count > most ? [`${url}: stands ${count} times`] : [];
      }),
    ];
    for (const message of messages) context.issues.push({ code: 'custom', message, input: context.value });
  };
}

function partFaults(part: unknown, known: Part | undefined): readonly string[] {
  const url = urlOf(part);
  if (known === undefined) return [`${url}: not in the definition`];
  const parsed = z.strictObject({ url: z.literal(url), ...known.value }).safeParse(part);
  if (!parsed.success) return parsed.error.issues.map(({ path, message }) => `${[url, ...path].join('.')}: ${message}`);
  const values = Object.keys(part as object).length - 1;
  return values === 1 ? [] : [`${url}: ${values} values instead of one`];
}

const coverageInformation = z.strictObject({
  url: z.literal(COVERAGE_INFORMATION),
  extension: z.array(z.unknown()).check(made(parts)),
});

/** What is wrong with one repetition by the definition; empty where nothing is. */
export function shapeFaults(extension: unknown): readonly string[] {
  const parsed = coverageInformation.safeParse(extension);
  return parsed.success ? [] : parsed.error.issues.map(({ message }) => message);
}

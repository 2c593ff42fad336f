import type { FhirResource } from 'fhir/r4.js';
import { isResource, type Resource, textAt } from '../fhir/json.ts';
import { requests } from '../fhir/source.ts';
import { demoPatients, resourcesIn } from './patients.ts';

/** The charts of the demo patients, and the forms that were filled in for them since the service started. */
export interface DemoCharts {
  /** All resources of a type; undefined for a type that is not kept here. */
  ofType(type: string): readonly Resource[] | undefined;
  /** Keeps a form that was filled in; the oldest gives way when there are too many. */
  save(form: Resource & { readonly id: string }): void;
}

/** How many forms are kept; they are lost at a restart. */
const MOST_FORMS = 100;

/** The one type that can be created. */
export const FORM = 'QuestionnaireResponse';

/** Payers, clinicians and places stand in several charts, as one and the same. */
const shipped: ReadonlyMap<string, Resource> = new Map(
  demoPatients
    .flatMap(({ bundle }) => resourcesIn(bundle))
    .map((resource) => [`${resource.resourceType}/${resource.id}`, resource as Resource]),
);

/** The types that are kept: those of the charts, those that the service asks for, and the other kind of order, which the SMART app looks for. */
export const demoTypes: readonly FhirResource['resourceType'][] = [
  ...new Set([
    ...[...shipped.values()].map(({ resourceType }) => resourceType),
    ...Object.values(requests).map(({ type }) => type),
    'ServiceRequest',
  ] as FhirResource['resourceType'][]),
].sort();

/** Charts as shipped, and no forms yet. */
export function openDemoCharts(): DemoCharts {
  const forms = new Map<string, Resource>();
  return {
    ofType: (type) =>
      demoTypes.some((each) => each === type)
        ? [...shipped.values(), ...forms.values()].filter(({ resourceType }) => resourceType === type)
        : undefined,
    save: (form) => {
      forms.set(form.id, form);
      const [oldest] = forms.keys();
      if (forms.size > MOST_FORMS && oldest !== undefined) forms.delete(oldest);
    },
  };
}

/** What is wrong with a form, in a few words; undefined when it can be kept. */
export function faultOf(form: unknown): string | undefined {
  if (!isResource(form, FORM)) return `resourceType: ${FORM} is expected; nothing else can be created here`;
  if (textAt(form, 'status') === undefined) return 'status: expected, such as "completed"';
  const [type, id] = (textAt(form, 'subject', 'reference') ?? '').split('/').slice(-2);
  if (type !== 'Patient' || !demoPatients.some((patient) => patient.id === id))
    return 'subject: a reference to one of the demo patients is expected; this is no place for real ones';
  return undefined;
}

import { at, isResource, itemsAt, type Resource, shownText, textAt } from './json.ts';

/** A literal reference taken apart: `Patient/123`, with or without a server before and a version behind. */
export interface ParsedReference {
  readonly type: string;
  readonly id: string;
}

/** The type and id that a literal reference names; undefined for contained, urn and conditional ones. */
export function parseReference(reference: string): ParsedReference | undefined {
  const [, type, id] =
    /^(?:https?:\/\/[^?#]+\/)?([A-Z][A-Za-z]+)\/([^/?#]+)(?:\/_history\/[^/?#]+)?$/.exec(reference) ?? [];
  return type === undefined || id === undefined ? undefined : { type, id };
}

/** Those of some EHRs are longer than the 64 characters that FHIR allows; none is longer than this. */
const LONGEST_ID = 256;

/** `Type/id` of a resource, as evidence points at it; a resource without an id is named by its type. */
export function referenceTo(resource: Resource): string {
  const id = textAt(resource, 'id');
  return id === undefined ? resource.resourceType : `${resource.resourceType}/${shownText(id, LONGEST_ID)}`;
}

/** The elements that name whose record a resource is. */
const PATIENT_ELEMENTS = ['subject', 'patient', 'beneficiary'] as const;

/**
 * Finds what was sent along or read: by `Type/id`, or by the `fullUrl` of a Bundle entry. Nothing is fetched. With a
 * patient given, a record that names somebody else is found by nobody, however it is pointed at, and is counted.
 */
export class SentResources {
  /** By type, then by id as it is shown. */
  readonly #byType = new Map<string, Map<string, Resource>>();
  readonly #byFullUrl = new Map<string, Resource>();
  readonly #all = new Set<Resource>();
  readonly #leftOut = new Set<Resource>();
  readonly #contained = new WeakMap<object, ReadonlyMap<string, Resource>>();
  readonly #patientId: string | undefined;
  /** How most records write whose they are. */
  readonly #own: string | undefined;

  constructor(patientId?: string) {
    this.#patientId = patientId;
    const own = `Patient/${patientId}`;
    if (parseReference(own)?.id === patientId) this.#own = own;
  }

  /** Adds the entries of a Bundle, or a lone resource. */
  add(sent: unknown): void {
    if (!isResource(sent)) return;
    if (sent.resourceType !== 'Bundle') this.#remember(sent, undefined);
    for (const entry of itemsAt(sent, 'entry')) {
      const resource = at(entry, 'resource');
      if (isResource(resource)) this.#remember(resource, textAt(entry, 'fullUrl'));
    }
  }

  #remember(resource: Resource, fullUrl: string | undefined): void {
    this.#all.add(resource);
    if (fullUrl !== undefined) this.#byFullUrl.set(fullUrl, resource);
    const id = textAt(resource, 'id');
    if (id === undefined) return;
    const ofType = this.#byType.get(resource.resourceType) ?? new Map<string, Resource>();
    this.#byType.set(resource.resourceType, ofType.set(shownText(id, LONGEST_ID), resource));
  }

  /** By a `fullUrl`, or by `Type/id` with whatever id. */
  #written(reference: string): Resource | undefined {
    const slash = reference.indexOf('/');
    return (
      this.#byFullUrl.get(reference) ?? this.#byType.get(reference.slice(0, slash))?.get(reference.slice(slash + 1))
    );
  }

  /** The resource behind a Reference element: contained in `holder`, or sent along, and not somebody else's. */
  resolve(reference: unknown, holder: Resource): Resource | undefined {
    const found = this.#find(reference, holder);
    return found === undefined || this.#isOfAnother(found) ? undefined : found;
  }

  /** Whether a Reference element leads to something at hand, whoever's it is: it need not be read. */
  holds(reference: unknown, holder: Resource): boolean {
    return this.#find(reference, holder) !== undefined;
  }

  /** Everything of a type that was sent or read. */
  ofType(type: string): readonly Resource[] {
    return [...this.#all].filter((each) => isResource(each, type) && !this.#isOfAnother(each));
  }

  /** How many resources were sent or read. */
  get size(): number {
    return this.#all.size;
  }

  /** Counts a record that names no patient where it has to, or another one. */
  leaveOut(resource: Resource): void {
    this.#leftOut.add(resource);
  }

  /** How many records were left out as another patient's, or nobody's: each once, however often it came. */
  get leftOut(): number {
    const foreign: Resource[] = [];
    for (const each of this.#all) if (this.#isOfAnother(each)) foreign.push(each);
    for (const each of this.#all)
      for (const inner of itemsAt(each, 'contained'))
        if (isResource(inner) && this.#isOfAnother(inner)) foreign.push(inner);
    if (foreign.length + this.#leftOut.size === 0) return 0;
    const keys = [...foreign, ...this.#leftOut].map((each) => (textAt(each, 'id') ? referenceTo(each) : each));
    return new Set(keys).size;
  }

  #isOfAnother(resource: Resource): boolean {
    const patientId = this.#patientId;
    if (patientId === undefined) return false;
    return PATIENT_ELEMENTS.some((element) => {
      const named = itemsAt(resource, element);
      return named.length > 0 && !named.some((each) => this.isPatient(each, patientId));
    });
  }

  #find(reference: unknown, holder: Resource): Resource | undefined {
    const written = textAt(reference, 'reference');
    if (written === undefined) return undefined;
    if (written.startsWith('#')) return this.#containedIn(holder).get(written.slice(1));
    const parsed = parseReference(written);
    return this.#written(written) ?? (parsed && this.#byType.get(parsed.type)?.get(parsed.id));
  }

  /** By id; looked through once, however many references point inside. */
  #containedIn(holder: Resource): ReadonlyMap<string, Resource> {
    const known = this.#contained.get(holder);
    if (known !== undefined) return known;
    const found = new Map<string, Resource>();
    for (const each of itemsAt(holder, 'contained')) {
      const id = textAt(each, 'id');
      if (isResource(each) && id !== undefined && !found.has(id)) found.set(id, each);
    }
    this.#contained.set(holder, found);
    return found;
  }

  /** Whether a Reference element names this patient, by id or by a sent Patient's `fullUrl`. */
  isPatient(reference: unknown, patientId: string): boolean {
    const written = textAt(reference, 'reference');
    if (written === undefined) return false;
    if (written === this.#own && patientId === this.#patientId) return true;
    const parsed = parseReference(written);
    if (parsed !== undefined) return parsed.type === 'Patient' && parsed.id === patientId;
    if (written === patientId || written === `urn:uuid:${patientId}`) return true;
    const sent = this.#written(written);
    return sent !== undefined && isResource(sent, 'Patient') && textAt(sent, 'id') === patientId;
  }
}

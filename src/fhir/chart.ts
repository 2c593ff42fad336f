import type { Unread } from '../facts/reason.ts';
import type { FhirReader } from './client.ts';
import { at, isResource, itemsAt, type Resource, textAt } from './json.ts';
import { entriesOf, isFailure, nextLink, saysMore } from './paging.ts';
import { FAILED, type Reading } from './reading.ts';
import { type ParsedReference, parseReference, SentResources } from './reference.ts';
import { type ChartPart, requests, searchFor } from './source.ts';

/** One patient's chart as one call can see it: what was prefetched, and a server to ask for the rest. */
export interface Chart {
  readonly patientId: string;
  readonly sent: SentResources;
  readonly reader: FhirReader | undefined;
  /** The patient's records of a part; those of anybody else are left out, and counted with what was sent. */
  part(part: ChartPart): Promise<Part>;
  /** Reads one resource of the server, once however many records point at it. */
  readOnce(reference: ParsedReference): Promise<Reading>;
  /** Searches the server, once however many ask the same. */
  searchOnce(type: string, parameters: Readonly<Record<string, string>>): Promise<Reading>;
  /** Whether a part is had without asking the server. */
  isAtHand(part: ChartPart): boolean;
}

/** A part of the chart: this patient's records. */
export type Part = Exclude<Reading, { kind: 'not-offered' }>;

/** Opens the chart of a call. Each part is read once, however often it is asked for. */
export function openChart(
  patientId: string,
  prefetch: unknown,
  context: readonly unknown[],
  reader: FhirReader | undefined,
): Chart {
  const sent = new SentResources(patientId);
  for (const each of context) sent.add(each);
  if (typeof prefetch === 'object' && prefetch !== null)
    for (const value of Object.values(prefetch)) sent.add(unwrapped(value));
  const parts = new Map<ChartPart, Promise<Part>>();
  const pointed = new Map<string, Promise<Reading>>();
  const isAtHand = (part: ChartPart) => reader === undefined || isWhole(prefetchedPart(part, prefetch));
  const read = async (part: ChartPart): Promise<Part> => {
    const sentAlong = prefetchedPart(part, prefetch);
    return reader === undefined || isWhole(sentAlong)
      ? taken(part, sentAlong.reading, true)
      : taken(part, await queried(part, sentAlong, patientId, reader), false);
  };
  const taken = (part: ChartPart, found: Reading, atHand: boolean): Part => {
    const request = requests[part];
    if (found.kind === 'failed') return found;
    if (found.kind === 'not-offered')
      return request.optional
        ? { kind: 'read', resources: [], complete: true }
        : { kind: 'failed', because: 'not-read' };
    const own: Resource[] = [];
    for (const resource of found.resources) sent.add(resource);
    for (const each of found.resources) {
      if (!isResource(each, request.type)) continue;
      const isOwn =
        request.patientAt === 'id'
          ? textAt(each, 'id') === patientId
          : sent.isPatient(at(each, request.patientAt), patientId);
      if (isOwn) own.push(each);
      else sent.leaveOut(each);
    }
    // A server that was asked for this patient and sends only what is not this patient's has not answered the question.
    if (own.length === 0 && found.resources.length > 0 && !atHand) return FAILED;
    return { ...found, resources: own };
  };
  return {
    patientId,
    sent,
    reader,
    readOnce: (reference) => {
      const name = `${reference.type}/${reference.id}`;
      const known = pointed.get(name) ?? reader?.read(reference) ?? Promise.resolve(FAILED);
      pointed.set(name, known);
      return known;
    },
    searchOnce: (type, parameters) => {
      const name = `${type}?${new URLSearchParams(parameters)}`;
      const known = pointed.get(name) ?? reader?.search(type, parameters) ?? Promise.resolve(FAILED);
      pointed.set(name, known);
      return known;
    },
    isAtHand,
    part: (part) => {
      const known = parts.get(part) ?? read(part);
      parts.set(part, known);
      return known;
    },
  };
}

/** Reads one referenced resource of a type from the client's own server and keeps it with what was sent. */
export async function readReferenced(
  chart: Chart,
  reference: string,
  type: string,
): Promise<'read' | 'not-found' | Unread> {
  const parsed = parseReference(reference);
  // An absolute reference to another server is never followed.
  const isElsewhere = /^[a-z]+:/i.test(reference) && chart.reader?.owns(reference) !== true;
  if (parsed?.type !== type || chart.reader === undefined || isElsewhere) return 'not-found';
  const reading = await chart.readOnce(parsed);
  if (reading.kind !== 'read') return reading.kind === 'failed' ? reading.because : 'not-found';
  if (!reading.resources.some((resource) => textAt(resource, 'id') === parsed.id)) return 'not-read';
  for (const resource of reading.resources) chart.sent.add(resource);
  return 'read';
}

/** Three states kept apart (CDS Hooks 2.0.1, Prefetch Template): key absent, nothing found, failed. */
async function queried(part: ChartPart, sent: Prefetched, patientId: string, reader: FhirReader): Promise<Reading> {
  const { type, patientAt } = requests[part];
  const answer = await (patientAt === 'id'
    ? reader.read({ type, id: patientId })
    : reader.search(type, searchFor(requests[part], patientId)));
  return answer.kind !== 'read' && sent.reading.kind === 'read' && !sent.isNull
    ? { ...sent.reading, complete: false }
    : answer;
}

/** What was prefetched of a part. `null` means "none found", but many clients send it for what they did not fetch. */
interface Prefetched {
  readonly reading: Reading;
  readonly isNull: boolean;
}

function prefetchedPart(part: ChartPart, prefetch: unknown): Prefetched {
  const { key, type } = requests[part];
  const value = unwrapped(at(prefetch, key));
  return { reading: value === undefined ? FAILED : readPrefetched(value, type), isNull: value === null };
}

/** Nothing is left to ask a server for. */
const isWhole = ({ reading, isNull }: Prefetched): boolean => reading.kind === 'read' && reading.complete && !isNull;

function readPrefetched(value: unknown, type: string): Reading {
  if (value === null) return { kind: 'read', resources: [], complete: true };
  if (!isResource(value)) return FAILED;
  if (value.resourceType === 'OperationOutcome')
    return isNothingFound(value) ? { kind: 'read', resources: [], complete: true } : FAILED;
  if (value.resourceType !== 'Bundle')
    return value.resourceType === type ? { kind: 'read', resources: [value], complete: true } : FAILED;
  const { resources, complete } = entriesOf(value);
  const cut = nextLink(value) !== undefined || saysMore(value, itemsAt(value, 'entry').length);
  return { kind: 'read', resources, complete: complete && !cut };
}

/** Epic's code for a search without results comes as an OperationOutcome. */
const isNothingFound = (outcome: Resource): boolean =>
  !isFailure(outcome) &&
  itemsAt(outcome, 'issue').some((issue) =>
    itemsAt(issue, 'details', 'coding').some((coding) => textAt(coding, 'code') === '4101'),
  );

/** Clients of before CDS Hooks 1.0 wrap a prefetched resource with the response it came in. */
function unwrapped(value: unknown): unknown {
  return at(value, 'resourceType') === undefined && at(value, 'response') !== undefined ? at(value, 'resource') : value;
}

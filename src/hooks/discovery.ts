import { sourcesNeeded } from '../criteria/facts-needed.ts';
import type { Source } from '../facts/facts.ts';
import { type ChartPart, requests, templateOf } from '../fhir/source.ts';
import { policies } from '../policies/index.ts';

/** The prefetch that the policies in force ask for, by key. `cds-services.json` must say the same; a test holds it to that. */
export function prefetchTemplates(): Readonly<Record<string, string>> {
  const asked: ReadonlySet<Source | ChartPart> = new Set([
    'coverage' as const,
    'eligibility' as const,
    ...policies.flatMap((policy) => [...sourcesNeeded(policy)]),
  ]);
  const parts = (Object.keys(requests) as ChartPart[]).filter((part) => asked.has(part));
  return Object.fromEntries(parts.map((part) => [requests[part].key, templateOf(requests[part])]));
}

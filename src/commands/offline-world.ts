import type { Configuration } from '../config.ts';
import type { FhirReader } from '../fhir/client.ts';
import type { Determination } from '../hooks/determination.ts';
import type { World } from '../hooks/world.ts';
import { createWorld } from '../world.ts';

/** The world of a service with this configuration, but that nothing is contacted or kept; `made` is what was determined in it. */
export function offlineWorld(
  configuration: Configuration,
  changed: Partial<World> = {},
): { readonly world: World; readonly made: readonly Determination[] } {
  const made: Determination[] = [];
  const world: World = {
    ...createWorld(configuration),
    openReader: () => undefined,
    ...changed,
    determinations: {
      find: async () => undefined,
      keep: async (_patientId, determinations) => void made.push(...determinations),
    },
  };
  return { world, made };
}

/** Whether a server would have been asked. */
export interface Watched {
  readonly openReader: World['openReader'];
  readonly isAsked: () => boolean;
}

/** A server of which nothing can be had any more, and that knows whether anything was asked. */
export function absentServer(): Watched {
  let asked = false;
  const unread = async () => {
    asked = true;
    return { kind: 'failed', because: 'not-read' } as const;
  };
  const reader: FhirReader = { owns: () => true, read: unread, search: unread };
  return { openReader: () => reader, isAsked: () => asked };
}

import { KEY_SET_STATES, type KeySetState } from './words.ts';

/** What readiness is judged by. */
export interface HealthState {
  readonly phase: 'starting' | 'serving' | 'stopping';
  readonly storage: { readonly storage: 'ready' | 'away'; readonly reason?: string };
  /** One for each registered client. */
  readonly keySets: readonly KeySetState[];
  readonly policies: number;
  /** Whether the operators let answers go out that no record holds. */
  readonly unrecordedAllowed: boolean;
}

/** The answer of `/health/ready`. No ids: anyone may ask. */
export interface Health {
  readonly status: 'ready' | 'not-ready';
  /** Why it is not ready. */
  readonly because?: readonly Unready[];
  readonly storage: { readonly state: 'ready' | 'away'; readonly reason?: string };
  readonly keys: Readonly<Record<KeySetState, number>>;
  readonly policies: number;
}

/** Why no calls should be sent here. */
export type Unready = 'starting' | 'stopping' | 'storage-away' | 'no-policies';

/**
 * Judges readiness and gives the HTTP status. Keys that are missing are told and are no bar: the key server of one hospital
 * must not take the service from all others.
 */
export function healthOf(state: HealthState): { readonly status: 200 | 503; readonly body: Health } {
  const { storage: journal, keySets, policies } = state;
  const because = barsOf(state);
  const counts = KEY_SET_STATES.map((each) => [each, keySets.filter((one) => one === each).length] as const);
  return {
    status: because.length === 0 ? 200 : 503,
    body: {
      status: because.length === 0 ? 'ready' : 'not-ready',
      ...(because.length > 0 && { because }),
      storage: { state: journal.storage, ...(journal.reason !== undefined && { reason: journal.reason }) },
      keys: Object.fromEntries(counts) as Record<KeySetState, number>,
      policies,
    },
  };
}

function barsOf({ phase, storage: { storage }, policies, unrecordedAllowed }: HealthState): readonly Unready[] {
  const bars: readonly (readonly [Unready, boolean])[] = [
    ['starting', phase === 'starting'],
    ['stopping', phase === 'stopping'],
    ['storage-away', storage === 'away' && !unrecordedAllowed],
    ['no-policies', policies === 0],
  ];
  return bars.filter(([, holds]) => holds).map(([bar]) => bar);
}

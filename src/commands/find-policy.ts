import type { Policy } from '../criteria/criterion.ts';
import { policies, siteOfCarePolicies } from '../policies/index.ts';
import { BadInput } from './told.ts';

/** The versions held of a policy, newest first. Throws BadInput where none is. */
export function versionsOf(id: string): readonly [Policy, ...Policy[]] {
  const [newest, ...older] = policies
    .filter((policy) => policy.id === id)
    .toSorted((left, right) => (left.version < right.version ? 1 : -1));
  if (newest !== undefined) return [newest, ...older];
  throw new BadInput(`no policy of that id is held; held are ${heldIds().join(', ')}`);
}

/** One version of a policy. Throws BadInput where it is not held. */
export function versionOf(id: string, version: string): Policy {
  const held = versionsOf(id);
  const found = held.find((policy) => policy.version === version);
  if (found !== undefined) return found;
  throw new BadInput(`${id}: no version of that name is held; held are ${held.map((each) => each.version).join(', ')}`);
}

const heldIds = (): readonly string[] => [...new Set([...policies, ...siteOfCarePolicies].map(({ id }) => id))];

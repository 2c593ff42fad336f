import type { PlaceRule, SiteOfCarePolicy } from '../../src/criteria/site-of-care-policy.ts';
import type { PlaceKind } from '../../src/facts/place.ts';

/** A site-of-care policy that is wrong in one place, and what was done to it. */
export interface SiteMutant {
  readonly what: string;
  readonly policy: SiteOfCarePolicy;
}

const RULES: readonly PlaceRule[] = ['accepted', 'justified', 'not-addressed', 'open'];

/** Every slightly wrong reading of the policy: each must break a row of its decision table. */
export function siteMutantsOf(policy: SiteOfCarePolicy): readonly SiteMutant[] {
  const changed = (what: string, change: Partial<SiteOfCarePolicy>): SiteMutant => ({
    what,
    policy: { ...policy, ...change },
  });
  return [
    ...(Object.keys(policy.places) as PlaceKind[]).flatMap((kind) =>
      RULES.filter((rule) => rule !== policy.places[kind]).map((rule) =>
        changed(`${kind}: ${policy.places[kind]} -> ${rule}`, { places: { ...policy.places, [kind]: rule } }),
      ),
    ),
    ...withEach(policy.limbs, limbMutants).map(({ what, of }) => changed(what, { limbs: of })),
    ...withEach(policy.labels, (label) =>
      without(label.notAt).map(({ what, of }) => ({ what: `label ${what}`, item: { ...label, notAt: of } })),
    ).map(({ what, of }) => changed(`label ${what}`, { labels: of })),
    ...without(policy.alternatives).map(({ what, of }) => changed(what, { alternatives: of })),
    ...without(policy.notices).map(({ what, of }) => changed(what, { notices: of })),
    changed('no word on the transition', { transition: { ...policy.transition, notice: '' } }),
    changed('the place is not asked for', { askPlace: '' }),
    changed('gate: no ask', { gate: { ...policy.gate, ask: '' } }),
  ];
}

type Limb = SiteOfCarePolicy['limbs'][number];

function limbMutants(limb: Limb): readonly { readonly what: string; readonly item: Limb }[] {
  return [
    { what: `${limb.id}: no ask`, item: { ...limb, ask: '' } },
    { what: `${limb.id}: no statement to confirm`, item: { ...limb, confirm: '' } },
    ...basisMutants(limb.by).map(({ what, by }) => ({ what: `${limb.id}: ${what}`, item: { ...limb, by } })),
  ];
}

function basisMutants(by: Limb['by']): readonly { readonly what: string; readonly by: Limb['by'] }[] {
  switch (by.kind) {
    case 'label':
      return [];
    case 'event':
      return without(by.hints).map(({ what, of }) => ({ what, by: { ...by, hints: of } }));
    case 'comorbidity':
      return without(by.of).map(({ what, of }) => ({ what, by: { ...by, of } }));
  }
}

/** The list without each of its items, and with each of them changed. */
function withEach<Item>(
  items: readonly Item[],
  change: (item: Item) => readonly { readonly what: string; readonly item: Item }[],
): readonly { readonly what: string; readonly of: readonly Item[] }[] {
  return [
    ...without(items),
    ...items.flatMap((item) =>
      change(item).map((changed) => ({
        what: changed.what,
        of: items.map((other) => (other === item ? changed.item : other)),
      })),
    ),
  ];
}

const without = <Item>(items: readonly Item[]) =>
  items.map((item) => ({ what: `without ${JSON.stringify(item)}`, of: items.filter((other) => other !== item) }));

import type { Policy } from '../criteria/criterion.ts';
import { linesOf } from '../criteria/read.ts';
import type { SiteOfCarePolicy } from '../criteria/site-of-care-policy.ts';
import { drugDisplay } from '../facts/drugs.ts';
import { listedDrugNames } from '../facts/site-of-care-drugs.ts';
import { policies, siteOfCarePolicies } from '../policies/index.ts';
import { type Command, readArguments } from './cli.ts';
import { say } from './command.ts';
import { versionOf, versionsOf } from './find-policy.ts';
import { inColumns } from './layout.ts';
import { policyText, siteText } from './policy-text.ts';
import { BadInput } from './told.ts';

/** One policy that is held, with its versions, oldest first. */
export interface HeldPolicy {
  readonly id: string;
  readonly payer: string;
  /** Absent for a policy on where drugs are given. */
  readonly drug?: string;
  readonly title: string;
  readonly versions: readonly {
    readonly version: string;
    readonly effective: Policy['effective'];
    /** Lines, groups and their parts alike. */
    readonly criteria: number;
  }[];
}

/** Every policy that is held. */
export function heldPolicies(): readonly HeldPolicy[] {
  const byId = [...Map.groupBy(policies, ({ id }) => id).values()];
  return [
    ...byId.flatMap((versions) => {
      const [first] = versions;
      if (first === undefined) return [];
      const { id, payer, drug, title } = first;
      return [{ id, payer, drug, title, versions: versions.toSorted(byVersion).map(versionHeld) }];
    }),
    ...siteOfCarePolicies.map(({ id, payer, title, version, limbs }) => ({
      ...{ id, payer, title },
      versions: [{ version, effective: {}, criteria: limbs.length + 2 }],
    })),
  ];
}

const byVersion = (left: Policy, right: Policy): number => (left.version < right.version ? -1 : 1);

const versionHeld = ({ version, effective, criteria }: Policy) => ({
  version,
  effective,
  criteria: linesOf(criteria).length,
});

/** `countersign policies`. */
export const policiesCommand: Command = async (words) => {
  const { values, names } = readArguments(words, { flags: ['json'], names: [0, 2] });
  const [id, version] = names;
  const shown = id === undefined ? undefined : chosen(id, version);
  const lines = () => (shown === undefined ? register() : 'limbs' in shown ? siteText(shown) : policyText(shown));
  if (values.json === 'true') await say(JSON.stringify(shown ?? heldPolicies(), null, 2));
  else for (const line of lines()) await say(line);
  return 0;
};

function chosen(id: string, version: string | undefined): Policy | SiteOfCarePolicy {
  const site = siteOfCarePolicies.find((policy) => policy.id === id);
  if (site === undefined) return version === undefined ? versionsOf(id)[0] : versionOf(id, version);
  if (version === undefined || version === site.version) return site;
  throw new BadInput(`${id}: no version of that name is held; held is ${site.version}`);
}

const register = (): readonly string[] =>
  inColumns([
    ['policy', 'payer', 'drug', 'version', 'in force', 'lines'],
    ...heldPolicies().flatMap(({ id, payer, drug, versions }) =>
      versions.map(({ version, effective: { from, until }, criteria }) => [
        id,
        payer,
        drug === undefined ? `${listedDrugNames.length} on a list` : drugDisplay(drug as Policy['drug']),
        version,
        from === undefined ? 'undated' : `${from} to ${until ?? 'further notice'}`,
        `${criteria}`,
      ]),
    ),
  ]);

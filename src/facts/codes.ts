/** The code systems we read, each by the name used in our tables. */
export type SystemName =
  | 'LOINC'
  | 'SNOMED'
  | 'ICD-10-CM'
  | 'ICD-10'
  | 'RxNorm'
  | 'HCPCS'
  | 'CPT'
  | 'NDC'
  | 'NUCC'
  | 'HGNC'
  | 'POS'
  | 'RoleCode'
  | 'ActCode'
  | 'OrganizationType';

/**
 * What a code may do. `include` decides; `legacy` is an older code that decides too; `review` widens what is shown
 * and never decides; `exclude` is a look-alike that must never match.
 */
export type Use = 'include' | 'legacy' | 'review' | 'exclude';

/** system, code (an ICD-10-CM category ends in `*`), meaning, use, and `unverified` where no public source was seen. */
export type CodeRow = readonly [SystemName, string, string, Use, 'unverified'?];

/** A code found in a resource, with its system by our name. */
export interface Coded {
  readonly system: SystemName;
  readonly code: string;
}

/** One match of a code against a table. `decides` is false for review codes and for unverified ones. */
export interface Match<Name extends string> {
  readonly name: Name;
  readonly display: string;
  readonly decides: boolean;
  readonly excluded: boolean;
}

/**
 * Finds the concepts of a code. Built once a table; a look-up is a map access, and one more for each ICD-10-CM category
 * level. A code of the WHO's ICD-10 finds what the same code of ICD-10-CM stands for, and never decides: the two part
 * company below the category, and no public source tells where for the codes of our tables.
 */
export function codeIndex<Name extends string>(table: Readonly<Record<Name, { readonly codes: readonly CodeRow[] }>>) {
  const index = new Map<string, Match<Name>[]>();
  for (const name of Object.keys(table) as Name[]) {
    for (const [system, code, display, use, unverified] of table[name].codes) {
      const decides = (use === 'include' || use === 'legacy') && unverified === undefined;
      const key = `${system}|${code}`;
      index.set(key, [...(index.get(key) ?? []), { name, display, decides, excluded: use === 'exclude' }]);
    }
  }
  const find = ({ system, code }: Coded): readonly Match<Name>[] => {
    const exact = index.get(`${system}|${code}`) ?? [];
    if (system !== 'ICD-10-CM') return exact;
    const categories: Match<Name>[] = [];
    for (let length = 3; length < code.length; length += 1)
      categories.push(...(index.get(`${system}|${code.slice(0, length)}*`) ?? []));
    return [...exact, ...categories, ...(index.get(`${system}|${code}*`) ?? [])];
  };
  return (coded: Coded): readonly Match<Name>[] =>
    coded.system === 'ICD-10'
      ? find({ ...coded, system: 'ICD-10-CM' }).map((match) => ({ ...match, decides: false }))
      : find(coded);
}

import type { ConditionFact } from '../facts/facts.ts';
import { type GeneName, isXLinked } from '../facts/genes.ts';
import { shownText } from './json.ts';
import type { Variant } from './variant.ts';

/**
 * What variants come to (policies.md GAM-1.dx). Certain: a homozygous disease-causing variant, two different ones in a
 * gene, or one in a hemizygous patient where the gene is X-linked. A single heterozygous variant, and one of uncertain
 * significance, are shown and prove nothing.
 */
export function readGenotypes(variants: readonly Variant[]): readonly ConditionFact[] {
  const genes = [...new Set(variants.map(({ gene }) => gene))];
  return genes.flatMap((gene) => {
    const found = variants.filter((variant) => variant.gene === gene);
    const causing = causingDisease(gene, found);
    const proven = causing.length > 0;
    return (proven ? causing : found).map((variant) => factOf(variant, proven));
  });
}

function causingDisease(gene: GeneName, variants: readonly Variant[]): readonly Variant[] {
  const pathogenic = variants.filter((variant) => variant.pathogenic);
  const enough = pathogenic.filter(
    ({ zygosity }) => zygosity === 'homozygous' || (zygosity === 'hemizygous' && isXLinked(gene)),
  );
  if (enough.length > 0) return enough;
  return pathogenic.filter((variant) => pathogenic.some((other) => areDifferent(variant, other)));
}

/** Two ways of writing are compared only under the same code: a DNA change and an amino acid change may be one variant. */
function areDifferent(one: Variant, other: Variant): boolean {
  const shared = Object.keys(one.changes).filter((code) => Object.hasOwn(other.changes, code));
  return shared.length > 0 && shared.every((code) => one.changes[code] !== other.changes[code]);
}

function factOf(
  { reference, gene, decides, pathogenic, zygosity, changes, day }: Variant,
  proven: boolean,
): ConditionFact {
  const [change] = Object.values(changes);
  const words = [
    gene,
    change,
    pathogenic ? 'pathogenic or likely pathogenic' : 'of uncertain significance',
    zygosity ?? 'allelic state not stated',
  ];
  return {
    reference,
    condition: 'hlhGenotype',
    shown: shownText(words.filter((word) => word !== undefined).join(', '), 100),
    certain: proven,
    active: true,
    decides,
    ...(day && { day }),
  };
}

/** One coverage-information taken apart: the values of each part, in order. */
export interface Repetition {
  readonly coverage: string | undefined;
  readonly id: string | undefined;
  readonly questionnaires: readonly string[];
  readonly reasons: readonly Reason[];
  /** The codes of a part. */
  codes(part: string): readonly string[];
  has(part: string): boolean;
}

/** Why, in a code, in words, or both. */
export interface Reason {
  readonly text?: string;
  readonly coding?: readonly { readonly system?: string; readonly code?: string }[];
}

interface Part {
  readonly url: string;
  readonly valueCode?: string;
  readonly valueString?: string;
  readonly valueCanonical?: string;
  readonly valueReference?: { readonly reference?: string };
  readonly valueCodeableConcept?: Reason;
}

/** Takes one apart. */
export function readRepetition(extension: unknown): Repetition {
  const all = ((extension as { extension?: unknown }).extension ?? []) as readonly Part[];
  const named = (url: string) => all.filter((each) => each.url === url);
  return {
    coverage: named('coverage')[0]?.valueReference?.reference,
    id: named('coverage-assertion-id')[0]?.valueString,
    questionnaires: named('questionnaire').flatMap(({ valueCanonical }) => valueCanonical ?? []),
    reasons: named('reason').flatMap(({ valueCodeableConcept }) => valueCodeableConcept ?? []),
    codes: (url) => named(url).flatMap(({ valueCode }) => valueCode ?? []),
    has: (url) => named(url).length > 0,
  };
}

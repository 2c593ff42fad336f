import type { Extension } from 'fhir/r4.js';
import { copyWith } from '../../fhir/exact-json.ts';
import { at, itemsAt, type Resource, textAt } from '../../fhir/json.ts';
import { parseReference } from '../../fhir/reference.ts';
import { COVERAGE_INFORMATION } from './coverage-information.ts';

/** An order as it was sent but for its coverage-information; undefined where nothing of what we say is new (CRD resp-35, resp-37). */
export function annotated(order: Resource, assertions: readonly Extension[]): Resource | undefined {
  const sent = itemsAt(order, 'extension');
  const fresh = assertions.filter((assertion) => {
    const [earlier, ...others] = sent.filter((each) => isAssertion(each) && coverageOf(each) === coverageOf(assertion));
    return others.length > 0 || !saysTheSame(earlier, assertion);
  });
  if (fresh.length === 0) return undefined;
  const replaced = new Set(fresh.map(coverageOf));
  const kept = sent.filter((each) => !(isAssertion(each) && replaced.has(coverageOf(each))));
  return copyWith(order, { extension: [...kept, ...fresh] });
}

const isAssertion = (extension: unknown): boolean => textAt(extension, 'url') === COVERAGE_INFORMATION;

const coverageOf = (assertion: unknown): string | undefined => {
  const part = itemsAt(assertion, 'extension').find((each) => textAt(each, 'url') === 'coverage');
  const written = textAt(part, 'valueReference', 'reference');
  const parsed = written === undefined ? undefined : parseReference(written);
  return parsed === undefined ? written : `${parsed.type}/${parsed.id}`;
};

/** The day and the id of an assertion are new with each call; a client may write the Coverage with its server's address. */
const CHANGING: ReadonlySet<string | undefined> = new Set(['coverage', 'date', 'coverage-assertion-id']);

const saysTheSame = (earlier: unknown, assertion: Extension): boolean => contentOf(earlier) === contentOf(assertion);

const contentOf = (assertion: unknown): string =>
  JSON.stringify(
    itemsAt(assertion, 'extension')
      .filter((each) => !CHANGING.has(textAt(each, 'url')))
      .map(sorted)
      .sort(),
  );

/** Members in the order of their names, so that a client may write them in any. */
const sorted = (value: unknown): string => JSON.stringify(value, (_key, each: unknown) => inOrder(each));

function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, at(value, key)]),
  );
}

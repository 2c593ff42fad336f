/** Accessors for JSON that nobody has checked: a chart may hold anything, and reading it must never throw. */

/** A resource as received: an object with a `resourceType`. Nothing else about it is known. */
export type Resource = { readonly resourceType: string } & Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function memberOf(value: unknown, name: string): unknown {
  if (!isObject(value)) return undefined;
  const found = value[name];
  // JSON has no functions: only such a value, or this name, can be the prototype's.
  return (typeof found === 'function' || name === '__proto__') && !Object.hasOwn(value, name) ? undefined : found;
}

/** A path of up to five members, from outside in. Written out: an array of them for each look at a chart would cost more than the look. */
export type Path = readonly [first: string, second?: string, third?: string, fourth?: string, fifth?: string];

/** The value at the end of a path of own members, or undefined. */
export function at(
  value: unknown,
  first: string,
  second?: string,
  third?: string,
  fourth?: string,
  fifth?: string,
): unknown {
  const found = memberOf(value, first);
  return second === undefined ? found : at(found, second, third, fourth, fifth);
}

/** The items of an array at the end of a path; a lone object counts as one item, as older servers write it. */
export function itemsAt(
  value: unknown,
  first: string,
  second?: string,
  third?: string,
  fourth?: string,
  fifth?: string,
): readonly unknown[] {
  const found = at(value, first, second, third, fourth, fifth);
  if (Array.isArray(found)) return found;
  return isObject(found) ? [found] : NONE;
}

const NONE: readonly unknown[] = [];

/** Text at the end of a path, without surrounding blanks; undefined when empty or no text. */
export function textAt(
  value: unknown,
  first: string,
  second?: string,
  third?: string,
  fourth?: string,
  fifth?: string,
): string | undefined {
  const found = at(value, first, second, third, fourth, fifth);
  const trimmed = typeof found === 'string' ? found.trim() : '';
  return trimmed === '' ? undefined : trimmed;
}

/** True for an object with a `resourceType`; with a type given, of that type. */
export function isResource(value: unknown, type?: string): value is Resource {
  const found = at(value, 'resourceType');
  return typeof found === 'string' && (type === undefined || found === type);
}

/** An extension that may turn the meaning round, and that nobody has taught us: nothing is proved by such a part (FHIR R4, modifierExtension). */
export const isModified = (part: unknown): boolean => itemsAt(part, 'modifierExtension').length > 0;

/** So much of a text is looked at for what is shown of it; blanks before it are none that a person wrote. */
const LOOKED_AT = 10_000;

/** Words of plain ASCII with single blanks between them: most texts are fit as they are. */
const PLAIN_LINE = /^[!-~]+(?: [!-~]+)*$/;

/** Text from a chart, made fit to be shown: one line, no control characters, shortened. */
export function shownText(text: string, length = 60): string {
  if (text.length <= length && PLAIN_LINE.test(text)) return text;
  const line = text
    .slice(0, LOOKED_AT)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\ufeff]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  // No text has more characters than UTF-16 units.
  if (line.length <= length || [...line].length <= length) return line;
  return `${[...line].slice(0, length - 1).join('')}…`;
}

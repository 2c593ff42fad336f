/** Rules that hold for every value of a kind, and the values that break them. */

/** Those that break a rule: an empty list is what a test wants to see. */
export const breaches = <Value>(values: readonly Value[], rule: (value: Value) => boolean): readonly Value[] =>
  values.filter((value) => !rule(value));

/** Whether a text is a UUID as RFC 9562 writes it. */
export const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** The lists of our own card extension that may be empty: an empty list of what is still needed says that nothing is. */
export const listsOfDeterminations = ['stillNeeded', 'criteria', 'evidence', 'notices', 'alternatives'] as const;

/** The paths of null, empty text, empty lists and empty objects; lists under these names may be empty. */
export function emptyMembers(value: unknown, mayBeEmpty: readonly string[], path = 'body'): readonly string[] {
  if (value === null || value === '') return [path];
  if (typeof value !== 'object') return [];
  const members = Object.entries(value);
  if (members.length === 0) return Array.isArray(value) && mayBeEmpty.includes(nameOf(path)) ? [] : [path];
  return members.flatMap(([key, inner]) => emptyMembers(inner, mayBeEmpty, `${path}.${key}`));
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

/** How many members of a name stand anywhere in a value. */
export function membersNamed(name: string, value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (count, [key, inner]) => count + (key === name ? 1 : 0) + membersNamed(name, inner),
    0,
  );
}

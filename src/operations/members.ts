import { clientWord, type KnownWords, onList, wordOrNone } from './words.ts';

/** What a line of the log may hold beneath a name. */
export type Written = string | number | boolean | readonly Written[] | { readonly [name: string]: Written };

/** One member of an event: makes what may be said out of whatever is given, or nothing. */
export interface Member<Given> {
  readonly write: (given: unknown, known: KnownWords) => Written | undefined;
  readonly optional: boolean;
  /** For types alone: what callers give. */
  readonly given?: Given;
}

/** What an event is made of. */
export type Members = Readonly<Record<string, Member<unknown>>>;

/** The type of what callers give for some members. */
export type Given<M extends Members> = {
  readonly [Name in RequiredNames<M>]: GivenFor<M[Name]>;
} & { readonly [Name in Exclude<keyof M, RequiredNames<M>>]?: GivenFor<M[Name]> | undefined };

type GivenFor<M> = M extends Member<infer One> ? One : never;
type RequiredNames<M extends Members> = {
  [Name in keyof M]: M[Name]['optional'] extends true ? never : Name;
}[keyof M];

type Required<G> = Member<G> & { readonly optional: false };
type Optional<G> = Member<G> & { readonly optional: true };

const required = <G>(write: Member<G>['write']): Required<G> => ({ write, optional: false });

/** A member that an event may lack. */
export const maybe = <G>({ write }: Member<G>): Optional<G> => ({
  write: (given, known) => (given === undefined ? undefined : write(given, known)),
  optional: true,
});

/** A word of a closed list; any other is said as `other`. */
export const word = <Word extends string>(list: readonly Word[]) => required<Word>((given) => onList(list, given));

/** The id of a registered client, `none`, or `other`. */
export const client = required<string>((given, known) => clientWord(known, given));

/** A word of a list that is handed in at the start. */
export const knownWord = (list: keyof KnownWords) => required<string>((given, known) => wordOrNone(known[list], given));

/** A whole number, not negative. */
export const count = required<number>((given) =>
  Number.isSafeInteger(given) && Number(given) >= 0 ? Number(given) : undefined,
);

/** A duration, to a tenth of a millisecond. */
export const milliseconds = required<number>((given) =>
  typeof given === 'number' && Number.isFinite(given) ? Math.max(0, Math.round(given * 10) / 10) : undefined,
);

/** Yes or no. */
export const flag = required<boolean>((given) => (typeof given === 'boolean' ? given : undefined));

const matching = (pattern: RegExp) =>
  required<string>((given) => (typeof given === 'string' && pattern.test(given) ? given : undefined));

/** A trace id of W3C Trace Context: 32 hexadecimal digits. */
export const traceId = matching(/^[0-9a-f]{32}$/);

/** A uuid that was made here. */
export const uuid = matching(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

/** A place in the program, as `placeOf` gives it. */
export const place = matching(/^(?:(?:src|node_modules)\/[\w@./-]{1,160}|node:[\w/]{1,80}):\d{1,6}:\d{1,6}$/);

/** The same text always. */
export const fixed = (text: string): Optional<never> => ({ write: () => text, optional: true });

const MOST_ITEMS = 50;

/** A list of members or of things made of members, cut at 50. */
export const listOf = <G>({ write }: Member<G>) =>
  required<readonly G[]>((given, known) =>
    Array.isArray(given)
      ? given.slice(0, MOST_ITEMS).flatMap((each) => {
          const written = write(each, known);
          return written === undefined ? [] : [written];
        })
      : undefined,
  );

/** A thing of some members and no others. */
export const thing = <M extends Members>(members: M) =>
  required<Given<M>>((given, known) =>
    typeof given === 'object' && given !== null ? picked(given, members, known) : undefined,
  );

/** Picks the members by name: what is not in the table is never looked at. A member that cannot be read is left out. */
export function picked(given: object, members: Members, known: KnownWords): { readonly [name: string]: Written } {
  const entries = Object.entries(members).flatMap(([name, member]): readonly [string, Written][] => {
    const written = writtenOf(given, name, member, known);
    return written === undefined ? [] : [[name, written]];
  });
  return Object.fromEntries(entries);
}

/** A getter or a proxy may throw whatever it likes: its member is left out. */
function writtenOf(given: object, name: string, { write }: Member<unknown>, known: KnownWords): Written | undefined {
  try {
    return write((given as Readonly<Record<string, unknown>>)[name], known);
  } catch {
    return undefined;
  }
}

/** Why the store is away, in a word of a closed list: messages of a database may quote what it was given. */
export const AWAY_REASONS = ['full', 'read-only', 'unreachable', 'denied', 'slow', 'broken'] as const;
export type AwayReason = (typeof AWAY_REASONS)[number];

/** By the start of SQLite's, PostgreSQL's (SQLSTATE) or the system's code. */
const REASONS: readonly (readonly [AwayReason, RegExp])[] = [
  ['full', /^(SQLITE_FULL|ENOSPC|EDQUOT|53100)/],
  ['read-only', /^(SQLITE_READONLY|SQLITE_CANTOPEN|EROFS|EACCES|EPERM|25006)/],
  ['slow', /^(SQLITE_BUSY|SQLITE_LOCKED|55P03|57014|25P0[34])/],
  ['denied', /^(28|3D|42501)/],
  ['unreachable', /^(ENOENT|ENOTDIR|EEXIST|EISDIR|ECONN|ENOTFOUND|EAI_|EHOST|ENET|ETIMEDOUT|EPIPE|08|53|57P)/],
];

/** The word for an error of a store. */
export function awayReasonOf(error: unknown): AwayReason {
  const code = codeOf(error);
  if (code === undefined) return isTimeOut(error) ? 'slow' : isCutOff(error) ? 'unreachable' : 'broken';
  return REASONS.find(([, codes]) => codes.test(code))?.[0] ?? 'broken';
}

/** Another writer holds the lock: worth coming again at once. */
export const isBusy = (error: unknown): boolean => /^SQLITE_(BUSY|LOCKED)/.test(codeOf(error) ?? '');

/** The store is well and refuses what it was given: coming again with the same will not help. */
export const isRefusal = (error: unknown): boolean =>
  /^(SQLITE_(CONSTRAINT|TOOBIG|MISMATCH)|22|23|54)/.test(codeOf(error) ?? '');

function codeOf(error: unknown): string | undefined {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** pg gives its own time limits and lost connections no code. */
const isTimeOut = (error: unknown): boolean => error instanceof Error && /^Query read timeout/.test(error.message);
const isCutOff = (error: unknown): boolean => error instanceof Error && /connect|client/i.test(error.message);

import { ConfigurationError } from '../config.ts';
import { HookError } from '../hooks/errors.ts';
import { RecordUnreadable } from '../record/archive.ts';

/** Arguments that a command cannot work with; the message says why, and quotes nothing. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** An input that a command cannot work with; the message is one line, says what to do, and holds no patient data. */
export class BadInput extends Error {
  override readonly name = 'BadInput';
}

/** Work that could not be done to its end, through no fault of the input; the message is one line, and holds no patient data. */
export class BrokenOff extends Error {
  override readonly name = 'BrokenOff';
}

/** What is wrong with the input itself, as one line; undefined where the fault is another. */
export const inputFault = (error: unknown): string | undefined =>
  error instanceof BadInput ||
  error instanceof HookError ||
  error instanceof RecordUnreadable ||
  error instanceof ConfigurationError
    ? error.message
    : undefined;

/** What is wrong with the command line, with how it is to be; undefined where the fault is another. */
export function usageFault(error: unknown, usage: string): string | undefined {
  if (error instanceof UsageError) return `${error.message}\n${usage}`;
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
    ? usage
    : undefined;
}

/** A fault of ours: where it is, and not its message, which may quote what was read. */
export function whereOf(error: unknown): string {
  const lines = error instanceof Error ? (error.stack ?? '').split('\n') : [];
  return ['the command has failed', ...lines.filter((line) => /^ +at /.test(line))].join('\n');
}

/** How a command ends that has thrown: its exit code, and what stderr says. */
export function endingOf(error: unknown, usage: string): { readonly code: 1 | 2 | 70; readonly says: string } {
  const [input, call] = [inputFault(error), usageFault(error, usage)];
  if (input !== undefined) return { code: 1, says: input };
  if (error instanceof BrokenOff) return { code: 70, says: error.message };
  return call === undefined ? { code: 70, says: whereOf(error) } : { code: 2, says: call };
}

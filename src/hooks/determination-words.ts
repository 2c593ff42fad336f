import { statusWords } from '../criteria/status.ts';
import { reasonWords } from '../facts/reason.ts';

/** The words that people read for the codes of a determination. */
export const determinationWords = { status: statusWords, because: reasonWords } as const;

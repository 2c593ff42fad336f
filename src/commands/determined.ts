import * as z from 'zod';

/** A determination, as far as two of them are compared. An older program may have written more or less beside it. */
export interface Determined {
  readonly id: string;
  readonly order: string;
  readonly coverage?: string | undefined;
  readonly outcome: string;
  readonly reason?: string | undefined;
  readonly policy?: { readonly id: string; readonly version: string } | undefined;
  readonly criteria: readonly DeterminedLine[];
  readonly siteOfCare?: { readonly outcome: string; readonly criteria: readonly DeterminedLine[] } | undefined;
}

/** How one line of it stands. */
interface DeterminedLine {
  readonly id: string;
  readonly status: string;
  readonly because?: string | undefined;
}

const line = z.object({ id: z.string(), status: z.string(), because: z.string().optional() });

const determined: z.ZodType<Determined> = z.object({
  id: z.string(),
  order: z.string(),
  coverage: z.string().optional(),
  outcome: z.string(),
  reason: z.string().optional(),
  policy: z.object({ id: z.string(), version: z.string() }).optional(),
  criteria: z.array(line),
  siteOfCare: z.object({ outcome: z.string(), criteria: z.array(line) }).optional(),
});

/** A kept determination; undefined where it is none. */
export const readDetermined = (kept: unknown): Determined | undefined => determined.safeParse(kept).data;

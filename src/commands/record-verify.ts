import type { Head } from '../record/rows.ts';
import { type Fault, verifyChain } from '../record/verify.ts';
import { onRecord, say } from './command.ts';
import { UsageError } from './told.ts';

/** `npm run record:verify`: walks the whole chain. Ends with 0 when it is whole, 1 when it is not, 2 when it cannot be read. */

const USAGE = 'npm run record:verify -- [--storage file:…|postgres://…] [--head <sequence>:<digest>]';

const SAYS: Readonly<Record<Fault, string>> = {
  changed: 'the row is not as it was written',
  unchained: 'the row does not continue the one before',
  missing: 'the row is missing',
  'start-missing': 'the first rows are missing, and no retention attests it',
  'cut-off': 'the record ends before the head that was given',
  'other-head': 'the row is another than the head that was given',
};

await onRecord({ usage: USAGE, values: ['head'] }, async (archive, { head }) => {
  const known = headOf(head);
  const first = await verifyChain(archive.rows(), known);
  // A retention may have run meanwhile: what is broken stays broken.
  const found = first.kind === 'whole' ? first : await verifyChain(archive.rows(), known);
  switch (found.kind) {
    case 'whole':
      await say(`whole: ${found.rows} rows; head ${found.head.sequence}:${found.head.digest}`);
      return 0;
    case 'broken':
      await say(`broken at sequence ${found.at}: ${SAYS[found.fault]}`);
      return 1;
  }
});

function headOf(text: string | undefined): Head | undefined {
  if (text === undefined) return undefined;
  const [, sequence, digest] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (sequence === undefined || digest === undefined)
    throw new UsageError('--head must be <sequence>:<digest>, as record:verify prints it');
  return { sequence: Number(sequence), digest };
}

import { onRecord, say, spanOf } from './command.ts';
import { auditEventOf, provenanceOf } from './fhir-export.ts';

/** `npm run record:export`: the record as FHIR R4, a JSON line each: an AuditEvent for a call, a Provenance for a determination. */

const USAGE = 'npm run record:export -- [--from …] [--to …] [--storage file:…|postgres://…]';

await onRecord({ usage: USAGE, values: ['from', 'to'] }, async (archive, values) => {
  for await (const entry of archive.entries(spanOf(values))) {
    if (entry.kind === 'call') await say(JSON.stringify(auditEventOf(entry)));
    if (entry.kind === 'determination') await say(JSON.stringify(provenanceOf(entry)));
  }
  return 0;
});

// By its object: Node before 24 lacks one of the two, and would not load a file that names it.
import crypto from 'node:crypto';

/**
 * A new id: a UUID that begins with the time (RFC 9562, version 7), so that what is written one after another stands side by side in
 * the indexes of the record, however large it is; 74 bits are random. Node before 24 makes ids that are random throughout.
 */
export const newId: () => string =
  typeof crypto.randomUUIDv7 === 'function' ? () => crypto.randomUUIDv7() : crypto.randomUUID;

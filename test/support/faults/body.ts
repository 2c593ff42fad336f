import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { bad, CANARY, good, healthy, type Modes, type Reply, replying, sending } from './mode.ts';

const body = JSON.stringify(healthy);
const page = `<!doctype html><html><body><h1>${CANARY}</h1><form>Log in</form></body></html>`;
const xml = `<Bundle xmlns="http://hl7.org/fhir"><id value="${CANARY}"/><total value="0"/></Bundle>`;
const typed = (type: string | undefined): Reply => ({ headers: { 'content-type': type } });
const packed = (encoding: string): Reply => ({ headers: { 'content-encoding': encoding } });

/** The honest answer with blanks behind it, of so many bytes. */
const ofSize = (bytes: number) => body + ' '.repeat(bytes - Buffer.byteLength(body));
const LIMIT = 5_000_000;

/** The honest answer with something in front of its other members. */
const withMember = (member: string) => body.replace('{', `{${member},`);
const lists = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
/** Each extension within an extension is two levels: the list and what stands in it. */
const extensions = (depth: number): unknown[] => (depth === 0 ? [] : [{ url: 'x', extension: extensions(depth - 1) }]);

/** No JSON, another JSON, or another packing. */
export const bodyModes: Modes = {
  'sends nothing': bad(sending('')),
  'sends nothing, of no type': bad(sending('', typed(undefined))),
  'sends blanks': bad(sending(' \n ')),
  'sends null': bad(sending('null')),
  'sends true': bad(sending('true')),
  'sends a number': bad(sending('0')),
  'sends text': bad(sending(`"${CANARY}"`)),
  'sends a list': bad(sending('[]')),
  'sends a list of what was asked for': bad(replying([healthy])),
  'sends an empty object': bad(sending('{}')),
  'sends half a body': bad(sending('{"resourceType":"Bun')),
  'sends a body without its last brace': bad(sending(body.slice(0, -1))),
  'sends two answers': bad(sending(body + body)),
  'sends an answer and a word behind it': bad(sending(`${body} ${CANARY}`)),
  'sends one answer a line': bad(sending(`${body}\n${body}\n`)),
  'sends a comma too many': bad(sending(body.replace(/}$/, ',}'))),
  'sends a comment': bad(sending(`/* ${CANARY} */${body}`)),
  'sends NaN': bad(sending(withMember('"total":NaN'))),
  'sends Infinity': bad(sending(withMember('"total":-Infinity'))),
  'sends single quotes': bad(sending(body.replaceAll('"', "'"))),
  'sends a raw line break within text': bad(sending(withMember(`"language":"a\nb"`))),
  'sends a call of a function': bad(sending(`callback(${body})`)),
  'sends a guard before the JSON': bad(sending(`)]}',\n${body}`)),
  'sends UTF-16': bad(sending(Buffer.from(`\ufeff${body}`, 'utf16le'), typed('application/fhir+json; charset=utf-16'))),
  'sends UTF-32': bad(sending(Buffer.from([...body].flatMap((each) => [0, 0, 0, each.charCodeAt(0)])))),
  'sends bytes that are no text': bad(sending(Buffer.from([0xff, 0xfe, 0x00, 0x01, 0x80]))),
  'sends a mark of byte order before the JSON': good(sending(`\ufeff${body}`)),
  'sends letters that are not UTF-8': good(sending(Buffer.from(withMember('"language":"M\u00fcller"'), 'latin1'))),
  'sends half of a letter': good(replying({ ...healthy, language: '\ud83d' })),

  'sends a login page': bad(sending(page, typed('text/html'))),
  'sends a login page as JSON': bad(sending(page)),
  'sends JSON as a page': bad(sending(body, typed('text/html'))),
  'sends JSON as plain text': bad(sending(body, typed('text/plain'))),
  'sends JSON as XML': bad(sending(body, typed('application/fhir+xml'))),
  'sends JSON of no type': bad(sending(body, typed(undefined))),
  'sends JSON of a type that is no type': bad(sending(body, typed('fhir'))),
  'sends JSON of a type that only begins like ours': bad(sending(body, typed('application/jsonp'))),
  'sends JSON within several parts': bad(sending(body, typed('multipart/mixed; boundary=x'))),
  'sends XML': bad(sending(xml, typed('application/fhir+xml'))),
  'sends XML as JSON': bad(sending(xml)),
  'sends the type of plain JSON': good(sending(body, typed('application/json'))),
  'sends the type of before R4': good(sending(body, typed('application/json+fhir;charset=UTF-8'))),
  'sends the type with its version': good(
    sending(body, typed('application/fhir+json; fhirVersion=4.0; charset="utf-8"')),
  ),
  'sends the type in capitals': good(sending(body, typed('Application/FHIR+JSON ;charset=utf-8'))),

  'sends 6 MB': bad(sending(ofSize(6_000_000))),
  'sends one byte more than 5 MB': bad(sending(ofSize(LIMIT + 1))),
  'sends 5 MB': good(sending(ofSize(LIMIT))),
  'sends 6 MB packed into a few kB': bad(sending(gzipSync(ofSize(6_000_000)), packed('gzip'))),
  'sends one byte more than 5 MB, packed': bad(sending(gzipSync(ofSize(LIMIT + 1)), packed('gzip'))),
  'sends one byte more than 5 MB, packed by Brotli': bad(sending(brotliCompressSync(ofSize(LIMIT + 1)), packed('br'))),
  'sends 5 MB, packed': good(sending(gzipSync(ofSize(LIMIT)), packed('gzip'))),
  'sends 64 MB packed into 64 kB': bad(sending(gzipSync(Buffer.alloc(64_000_000, ' ')), packed('gzip'))),
  'says gzip and sends plain JSON': bad(sending(body, packed('gzip'))),
  'says nothing and sends gzip': bad(sending(gzipSync(body))),
  'sends half of a packed answer': bad(sending(gzipSync(body).subarray(0, 200), packed('gzip'))),
  'sends a packed answer with wrong sums': bad(sending(spoiled(gzipSync(body)), packed('gzip'))),
  'packs twice': bad(sending(gzipSync(gzipSync(body)), packed('gzip, gzip'))),
  'packs in a way that nobody asked for': bad(sending(zstdCompressSync(body), packed('zstd'))),
  'names a packing that is none': bad(sending(body, packed(CANARY))),
  'packs without the usual wrapper': bad(sending(deflateRawSync(body), packed('deflate'))),
  'packs by gzip': good(sending(gzipSync(body), packed('gzip'))),
  'packs by GZIP': good(sending(gzipSync(body), packed(' GZIP '))),
  'packs by deflate': good(sending(deflateSync(body), packed('deflate'))),
  'packs by Brotli': good(sending(brotliCompressSync(body), packed('br'))),
  'says that it does not pack': good(sending(body, packed('identity'))),

  'nests lists 20,000 deep': bad(sending(lists(20_000))),
  'nests lists 20,000 deep beside the results': bad(sending(withMember(`"meta":${lists(20_000)}`))),
  'nests objects 20,000 deep': bad(sending(`${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`)),
  'nests 200 objects within an extension': bad(replying({ ...healthy, extension: extensions(100) })),
  'nests 65 deep': bad(sending(withMember(`"meta":${lists(64)}`))),
  'nests 64 deep': good(sending(withMember(`"meta":${lists(63)}`))),
  'opens 2,000,000 lists and closes none': bad(sending('['.repeat(2_000_000))),
  'names the type twice, a Bundle last': good(sending(withMember('"resourceType":"OperationOutcome"'))),
  'names the type twice, an error last': bad(sending(body.replace(/}$/, ',"resourceType":"OperationOutcome"}'))),
  'has members named __proto__ and constructor': good(
    sending(withMember('"__proto__":{"entry":[]},"constructor":{"prototype":{"entry":[]}},"hasOwnProperty":1')),
  ),
  'has results in __proto__ only': bad(sending(`{"__proto__":${body}}`)),
  'sends 100,000 members that nobody asked for': good(
    sending(withMember(Array.from({ length: 100_000 }, (_, index) => `"x${index}":0`).join(','))),
  ),
};

/** The checksum at the end is another. */
function spoiled(bytes: Buffer): Buffer {
  const end = bytes.length - 8;
  return Buffer.concat([bytes.subarray(0, end), Buffer.from([0, 0, 0, 0]), bytes.subarray(end + 4)]);
}

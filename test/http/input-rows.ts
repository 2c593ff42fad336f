import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { callFor, demoCall, demoRecords, orderWith, prefetched } from '../support/demo-patient.ts';
import { type Parts, request } from '../support/raw-http.ts';

/** One odd request, and what it is answered with. */
export interface InputRow {
  readonly says: string;
  readonly sent: () => Parts;
  readonly status: number;
  /** The connection ends behind the answer. */
  readonly closes?: true;
  /** Sent to a server that waits 300 milliseconds for a request. */
  readonly hasty?: true;
  /** Node answers by itself, with nothing in the body. */
  readonly bare?: true;
}

const PATH = '/cds-services/order-sign';
const HOST = { host: 'cds.example.org' };
const JSON_TYPE = { 'content-type': 'application/json' };
const POST = `POST ${PATH} HTTP/1.1`;

const prefetch = prefetched(demoRecords);
const call = demoCall({ prefetch });
const good = JSON.stringify(call);
type Headers = Readonly<Record<string, string | readonly string[]>>;

/** A POST whose length is right. */
const posted = (body: string | Buffer, headers: Headers = JSON_TYPE, start = POST): Parts => [
  request(start, { ...HOST, ...headers, 'content-length': `${Buffer.byteLength(body)}` }, body),
];
const chunk = (text: string | Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${Buffer.byteLength(text).toString(16)}\r\n`), Buffer.from(text), Buffer.from('\r\n')]);
const chunked = (texts: readonly (string | Buffer)[]): Parts => [
  request(POST, { ...HOST, ...JSON_TYPE, 'transfer-encoding': 'chunked' }),
  ...texts.map(chunk),
  chunk(''),
];
const padded = (bytes: number): string => {
  const empty = JSON.stringify({ ...call, padding: '' });
  return JSON.stringify({ ...call, padding: 'x'.repeat(bytes - empty.length) });
};
const packed = (body: string | Buffer, encoding: string, more: Headers = {}): Parts =>
  posted(Buffer.from(body), { ...JSON_TYPE, 'content-encoding': encoding, ...more });
const repeated = (bytes: number, piece: number, of: (size: number) => Buffer): readonly Buffer[] =>
  Array.from({ length: bytes / piece }, () => of(piece));

async function* slowly(text: string): AsyncIterable<string> {
  yield request(POST, { ...HOST, ...JSON_TYPE, 'content-length': `${text.length}` }).toString();
  for (const character of text) {
    await new Promise((wait) => setTimeout(wait, 25));
    yield character;
  }
}

const row = (says: string, status: number, sent: () => Parts, more: Partial<InputRow> = {}): InputRow => ({
  says,
  status,
  sent,
  ...more,
});
const body = (says: string, status: number, text: () => string | Buffer): InputRow =>
  row(`body: ${says}`, status, () => posted(text()));

const MEGABYTE = 1_000_000;
const sizes: readonly InputRow[] = [
  body('0 B', 400, () => ''),
  body('99 kB', 200, () => padded(99_000)),
  body('101 kB', 200, () => padded(101_000)),
  body('753 kB', 200, () => padded(753_000)),
  body('4.9 MB', 200, () => padded(4.9 * MEGABYTE)),
  body('5.1 MB', 200, () => padded(5.1 * MEGABYTE)),
  body('10 MB to the byte', 200, () => padded(10 * 2 ** 20)),
  body('10 MB and one byte', 413, () => padded(10 * 2 ** 20 + 1)),
  row('body: 50 MB', 413, () => [
    request(POST, { ...HOST, ...JSON_TYPE, 'content-length': `${50 * MEGABYTE}` }),
    ...repeated(50 * MEGABYTE, MEGABYTE, Buffer.alloc),
  ]),
  row('body: 50 MB in chunks', 413, () => chunked(repeated(50 * MEGABYTE, MEGABYTE, Buffer.alloc))),
  row('chunked, without a length', 200, () => chunked([good.slice(0, 1_000), good.slice(1_000)])),
  row(
    'a chunk whose length is no number',
    400,
    () => [request(POST, { ...HOST, ...JSON_TYPE, 'transfer-encoding': 'chunked' }, 'zz\r\n{}\r\n0\r\n\r\n')],
    { closes: true },
  ),
  row(
    'a length shorter than the body',
    400,
    () => [request(POST, { ...HOST, ...JSON_TYPE, 'content-length': '100' }, good)],
    { closes: true },
  ),
  row(
    'a length longer than the body',
    408,
    () => [request(POST, { ...HOST, ...JSON_TYPE, 'content-length': `${good.length + 1}` }, good)],
    { hasty: true, closes: true },
  ),
  row('a body that comes a byte at a time', 408, () => slowly(good), { hasty: true, closes: true }),
  row('headers that do not end', 408, () => [`${POST}\r\nhost: x\r\n`], { hasty: true, closes: true }),
  row('a length that is negative', 400, () => [request(POST, { ...HOST, ...JSON_TYPE, 'content-length': '-1' })], {
    closes: true,
  }),
];

const zeros = () => gzipSync(Buffer.alloc(200 * MEGABYTE));
const encodings: readonly InputRow[] = [
  row('gzip', 200, () => packed(gzipSync(good), 'gzip')),
  row('deflate', 200, () => packed(deflateSync(good), 'deflate')),
  row('br', 200, () => packed(brotliCompressSync(good), 'br')),
  row('gzip that unfolds to 200 MB', 413, () => packed(zeros(), 'gzip')),
  row('gzip that is none', 400, () => packed(good, 'gzip')),
  row('gzip that is cut off', 400, () => packed(gzipSync(good).subarray(0, 200), 'gzip')),
  row('gzip within gzip', 415, () => packed(gzipSync(gzipSync(good)), 'gzip, gzip')),
  row('an encoding that nobody knows', 415, () => packed(good, 'lzma')),
  row('an encoding named __proto__', 415, () => packed(good, '__proto__')),
];

const typed = (type: string | undefined, status: number, text: string | Buffer = good): InputRow =>
  row(`content type ${type ?? 'none'}`, status, () => posted(text, type === undefined ? {} : { 'content-type': type }));
const types: readonly InputRow[] = [
  typed(undefined, 415),
  typed('text/plain', 415),
  typed('application/fhir+json', 200),
  typed('APPLICATION/JSON; Charset="UTF-8"', 200),
  typed('application/json;charset=utf8', 200),
  typed('application/json; fhirVersion=4.0', 200),
  typed('application/json; charset=utf-16', 415, Buffer.from(good, 'utf16le')),
  typed('application/json; charset=utf-7', 415),
  typed('application/json; charset=iso-8859-1', 415),
  typed('application/json; charset=', 415),
  typed('multipart/form-data; boundary=x', 415),
  typed('application/x-www-form-urlencoded', 415),
  typed('application/json-seq', 415),
];

const changed = (from: string, to: string): string => {
  if (!good.includes(from)) throw new Error(`the demo call has no ${from}`);
  return good.replace(from, to);
};
const extra = (member: string): string => changed('"prefetch":{', `${member},"prefetch":{`);
const shapes: readonly InputRow[] = [
  body('null', 400, () => 'null'),
  body('[]', 400, () => '[]'),
  body('{}', 400, () => '{}'),
  body('a text', 400, () => '"x"'),
  body('5', 400, () => '5'),
  body('cut off', 400, () => good.slice(0, -1)),
  body('a comma at the end', 400, () => `${good.slice(0, -1)},}`),
  body('a comment', 400, () => `/* call */${good}`),
  body('NaN', 400, () => extra('"x":NaN')),
  body('two calls', 400, () => good + good),
  body('a byte order mark before it', 200, () => `\ufeff${good}`),
  body('a byte order mark alone', 400, () => '\ufeff'),
  body('blanks around it', 200, () => ` \r\n\t${good}\n`),
  body('a name twice', 400, () => extra('"hook":"order-sign"')),
  body('a name twice, once spelled with an escape', 400, () => extra('"h\\u006fok":"order-sign"')),
  body('a name twice within the order', 400, () => changed('"status":"draft"', '"status":"draft","status":"active"')),
  body('__proto__ twice', 400, () => extra('"__proto__":1,"__proto__":2')),
  body('half a surrogate in a text', 200, () => changed('Hemgenix, kit', 'Hemgenix \\ud800, kit')),
  body('half a surrogate in a name', 200, () => extra('"\\udfff":1')),
  body('half a surrogate for a patient', 200, () => good.replaceAll('demo-hemgenix', '\\ud800')),
  body('NUL in a text', 200, () => changed('Hemgenix, kit', 'Hemgenix \\u0000, kit')),
  body('NUL in an id', 200, () => changed('"id":"demo-order"', '"id":"demo\\u0000order"')),
  body('NUL for a patient', 200, () => good.replaceAll('demo-hemgenix', 'a\\u0000b')),
  body('a naked NUL', 400, () => changed('Hemgenix, kit', 'Hemgenix \0, kit')),
  body('bytes that are no UTF-8', 400, () => Buffer.from(changed('Hemgenix, kit', 'Hemgenix\xe9, kit'), 'latin1')),
  body('20,000 lists deep', 400, () => extra(`"x":${'['.repeat(20_000)}${']'.repeat(20_000)}`)),
  body('20,000 objects deep', 400, () => extra(`"x":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`)),
  body('20,000 lists that never end', 400, () => '['.repeat(20_000)),
  body('10,000 names in one object', 200, () => extra(`"x":{${names(10_000)}}`)),
  body('10,001 names in one object', 413, () => extra(`"x":{${names(10_001)}}`)),
  body('100,000 names in one object', 413, () => extra(`"x":{${names(100_000)}}`)),
  body('a million values and more', 413, () => extra(`"x":[${'0,'.repeat(MEGABYTE)}0]`)),
  body('a million lists, few to a list', 413, () =>
    extra(`"x":[${`${'['.repeat(50)}${']'.repeat(50)},`.repeat(20_000)}0]`),
  ),
  body('more numbers with a zero at the end than any chart', 413, () => extra(`"x":[${'1.10,'.repeat(200_001)}0]`)),
  body('a name of 1 MB', 200, () => extra(`"${'x'.repeat(MEGABYTE)}":1`)),
  body('a text of 5 MB for the drug', 200, () => changed('Hemgenix, kit', `Hemgenix ${'x'.repeat(5 * MEGABYTE)}`)),
  body('3,000 tokens', 200, () =>
    extra(`"fhirAuthorization":{"access_token":"abcdefghij","others":[${names(3_000).replaceAll(':1', '')}]}`),
  ),
];

function names(count: number): string {
  return Array.from({ length: count }, (_, index) => `"secret-${index}":1`).join(',');
}

const INHERITED = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', 'then'];
const inherited: readonly InputRow[] = INHERITED.flatMap((name) => [
  body(`${name} as a member of the call`, 200, () => extra(`"${name}":{"hook":"x","prototype":{}}`)),
  body(`${name} as a member of the order`, 200, () => changed('"status":"draft"', `"status":"draft","${name}":{}`)),
  body(`${name} as the id of the order`, 200, () => changed('"id":"demo-order"', `"id":"${name}"`)),
  body(`${name} as the patient`, 200, () => good.replaceAll('demo-hemgenix', name)),
  body(`${name} as a key of the prefetch`, 200, () =>
    changed('"prefetch":{', `"prefetch":{"${name}":{"resourceType":"Bundle"},`),
  ),
  body(`${name} as a code`, 200, () => changed('"code":"2626778"', `"code":"${name}"`)),
  body(`${name} as a code system`, 200, () => good.replaceAll('http://loinc.org', name)),
  body(`${name} as a unit`, 200, () => good.replaceAll('"unit":"', `"unit":"${name}`)),
  body(`${name} as a kind of resource`, 200, () =>
    changed('"resourceType":"MedicationRequest"', `"resourceType":"${name}"`),
  ),
  body(`${name} as the hook`, 400, () => changed('"hook":"order-sign"', `"hook":"${name}"`)),
]);

const numbers: readonly InputRow[] = [
  '1e400',
  '99999999999999999999',
  '-0',
  '1e-400',
  '1e999999999',
  '-1e999999999',
  '0.1e-99',
].flatMap((number) => [
  body(`${number} as a dose`, 200, () => changed('"value":158', `"value":${number}`)),
  body(`${number} as refills`, 200, () => changed('"numberOfRepeatsAllowed":0', `"numberOfRepeatsAllowed":${number}`)),
  body(`${number} for every value of the chart`, 200, () => good.replace(/"value":[\d.]+/g, `"value":${number}`)),
]);

const bare = (method: string, status: number, path = PATH, more: Partial<InputRow> = {}): InputRow =>
  row(`${method} ${path.slice(0, 60)}`, status, () => [request(`${method} ${path} HTTP/1.1`, HOST)], more);
const addressed = (path: string, status: number): InputRow =>
  row(`POST ${path.slice(0, 60)}`, status, () => posted(good, JSON_TYPE, `POST ${path} HTTP/1.1`));
const addresses: readonly InputRow[] = [
  ...['GET', 'HEAD', 'PUT', 'DELETE', 'TRACE', 'PATCH', 'PROPFIND'].map((method) => bare(method, 404)),
  bare('OPTIONS', 204),
  bare('OPTIONS', 404, '/nowhere'),
  bare('CONNECT', 400, 'cds.example.org:443', { closes: true }),
  bare('BREW', 400, PATH, { closes: true }),
  addressed('/cds-services/patient-view', 404),
  addressed('/cds-services/__proto__', 404),
  addressed(`${PATH}/`, 200),
  addressed(`${PATH}?x=${'y'.repeat(10_000)}`, 200),
  addressed(`${PATH}#x`, 200),
  addressed(`/${PATH}`, 404),
  addressed('/cds-services//order-sign', 404),
  addressed('/crd//cds-services/order-sign', 404),
  addressed('/%2e%2e/cds-services/order-sign', 404),
  addressed('/cds-services/../cds-services/order-sign', 404),
  addressed('/cds-services%2forder-sign', 404),
  addressed(`${PATH}%00`, 404),
  addressed('/CDS-SERVICES/ORDER-SIGN', 404),
  addressed('/cds-services/Order-Sign', 404),
  addressed('http://other.example.org/cds-services/order-sign', 200),
  addressed('*', 404),
  addressed(`/${'x'.repeat(10_000)}`, 404),
  bare('GET', 400, '/determinations/%E0%A4%A'),
  bare('GET', 404, '/determinations/%00'),
  bare('GET', 404, `/determinations/${'9'.repeat(9_000)}`),
  bare('GET', 404, '/fhir/Questionnaire/__proto__'),
  bare('GET', 200, '/fhir/Questionnaire?url[]=x&url[__proto__]=y&_id=constructor'),
  bare('GET', 431, `/${'x'.repeat(20_000)}`, { closes: true }),
];

const wire: readonly InputRow[] = [
  row('a header of 20 kB', 431, () => posted(good, { ...JSON_TYPE, 'x-long': 'x'.repeat(20_000) }), { closes: true }),
  row('2,000 headers', 431, () => posted(good, { ...JSON_TYPE, 'x-short': Array(2_000).fill('abcdefgh') }), {
    closes: true,
  }),
  row(
    'two lengths that differ',
    400,
    () => [request(POST, { ...HOST, ...JSON_TYPE, 'content-length': ['5', '6'] }, '{"a":1}')],
    { closes: true },
  ),
  row(
    'a length and chunks',
    400,
    () => [
      request(
        POST,
        { ...HOST, ...JSON_TYPE, 'content-length': '5', 'transfer-encoding': 'chunked' },
        '0\r\n\r\nGET / HTTP/1.1\r\n',
      ),
    ],
    { closes: true },
  ),
  row(
    'chunked, and something else',
    400,
    () => [request(POST, { ...HOST, ...JSON_TYPE, 'transfer-encoding': 'chunked, identity' }, '0\r\n\r\n')],
    { closes: true },
  ),
  row(
    'a header with a line break of the old kind',
    400,
    () => [request(POST, { ...HOST, 'x-folded': 'a\n\tb: c' }, '')],
    { closes: true },
  ),
  row('a blank before the colon', 400, () => [`${POST}\r\nhost : x\r\n\r\n`], { closes: true }),
  row('Expect: 100-continue', 200, () => posted(good, { ...JSON_TYPE, expect: '100-continue' })),
  row(
    'Expect: 100-Continue, and not JSON',
    415,
    () => posted(good, { 'content-type': 'text/plain', expect: '100-Continue' }),
    { closes: true },
  ),
  row('Expect: the unexpected', 417, () => posted(good, { ...JSON_TYPE, expect: 'gold' }), { closes: true }),
  row('Upgrade to a web socket', 200, () =>
    posted(good, { ...JSON_TYPE, connection: 'upgrade', upgrade: 'websocket' }),
  ),
  row('HTTP/1.0', 200, () => posted(good, JSON_TYPE, `POST ${PATH} HTTP/1.0`), { closes: true }),
  row('HTTP/2 at once', 400, () => ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'], { closes: true }),
  row('TLS where there is none', 400, () => [Buffer.from('16030100a5010000a10303', 'hex'), Buffer.alloc(160, 7)], {
    closes: true,
  }),
  row('no HTTP at all', 400, () => ['hello\r\n\r\n'], { closes: true }),
  row('no host', 400, () => [`${POST}\r\ncontent-length: 0\r\n\r\n`], { closes: true, bare: true }),
  row('two Authorization headers', 401, () => posted(good, { ...JSON_TYPE, authorization: ['Bearer a', 'Bearer b'] }), {
    closes: true,
  }),
  row('a traceparent that is none', 200, () => posted(good, { ...JSON_TYPE, traceparent: '00-zz-<script>-01' })),
];

const aspirin = (id: string) => orderWith({ id, medicationCodeableConcept: { text: 'aspirin' } });
const ordersOf = (count: number, order: (id: string) => unknown, more: Record<string, unknown> = { prefetch }) =>
  JSON.stringify(
    callFor(
      Array.from({ length: count }, (_, index) => order(`order-${index}`)),
      more,
    ),
  );
const governed = (id: string) => orderWith({ id });
/** The prefetch with the first record of a key so many times. */
const beside = (key: string, count: number) => {
  const { entry } = prefetch[key] as { entry: { resource: object }[] };
  const more = Array.from({ length: count }, (_, index) => ({ resource: { ...entry[0]?.resource, id: `n-${index}` } }));
  return { prefetch: { ...prefetch, [key]: { resourceType: 'Bundle', entry: more } } };
};
const besideResults = (count: number) => beside('laboratory', count);
const besideCoverages = (count: number) => beside('coverage', count);
const coveragesOf = (count: number) => JSON.stringify(demoCall(besideCoverages(count)));
const circle = [
  {
    resourceType: 'Medication',
    id: 'a',
    ingredient: [{ itemReference: { reference: '#b' } }],
    contained: [{ id: 'a' }],
  },
  { resourceType: 'Medication', id: 'b', ingredient: [{ itemReference: { reference: '#a' } }] },
  { resourceType: 'PractitionerRole', id: 'r', practitioner: { reference: '#r' }, organization: { reference: '#r' } },
];
const orders: readonly InputRow[] = [
  body('no orders', 200, () => ordersOf(0, aspirin)),
  body('1,000 orders', 200, () => ordersOf(1_000, aspirin)),
  body('1,001 orders', 413, () => ordersOf(1_001, aspirin)),
  body('10,000 orders', 413, () => ordersOf(10_000, aspirin)),
  body('10,000 entries that are no orders', 413, () => changed('"entry":[{', `"entry":[${'{},'.repeat(10_000)}{`)),
  body('50 orders of a governed drug', 200, () => ordersOf(50, governed)),
  body('51 orders of a governed drug', 413, () => ordersOf(51, governed)),
  body('100 coverages', 200, () => coveragesOf(100)),
  body('101 coverages', 413, () => coveragesOf(101)),
  body('one order of a governed drug beside 12,000 results', 200, () => ordersOf(1, governed, besideResults(12_000))),
  body('two of them beside 12,000 results', 413, () => ordersOf(2, governed, besideResults(12_000))),
  row('body: 1,000 orders and three coverages, each to be answered under each', 413, () =>
    posted(ordersOf(1_000, aspirin, besideCoverages(3)), JSON_TYPE, POST.replace('/cds', '/crd/cds')),
  ),
  ...[
    ['216 characters', `e${'Tn7.-'.repeat(43)}`],
    ['nothing', ''],
    ['letters beyond ASCII', 'Zöe-薬-💊'],
    ['a path', '../../Patient/1?x=y#z'],
    ['markup', '<img src=x onerror=alert(1)>'],
  ].map(([says, id]) =>
    body(`an order id of ${says}`, 200, () => JSON.stringify(callFor([orderWith({ id })], { prefetch }))),
  ),
  body('an order id that is a number', 200, () => changed('"id":"demo-order"', '"id":5')),
  body('two orders of one id', 200, () => JSON.stringify(callFor([orderWith({}), orderWith({})], { prefetch }))),
  body('contained resources that point at each other', 200, () =>
    JSON.stringify(
      callFor(
        [
          orderWith({
            contained: circle,
            medicationCodeableConcept: undefined,
            medicationReference: { reference: '#a' },
            requester: { reference: '#r' },
          }),
        ],
        { prefetch },
      ),
    ),
  ),
];

/** Block F of the caller's battery. */
export const rows: readonly InputRow[] = [
  ...sizes,
  ...encodings,
  ...types,
  ...shapes,
  ...inherited,
  ...numbers,
  ...addresses,
  ...wire,
  ...orders,
];

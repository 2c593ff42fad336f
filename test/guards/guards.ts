/** One protection: where it stands, how the code reads without it, and the tests that must then turn red. */
export interface Guard {
  readonly guard: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly tests: string;
  /** Part of the names of the tests to run, so that a guard is shown in seconds. */
  readonly named: string;
}

const outbound = 'test/fhir/outbound-guard.test.ts';

/** Every protection of the reading of charts (docs/decisions/0005). */
export const guards: readonly Guard[] = [
  {
    guard: 'a next page is on the same server',
    file: 'src/fhir/paging.ts',
    from: ' || !isWithin(next, base)',
    to: '',
    tests: outbound,
    named: 'a next page on',
  },
  {
    guard: 'a reference to another server is never followed',
    file: 'src/fhir/chart.ts',
    from: ' || isElsewhere',
    to: '',
    tests: outbound,
    named: 'a reference to',
  },
  {
    guard: 'an origin is compared whole',
    file: 'src/fhir/address.ts',
    from: 'found.origin === allowed.origin',
    to: 'found.origin.startsWith(allowed.origin)',
    tests: outbound,
    named: 'lies on the server',
  },
  {
    guard: 'a path is compared by its segments',
    file: 'src/fhir/address.ts',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is looked for in a file
    from: 'startsWith(`${path}/`)',
    to: 'startsWith(path)',
    tests: outbound,
    named: 'beside its own',
  },
  {
    guard: 'no redirect is followed',
    file: 'src/fhir/client.ts',
    from: "redirect: 'error', ",
    to: '',
    tests: outbound,
    named: 'a redirect',
  },
  {
    guard: 'an id cannot leave its place in the path',
    file: 'src/fhir/client.ts',
    from: 'if (!isSafeId(id)) return FAILED;',
    to: '',
    tests: outbound,
    named: 'an id that is no id',
  },
  {
    guard: 'a read gives the type that was asked for',
    file: 'src/fhir/client.ts',
    from: 'isResource(resource, type) ?',
    to: 'isResource(resource) ?',
    tests: outbound,
    named: 'a read that answers with another type',
  },
  {
    guard: 'only JSON is read',
    file: 'src/fhir/transport.ts',
    from: "!isJson(headers['content-type'])",
    to: 'false',
    tests: outbound,
    named: 'what is not FHIR',
  },
  {
    guard: 'an answer has at most 5 MB',
    file: 'src/fhir/transport.ts',
    from: 'maxResponseSize: MAX_RESPONSE_BYTES,',
    to: '',
    tests: outbound,
    named: '6 MB',
  },
  {
    guard: 'an answer has at most 5 MB unpacked',
    file: 'src/fhir/transport.ts',
    from: '{ maxOutputLength: MAX_RESPONSE_BYTES }',
    to: '{ maxOutputLength: 1e9 }',
    tests: outbound,
    named: 'small on the wire',
  },
  {
    guard: 'an answer nests at most 64 deep',
    file: 'src/fhir/exact-json.ts',
    from: 'MAX_DEPTH = 64',
    to: 'MAX_DEPTH = 1e9',
    tests: outbound,
    named: 'lists inside lists',
  },
  {
    guard: 'no digit of a number is lost',
    file: 'src/fhir/exact-json.ts',
    from: 'LONG_NUMBER.test(text) ? JSON.stringify',
    to: 'false ? JSON.stringify',
    tests: outbound,
    named: 'to the last digit',
  },
  {
    guard: 'ten pages at most',
    file: 'src/fhir/paging.ts',
    from: 'MAX_PAGES = 10',
    to: 'MAX_PAGES = 11',
    tests: outbound,
    named: 'eleven',
  },
  {
    guard: '2,000 entries at most',
    file: 'src/fhir/paging.ts',
    from: 'MAX_ENTRIES = 2_000',
    to: 'MAX_ENTRIES = 2_001',
    tests: outbound,
    named: 'entries',
  },
  {
    guard: 'pages in a circle are noticed',
    file: 'src/fhir/paging.ts',
    from: ' && !links.has(next)',
    to: '',
    tests: outbound,
    named: 'names itself',
  },
  {
    guard: 'every request ends at the deadline',
    file: 'src/fhir/client.ts',
    from: 'const options = { signal: deadline };',
    to: 'const options = {};',
    tests: outbound,
    named: 'never answers',
  },
  {
    guard: 'a busy server is asked again once',
    file: 'src/fhir/client.ts',
    from: 'return request();\n  }',
    to: 'return twiceAtMost(request, deadline);\n  }',
    tests: outbound,
    named: 'once only',
  },
  {
    guard: 'a server that asks for patience is left alone',
    file: 'src/fhir/client.ts',
    from: 'pause <= LONGEST_PAUSE ? Math.max(pause, SHORT_PAUSE) : undefined',
    to: 'SHORT_PAUSE',
    tests: outbound,
    named: 'asks for',
  },
  {
    guard: 'few sockets to a server',
    file: 'src/fhir/transport.ts',
    from: 'connections: CONNECTIONS_PER_SERVER,',
    to: '',
    tests: outbound,
    named: 'few sockets',
  },
  {
    guard: 'an error stays a word of the closed list',
    file: 'src/fhir/client.ts',
    from: "return statusOf(error) === 404 ? { kind: 'not-offered' } : FAILED;",
    to: 'throw error;',
    tests: outbound,
    named: 'closed list',
  },
  {
    guard: 'DEBUG prints nothing',
    file: 'src/quiet.ts',
    from: 'delete process.env.DEBUG;',
    to: '',
    tests: outbound,
    named: 'DEBUG',
  },
  {
    guard: "another patient's records are left out",
    file: 'src/fhir/chart.ts',
    from: ': sent.isPatient(at(each, request.patientAt), patientId)',
    to: ': true',
    tests: 'test/hooks/order-sign.test.ts',
    named: 'whose record it is',
  },
  {
    guard: 'the token is for the patient of the call',
    file: 'src/hooks/order-sign.ts',
    from: 'tokenPatient !== patientId',
    to: 'false',
    tests: 'test/hooks/order-sign.test.ts',
    named: 'whose record it is',
  },
];

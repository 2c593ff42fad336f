import {
  bad,
  CANARY,
  good,
  healthy,
  INHIBITOR,
  type Mode,
  type Modes,
  partly,
  replying,
  results,
  resultsWith,
  searchset,
  sending,
} from './mode.ts';

const nothing = (records: readonly unknown[], more: Record<string, unknown> = {}): Mode => ({
  answer: replying(searchset(records, more)),
  expected: 'not-on-record',
});
const outcome = (severity: string, code = 'processing') => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity, code, diagnostics: CANARY }],
});
/** All results of somebody, who is not the patient. */
const of = (subject: unknown) => results.map((result) => ({ ...result, valueString: CANARY, subject }));
/** The entries of a Bundle as they stand. */
const entries = (entry: unknown) => bad(replying({ ...healthy, entry }));
const conditions = results.map(({ id, subject }) => ({ resourceType: 'Condition', id, subject }));

/** The inhibitor test with this number, as written. */
const numbered = (written: string, expected: Mode['expected'], before = ''): Mode => {
  const quantity = { value: 'number', unit: 'BU', system: 'http://unitsofmeasure.org', code: "[beth'U]" };
  const body = JSON.stringify(searchset(resultsWith(INHIBITOR, { valueQuantity: quantity })));
  return { answer: sending(before + body.replace('"number"', written)), expected };
};

/** JSON that is no honest answer to the search, or an odd one that is. */
export const bundleModes: Modes = {
  'sends a Patient': bad(replying({ resourceType: 'Patient', id: CANARY })),
  'sends one result, in no Bundle': bad(replying(results[0])),
  'sends a Bundle of no type': bad(replying({ ...healthy, resourceType: undefined })),
  'sends a Bundle of a type that is a number': bad(replying({ ...healthy, resourceType: 1 })),
  'sends a "bundle"': bad(replying({ ...healthy, resourceType: 'bundle' })),
  'sends an OperationOutcome of an error': bad(replying(outcome('error'))),
  'sends an OperationOutcome of a warning': bad(replying(outcome('warning'))),
  'sends an OperationOutcome without an issue': bad(replying({ resourceType: 'OperationOutcome' })),
  'sends an error among the results': partly(replying(searchset([...results, outcome('error')]))),
  'sends a fatal error before the results': partly(replying(searchset([outcome('fatal', 'exception'), ...results]))),
  'sends an error and no results': bad(replying(searchset([outcome('error', 'security')]))),
  'sends a warning among the results': good(replying(searchset([...results, outcome('warning')]))),
  'sends a remark that nothing was found': nothing([outcome('information')]),

  'sends a Bundle without entries': nothing([], { entry: undefined, total: 0 }),
  'sends a Bundle with an empty list of entries': nothing([]),
  'sends no entries and says that there are seven': bad(replying({ ...healthy, entry: undefined, total: 7 })),
  'sends two results and says that there are seven': partly(replying(searchset(results.slice(0, 2), { total: 7 }))),
  'sends the results and says that there are none': good(replying({ ...healthy, total: 0 })),
  'sends a total that is no number': good(replying({ ...healthy, total: 'many' })),
  'sends entries that are null': entries(null),
  'sends entries that are text': entries(CANARY),
  'sends entries that are a number': entries(7),
  'sends null as an entry': entries([null]),
  'sends null among the entries': partly(replying({ ...healthy, entry: [...healthy.entry, null] })),
  'sends lists as entries': entries([healthy.entry]),
  'sends text as an entry': entries([CANARY]),
  'sends entries without resources': entries(results.map(({ id }) => ({ fullUrl: `Observation/${id}` }))),
  'sends entries with resources that are null': entries([{ resource: null }]),
  'sends resources of no type': entries(
    results.map((result) => ({ resource: { ...result, resourceType: undefined } })),
  ),
  'sends a Bundle within the Bundle': bad(replying(searchset([healthy]))),
  'sends Conditions where Observations were asked for': bad(replying(searchset(conditions))),
  'sends every result twice': good(replying(searchset([...results, ...results]))),
  'sends what nobody asked for beside the results': good(replying(searchset([...results, ...conditions]))),

  "sends another patient's results": bad(replying(searchset(of({ reference: 'Patient/other' })))),
  'sends results of nobody': bad(replying(searchset(of(undefined)))),
  'sends results of somebody named but not referred to': bad(replying(searchset(of({ display: 'Andrew Example' })))),
  'sends results of a Group': bad(replying(searchset(of({ reference: 'Group/demo-hemgenix' })))),
  'sends results of a patient whose id only begins the same': bad(
    replying(searchset(of({ reference: 'Patient/demo-hemgenix-2' }))),
  ),
  'sends results of a patient that is a list': bad(replying(searchset(of([{ reference: 'Patient/demo-hemgenix' }])))),
  "sends another patient's result among the patient's own": nothing(
    resultsWith(INHIBITOR, { subject: { reference: 'Patient/other' } }),
  ),
  'sends a result whose status is in __proto__ only': {
    answer: sending(
      JSON.stringify(searchset(resultsWith(INHIBITOR, { status: undefined, proto: { status: 'final' } }))).replace(
        '"proto":',
        '"__proto__":',
      ),
    ),
    expected: 'not-final',
  },
  'sends a result without a value': nothing(resultsWith(INHIBITOR, { valueQuantity: undefined })),

  'sends 1e400': numbered('1e400', 'unit-unknown'),
  'sends 99999999999999999999': numbered('99999999999999999999', 'implausible'),
  'sends a negative number': numbered('-1', 'implausible'),
  'sends a number of 300 digits': numbered(`0.${'3'.repeat(300)}`, 'unit-unknown'),
  'sends a number of 25 digits just below the limit': numbered('0.5999999999999999999999999', 'as-healthy'),
  'sends such a number behind a mark of byte order': numbered('0.5999999999999999999999999', 'as-healthy', '\ufeff'),
  'sends a number of 25 digits at the limit': numbered('0.6000000000000000000000000', 'not-on-record'),
  'sends a number as text': numbered('"0.2"', 'as-healthy'),
  'sends a word as a number': numbered('"low"', 'unit-unknown'),
  'sends a list as a number': numbered('[0.2]', 'unit-unknown'),
};

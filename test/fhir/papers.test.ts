import { describe, expect, test } from 'vitest';
import { type Comparator, intervalOf } from '../../src/facts/interval.ts';
import { readAnsweredCounts, readAnswers } from '../../src/fhir/answer.ts';
import { readAuthorizations } from '../../src/fhir/authorization.ts';
import { readCounts } from '../../src/fhir/count.ts';
import { readExclusion } from '../../src/fhir/eligibility.ts';
import type { Resource } from '../../src/fhir/json.ts';
import { readNote } from '../../src/fhir/note.ts';
import { SentResources } from '../../src/fhir/reference.ts';
import { hcpcs, rxnorm } from '../support/codings.ts';

describe('notes', () => {
  const document = (changed: object) =>
    ({
      resourceType: 'DocumentReference',
      id: '1',
      status: 'current',
      type: { text: 'Neurology consultation note' },
      date: '2026-07-02T09:00:00Z',
      content: [{ attachment: { title: 'Scan 7', data: 'bWV0' } }],
      ...changed,
    }) as Resource;
  const report = (changed: object) =>
    ({
      resourceType: 'DiagnosticReport',
      id: '1',
      status: 'final',
      code: { text: 'MRI brain' },
      effectiveDateTime: '2026-07-02',
      issued: '2026-07-05T09:00:00Z',
      presentedForm: [{ contentType: 'application/pdf' }],
      conclusion: 'highly active disease',
      ...changed,
    }) as Resource;
  test.each<[string, Resource, string]>([
    ['a document', document({}), 'Neurology consultation note 2026-07-02'],
    ['by its description', document({ description: 'Letter to the payer' }), 'Letter to the payer 2026-07-02'],
    ['by its title', document({ type: undefined }), 'Scan 7 2026-07-02'],
    ['without a name', document({ type: undefined, content: [] }), 'Document without a title 2026-07-02'],
    [
      'dated by the visit',
      document({ date: undefined, context: { period: { start: '2026-06-30' } } }),
      'Neurology consultation note 2026-06-30',
    ],
    ['without a date', document({ date: undefined }), 'Neurology consultation note'],
    ['preliminary', document({ docStatus: 'preliminary' }), 'Neurology consultation note 2026-07-02'],
    ['entered in error', document({ docStatus: 'entered-in-error' }), ''],
    ['superseded', document({ status: 'superseded' }), ''],
    ['a document in error', document({ status: 'entered-in-error' }), ''],
    ['a report to open', report({}), 'MRI brain 2026-07-02'],
    ['an addition', report({ status: 'appended' }), 'MRI brain 2026-07-02'],
    ['a report that was only issued', report({ effectiveDateTime: undefined }), 'MRI brain'],
    ['a report without a form', report({ presentedForm: undefined }), ''],
    ['a document with a modifier that nobody knows', document({ modifierExtension: [{ url: 'urn:x' }] }), ''],
    ['a preliminary report', report({ status: 'preliminary' }), ''],
    ['a partial report', report({ status: 'partial' }), ''],
  ])('%s', (_, resource, expected) => {
    expect(
      readNote(resource)
        .map(({ shown, day }) => [shown, ...(day ? [day] : [])].join(' '))
        .join(),
    ).toBe(expected);
    expect(JSON.stringify(readNote(resource))).not.toMatch(/bWV0|highly active/);
  });
});

describe('prior authorizations', () => {
  const sent = new SentResources();
  sent.add({ resourceType: 'Organization', id: 'cigna', name: 'Cigna', alias: ['Cigna Healthcare'] });
  sent.add({
    resourceType: 'Claim',
    id: 'asked',
    item: [
      { sequence: 1, productOrService: hcpcs('J9210') },
      { sequence: 2, productOrService: hcpcs('J0202') },
    ],
  });
  const response = (changed: object) =>
    ({
      resourceType: 'ClaimResponse',
      id: '1',
      use: 'preauthorization',
      status: 'active',
      outcome: 'complete',
      created: '2026-01-10T10:00:00Z',
      insurer: { display: 'Cigna' },
      addItem: [{ productOrService: hcpcs('J9210') }],
      ...changed,
    }) as Resource;
  const action = (code: string, itemSequence = 1) => ({
    itemSequence,
    adjudication: [
      {
        category: { coding: [{ code: 'submitted' }] },
        extension: [
          {
            url: 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/extension-reviewAction',
            extension: [
              {
                url: 'code',
                valueCodeableConcept: { coding: [{ system: 'https://codesystem.x12.org/005010/306', code }] },
              },
            ],
          },
        ],
      },
    ],
  });
  const claimed = { addItem: undefined, request: { reference: 'Claim/asked' } };
  test.each<[string, Resource, string]>([
    ['on an added line', response({}), 'gamifant Cigna 2026-01-10'],
    ['partial', response({ outcome: 'partial' }), 'gamifant Cigna 2026-01-10'],
    [
      'without a day of its own',
      response({ created: undefined, preAuthPeriod: { start: '2026-01-11' } }),
      'gamifant Cigna 2026-01-11',
    ],
    ['without any day', response({ created: undefined }), 'gamifant Cigna'],
    [
      'by a known insurer',
      response({ insurer: { reference: 'Organization/cigna' } }),
      'gamifant Cigna/Cigna Healthcare 2026-01-10',
    ],
    ['by nobody known', response({ insurer: { reference: 'Organization/gone' } }), 'gamifant  2026-01-10'],
    [
      'in an extension of a line',
      response({
        addItem: undefined,
        item: [{ itemSequence: 1, extension: [{ extension: [{ valueCodeableConcept: hcpcs('J0202') }] }] }],
      }),
      'lemtrada Cigna 2026-01-10',
    ],
    [
      'in an extension of the response',
      response({ addItem: undefined, extension: [{ valueCodeableConcept: rxnorm('2104604') }] }),
      'gamifant Cigna 2026-01-10',
    ],
    ['by the Claim it answers', response(claimed), 'gamifant Cigna 2026-01-10; lemtrada Cigna 2026-01-10'],
    [
      'by a contained Claim',
      response({
        addItem: undefined,
        request: { reference: '#c' },
        contained: [{ resourceType: 'Claim', id: 'c', item: [{ productOrService: hcpcs('J0202') }] }],
      }),
      'lemtrada Cigna 2026-01-10',
    ],
    [
      'certified',
      response({ ...claimed, item: [action('A1')] }),
      'gamifant Cigna 2026-01-10; lemtrada Cigna 2026-01-10',
    ],
    ['one line not certified', response({ ...claimed, item: [action('A3')] }), 'lemtrada Cigna 2026-01-10'],
    ['one line pended', response({ ...claimed, item: [action('A1'), action('A4', 2)] }), 'gamifant Cigna 2026-01-10'],
    [
      'a line denied in words',
      response({ ...claimed, item: [{ itemSequence: 2, adjudication: [{ reason: { text: 'Denied' } }] }] }),
      'gamifant Cigna 2026-01-10',
    ],
    ['denied as a whole', response({ disposition: 'Request denied.' }), ''],
    ['named by text alone', response({ addItem: [{ productOrService: { text: 'Gamifant' } }] }), ''],
    ['for another drug', response({ addItem: [{ productOrService: hcpcs('J0129') }] }), ''],
    ['a claim', response({ use: 'claim' }), ''],
    ['cancelled', response({ status: 'cancelled' }), ''],
    ['queued', response({ outcome: 'queued' }), ''],
    ['in error', response({ outcome: 'error' }), ''],
  ])('%s', (_, resource, expected) =>
    expect(
      readAuthorizations(resource, sent)
        .map(({ drug, insurer, day }) => [drug, insurer.join('/'), ...(day ? [day] : [])].join(' '))
        .join('; '),
    ).toBe(expected));
});

describe('exposure days', () => {
  const observation = (changed: object) =>
    ({
      resourceType: 'Observation',
      id: '1',
      status: 'final',
      code: { text: 'Cumulative factor IX exposure days' },
      effectiveDateTime: '2026-07-01',
      valueQuantity: { value: 150, unit: 'days', system: 'http://unitsofmeasure.org', code: 'd' },
      ...changed,
    }) as Resource;
  const quantity = (value: unknown, more: object = {}) => observation({ valueQuantity: { value, ...more } });
  const named = (text: string) => observation({ code: { text } });
  const written = (valueString: string) => observation({ valueQuantity: undefined, valueString });
  test.each<[string, Resource, string]>([
    ['in days', observation({}), '150'],
    ['an integer', observation({ valueQuantity: undefined, valueInteger: 149 }), '149'],
    ['{days}', quantity(151, { unit: '{days}' }), '151'],
    ['without a unit', quantity(151), '151'],
    ['nought', quantity(0, { unit: 'd' }), '0'],
    ['in weeks', quantity(151, { unit: 'weeks', code: 'wk' }), ''],
    ['more than', quantity(150, { comparator: '>' }), '>150'],
    ['at most', quantity(150, { unit: 'd', comparator: '<=' }), '<=150'],
    ['with a comparator that is none', quantity(150, { comparator: 'about' }), ''],
    ['with a comparator that is no text', quantity(150, { comparator: 3 }), ''],
    ['with a comparator of null', quantity(150, { comparator: null }), '150'],
    ['said to be absent', observation({ dataAbsentReason: { text: 'error' } }), ''],
    ['with a modifier that nobody knows', observation({ modifierExtension: [{ url: 'urn:x' }] }), ''],
    ['half a day', quantity(150.5), ''],
    ['fewer than none', quantity(-1), ''],
    ['as text', written('150'), '150'],
    ['as text with days', written('150 days'), '150'],
    ['as text, more than', written('>150 days'), '>150'],
    ['as text, more than or as many', written('≥ 150 exposure days'), '>=150'],
    ['as text, fewer than', written('< 150'), '<150'],
    ['in words', written('more than 150 days'), ''],
    ['as text with another unit', written('150 doses'), ''],
    ['as text, about', written('~150 days'), ''],
    ['as text, part of a day', written('150.5 days'), ''],
    ['by its display', observation({ code: { coding: [{ display: 'Factor IX exposure days' }] } }), '150'],
    ['factor 9', named('Factor 9 exposure days (EDs)'), '150'],
    ['exposure days alone', named('Exposure days'), '150'],
    ['to the product', named('Number of exposure days to factor IX product'), '150'],
    ['of factor VIII', named('Cumulative factor VIII exposure days'), ''],
    ['of factor 8', named('Factor 8 exposure days'), ''],
    ['to the sun', named('Sun exposure days'), ''],
    ['of a part of the time', named('Factor IX exposure days, last 12 months'), ''],
    ['only near', named('Factor IX exposure daysx'), ''],
    ['preliminary', observation({ status: 'preliminary' }), ''],
    ['entered in error', observation({ status: 'entered-in-error' }), ''],
    ['without a date', observation({ effectiveDateTime: undefined, issued: '2026-07-01T00:00:00Z' }), ''],
  ])('%s', (_, resource, expected) =>
    expect(
      readCounts(resource)
        .map(({ count, value, shown, day, criterion }) => {
          expect({ count, day, criterion }).toEqual({
            count: 'factorIXExposureDays',
            day: '2026-07-01',
            criterion: undefined,
          });
          const [, sign = '', number = ''] = /^([<>]=?)?(\d+) exposure days$/.exec(shown) ?? [];
          expect(value).toEqual(intervalOf((sign === '' ? '=' : sign) as Comparator, number));
          return `${sign}${number}`;
        })
        .join(),
    ).toBe(expected));

  const response = (changed: object, answer: object = { valueInteger: 150 }, linkId = 'P109-HEM-4a') =>
    ({
      resourceType: 'QuestionnaireResponse',
      id: '1',
      status: 'completed',
      questionnaire: 'Questionnaire/hemgenix-pharmacy-109',
      authored: '2026-08-09',
      item: [{ linkId, answer: [answer] }],
      ...changed,
    }) as Resource;
  test.each<[string, Resource, unknown]>([
    [
      'an answer',
      response({}),
      [
        {
          reference: 'QuestionnaireResponse/1',
          count: 'factorIXExposureDays',
          value: intervalOf('=', '150'),
          shown: '150, as answered',
          day: '2026-08-09',
          criterion: 'P109-HEM-4a',
          policy: 'hemgenix-pharmacy-109',
        },
      ],
    ],
    ['to a line that asks for no number', response({}, { valueInteger: 38 }, 'P109-HEM-2'), []],
    ['in words', response({}, { valueString: '150' }), []],
    ['yes or no', response({}, { valueBoolean: true }), []],
    ['negative', response({}, { valueInteger: -1 }), []],
    ['in progress', response({ status: 'in-progress' }), []],
    ['to another questionnaire', response({ questionnaire: 'Questionnaire' }), []],
  ])('%s', (_, resource, expected) => expect(readAnsweredCounts(resource)).toEqual(expected));

  test('a number is no yes-or-no answer', () => {
    expect(readAnswers(response({}))).toEqual([]);
  });
});

describe('a payer that excludes the service', () => {
  const response = (changed: object, item: object = {}) =>
    ({
      resourceType: 'CoverageEligibilityResponse',
      id: '1',
      status: 'active',
      outcome: 'complete',
      created: '2026-08-01',
      insurance: [
        {
          coverage: { reference: 'Coverage/1' },
          item: [{ productOrService: hcpcs('J1411'), excluded: true, ...item }],
        },
      ],
      ...changed,
    }) as Resource;
  const asked = { drug: 'hemgenix', coverage: 'Coverage/1', asOf: '2026-08-14', today: '2026-08-10' } as const;
  const later = (item: object) => response({ id: '2', created: '2026-08-02' }, item);
  test.each<[string, readonly Resource[], string | undefined]>([
    ['excluded', [response({})], 'CoverageEligibilityResponse/1'],
    [
      'for these days',
      [response({ servicedPeriod: { start: '2026-08-14', end: '2026-08-14' } })],
      'CoverageEligibilityResponse/1',
    ],
    ['for earlier days', [response({ servicedPeriod: { start: '2026-08-01', end: '2026-08-13' } })], undefined],
    ['not excluded', [response({}, { excluded: false })], undefined],
    ['silent', [response({}, { excluded: undefined })], undefined],
    ['excluded before, not any more', [response({}), later({ excluded: false })], undefined],
    ['excluded since', [response({}, { excluded: false }), later({})], 'CoverageEligibilityResponse/2'],
    ['two answers of one day', [response({}), response({ id: '2' }, { excluded: false })], undefined],
    ['out of network only', [response({}, { network: { coding: [{ code: 'out' }] } })], undefined],
    ['another drug', [response({}, { productOrService: hcpcs('J1414') })], undefined],
    ['by text alone', [response({}, { productOrService: { text: 'Hemgenix' } })], undefined],
    [
      'another coverage',
      [response({ insurance: [{ ...at0(response({})), coverage: { reference: 'Coverage/2' } }] })],
      undefined,
    ],
    ['no coverage named', [response({ insurance: [{ ...at0(response({})), coverage: undefined }] })], undefined],
    ['from the future', [response({ created: '2026-08-11' })], undefined],
    ['undated', [response({ created: undefined })], undefined],
    ['cancelled', [response({ status: 'cancelled' })], undefined],
    ['queued', [response({ outcome: 'queued' })], undefined],
    ['none', [], undefined],
  ])('%s', (_, responses, expected) => expect(readExclusion(responses, asked)?.reference).toBe(expected));

  test('with no coverage to judge by, nothing is excluded', () => {
    expect(readExclusion([response({})], { ...asked, coverage: undefined })).toBeUndefined();
  });

  function at0(resource: Resource): object {
    return (resource.insurance as readonly object[])[0] ?? {};
  }
});

import { describe, expect, test } from 'vitest';
import { discoveryFaults } from './discovery.ts';

/** A check that finds nothing in anything is none: each is shown a good input and a faulty one. */
describe('a discovery document', () => {
  const options = [
    { code: 'coverage-info', type: 'boolean', name: 'Coverage', description: 'Coverage.', default: true },
  ];
  const service = {
    hook: 'order-sign',
    id: 'order-sign',
    title: 'x',
    description: 'y',
    prefetch: { patient: 'Patient/{{context.patientId}}' },
    extension: { 'davinci-crd.version': ['2.2'], 'davinci-crd.configuration-options': options },
  };
  const extended = (changed: Record<string, unknown>) => ({
    ...service,
    extension: { ...service.extension, ...changed },
  });
  const optioned = (...changed: readonly Record<string, unknown>[]) =>
    extended({ 'davinci-crd.configuration-options': changed.map((each) => ({ ...options[0], ...each })) });
  const second = { code: 'guideline', name: 'Other', description: 'Other.' };

  test.each<[string, unknown]>([
    ['one service', service],
    ['two options', optioned({}, second)],
    ['a number as an option', optioned({}, { ...second, code: 'max-cards', type: 'integer', default: 10 })],
  ])('%s is good', (_, each) => expect(discoveryFaults({ services: [each] })).toEqual([]));
  test.each<[string, unknown]>([
    ['no title', { ...service, title: undefined }],
    ['an id that is no part of a path', { ...service, id: 'order/sign' }],
    ['no prefetch', { ...service, prefetch: undefined }],
    ['an empty prefetch', { ...service, prefetch: {} }],
    ['no version', extended({ 'davinci-crd.version': [] })],
    ['version 2.0, which the guide’s own pattern refuses', extended({ 'davinci-crd.version': ['2.0'] })],
    ['version 2.2.1', extended({ 'davinci-crd.version': ['2.2.1'] })],
    ['no options', extended({ 'davinci-crd.configuration-options': [] })],
    ['no coverage-info', optioned(second)],
    ['an unknown option', optioned({}, { ...second, code: 'speed' })],
    ['an option without a default', optioned({ default: undefined })],
    ['a default of another type', optioned({ default: 1 })],
    ['one code twice', optioned({}, { ...second, code: 'coverage-info' })],
    ['one name twice', optioned({}, { ...second, name: 'Coverage' })],
    ['one description twice', optioned({}, { ...second, description: 'Coverage.' })],
  ])('%s is found', (_, each) => expect(discoveryFaults({ services: [each] })).not.toEqual([]));
});

import { describe, expect, test } from 'vitest';
import { endpointOf } from '../../src/operations/endpoint.ts';

describe('an address, in words', () => {
  test.each([
    ['/cds-services', 'discovery', 'cds-hooks'],
    ['/crd/cds-services/', 'discovery', 'crd'],
    ['/cds-services/order-sign', 'order-sign', 'cds-hooks'],
    ['/cds-services/order-sign/', 'order-sign', 'cds-hooks'],
    ['/CDS-Services/order-sign', 'other', 'none'],
    ['/crd/cds-services/order-select', 'order-select', 'crd'],
    ['/crd/cds-services/order-dispatch', 'order-dispatch', 'crd'],
    ['/cds-services/appointment-book', 'appointment-book', 'cds-hooks'],
    ['/cds-services/order-sign/feedback', 'feedback', 'cds-hooks'],
    ['/crd/cds-services/order-sign/feedback', 'feedback', 'crd'],
    ['/cds-services/order-sign/feedback/more', 'other', 'none'],
    ['/cds-services/feedback', 'other', 'cds-hooks'],
    ['/cds-services/Zebediah', 'other', 'cds-hooks'],
    ['/cds-services/discovery', 'other', 'cds-hooks'],
    ['/determinations/5c2a4a6e-5b0c-4f0e-9a53-0b1a8a3f9d11', 'determinations', 'none'],
    ['/fhir/Questionnaire/$questionnaire-package', 'questionnaires', 'dtr'],
    ['/fhirside', 'other', 'none'],
    ['/health/ready', 'operations', 'none'],
    ['/metrics', 'operations', 'none'],
    ['/', 'pages', 'none'],
    ['/smart/launch', 'pages', 'none'],
    ['/console/policies.json', 'pages', 'none'],
    ['/Patient/Zebediah', 'other', 'none'],
    ['', 'pages', 'none'],
    ['//', 'other', 'none'],
  ])('%s is %s of %s', (path, service, base) => {
    expect(endpointOf(path)).toEqual({ service, base });
  });
});

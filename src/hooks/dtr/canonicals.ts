/** Canonical addresses of DTR 2.2.0 and FHIR R4 that several resources of ours carry. */
const DTR = 'http://hl7.org/fhir/us/davinci-dtr';

/** Profiles that our resources are written to. */
export const profiles = {
  questionnaire: `${DTR}/StructureDefinition/dtr-std-questionnaire`,
  response: `${DTR}/StructureDefinition/dtr-questionnaireresponse`,
} as const;

/** The operation that hands out Questionnaires with a draft response. */
export const QUESTIONNAIRE_PACKAGE = `${DTR}/OperationDefinition/questionnaire-package`;

/** Extensions of a Questionnaire and of a response. */
export const extensions = {
  audience: `${DTR}/StructureDefinition/questionnaireAudience`,
  coverage: `${DTR}/StructureDefinition/qr-coverage`,
  context: `${DTR}/StructureDefinition/qr-context`,
  intendedUse: `${DTR}/StructureDefinition/intendedUse`,
  itemControl: 'http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl',
} as const;

/** Codes of CRD 2.2 that say what a response is for. */
export const COVERAGE_INFORMATION_CODES = 'http://hl7.org/fhir/us/davinci-crd/CodeSystem/coverage-information-codes';

/** How an item is shown (FHIR R4). */
export const ITEM_CONTROL = 'http://hl7.org/fhir/questionnaire-item-control';

/** The address of a policy's Questionnaire, without a version. */
export const questionnaireUrl = (publicUrl: string, policy: string): string =>
  `${publicUrl}/fhir/Questionnaire/${policy}`;

/** Our own extension on an item of a draft: how the line stands, and the records behind it. */
export const lineUrl = (publicUrl: string): string => `${publicUrl}/fhir/StructureDefinition/criterion-line`;

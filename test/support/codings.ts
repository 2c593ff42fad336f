/** A CodeableConcept of one coding, with or without its words. */
const coded = (system: string) => (code: string, display?: string) => ({
  coding: [{ system, code, ...(display && { display }) }],
});

/** CodeableConcepts by the code systems that charts use. */
export const rxnorm = coded('http://www.nlm.nih.gov/research/umls/rxnorm');
export const hcpcs = coded('http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets');
export const ndc = coded('http://hl7.org/fhir/sid/ndc');
export const snomed = coded('http://snomed.info/sct');
export const icd10 = coded('http://hl7.org/fhir/sid/icd-10-cm');
export const loinc = coded('http://loinc.org');
export const nucc = coded('http://nucc.org/provider-taxonomy');
export const hgnc = coded('http://www.genenames.org/geneId');

/** Imported first: fhir-kit-client would print requests with their tokens where DEBUG asks for it, and reads it once, at import. */
delete process.env.DEBUG;

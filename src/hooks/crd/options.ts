import { at } from '../../fhir/json.ts';
import { HookError } from '../errors.ts';

/** The version of the guide that is spoken here. */
export const CRD_VERSION = '2.2';

/** What a client asks for in the extension of a call (CRD 2.2.1, dev-3, dev-14). */
export interface CrdOptions {
  readonly coverageInformation: boolean;
}

/** Reads them; what is unknown or of the wrong kind is ignored (dev-15, dev-17). Throws `breaks-guide` for another version than ours. */
export function readCrdOptions(received: unknown): CrdOptions {
  const extension = at(received, 'extension');
  const version = at(extension, 'davinci-crd.requestedVersion');
  if (version !== undefined && version !== null && version !== CRD_VERSION)
    throw new HookError('breaks-guide', `extension.davinci-crd.requestedVersion: only ${CRD_VERSION} is spoken here`);
  return { coverageInformation: at(extension, 'davinci-crd.configuration', 'coverage-info') !== false };
}

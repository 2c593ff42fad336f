import type { AuditEvent, AuditEventAgent, AuditEventEntity, Coding, Provenance, Reference } from 'fhir/r4.js';
import type { StoredEntry } from '../record/entry.ts';

/** Who made the record, and the determinations in it. */
const COUNTERSIGN: Reference = { display: 'Countersign' };

const coding = (system: string, code: string, display: string): Coding => ({ system, code, display });
const TERMINOLOGY = 'http://terminology.hl7.org/CodeSystem';
const PERSON = coding(`${TERMINOLOGY}/audit-entity-type`, '1', 'Person');
const SYSTEM_OBJECT = coding(`${TERMINOLOGY}/audit-entity-type`, '2', 'System Object');
const PATIENT = coding(`${TERMINOLOGY}/object-role`, '1', 'Patient');
const DOMAIN_RESOURCE = coding(`${TERMINOLOGY}/object-role`, '4', 'Domain Resource');
/** IHE BALP: the entity that carries the id of a request. */
const REQUEST_ID: Coding = {
  system: 'https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType',
  code: 'XrequestId',
};

/** A call as a FHIR R4 AuditEvent: who asked, about whom, how it ended, and where in the record it stands. */
export function auditEventOf(entry: StoredEntry): AuditEvent {
  const { at, service, status } = entry;
  return {
    resourceType: 'AuditEvent',
    ...idOf(entry),
    type: coding(`${TERMINOLOGY}/audit-event-type`, 'rest', 'RESTful Operation'),
    subtype: [coding('http://hl7.org/fhir/restful-interaction', 'operation', 'operation')],
    action: 'E',
    recorded: at,
    outcome: outcomeOf(status),
    agent: agentsOf(entry),
    source: { ...(hasText(service) && { site: service }), observer: COUNTERSIGN },
    entity: entitiesOf(entry),
  };
}

/** A determination as a FHIR R4 Provenance: made about an order, by this service, from a version of a policy. */
export function provenanceOf(entry: StoredEntry): Provenance {
  const { id, at, order, policy, version } = entry;
  return {
    resourceType: 'Provenance',
    ...idOf(entry),
    target: [hasText(order) ? referenceTo(order) : identified(id)],
    recorded: at,
    agent: [
      {
        type: { coding: [coding(`${TERMINOLOGY}/provenance-participant-type`, 'author', 'Author')] },
        who: COUNTERSIGN,
      },
    ],
    ...(hasText(policy) && {
      entity: [{ role: 'source', what: identified(hasText(version) ? `${policy}|${version}` : policy) }],
    }),
  };
}

/** 0 success, 4 a fault of the caller, 8 one of ours. */
function outcomeOf(status: number | undefined): '0' | '4' | '8' {
  if (status === undefined || status >= 500) return '8';
  return status >= 400 ? '4' : '0';
}

function agentsOf({ client, user }: StoredEntry): [AuditEventAgent, ...AuditEventAgent[]] {
  const caller = {
    who: hasText(client) ? identified(client) : { display: 'a caller that was not identified' },
    requestor: true,
  };
  return hasText(user) ? [caller, { who: referenceTo(user), requestor: false }] : [caller];
}

function entitiesOf({ id, patient, order, trace, sequence, digest }: StoredEntry): AuditEventEntity[] {
  return [
    ...(hasText(patient) ? [{ what: referenceTo(`Patient/${patient}`), type: PERSON, role: PATIENT }] : []),
    ...(hasText(order) ? [{ what: referenceTo(order), type: SYSTEM_OBJECT, role: DOMAIN_RESOURCE }] : []),
    ...(hasText(trace) ? [{ what: identified(trace), type: REQUEST_ID }] : []),
    {
      what: identified(id),
      type: SYSTEM_OBJECT,
      detail: [
        { type: 'record sequence', valueString: String(sequence) },
        { type: 'record SHA-256', valueString: digest },
      ],
    },
  ];
}

/** FHIR allows no empty text, and none of white space alone. */
const hasText = (text: string | undefined): text is string => text !== undefined && /\S/.test(text);

/** A reference of the caller's own server; what does not look like one stays readable. */
const referenceTo = (text: string): Reference =>
  /^([A-Za-z]+\/[A-Za-z0-9.-]{1,64}|https?:\/\/\S+)$/.test(text) ? { reference: text } : { display: text };

const identified = (value: string): Reference =>
  hasText(value) ? { identifier: { value } } : { display: 'without an id' };

const idOf = ({ id }: StoredEntry): { readonly id?: string } => (/^[A-Za-z0-9.-]{1,64}$/.test(id) ? { id } : {});

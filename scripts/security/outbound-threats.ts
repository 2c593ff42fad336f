import { done } from '../conformance/row.ts';
import {
  addressKinds,
  agents,
  configured,
  faultyParts,
  faultyServer,
  keySetFetch,
  orderSign,
  outbound,
  started,
} from '../conformance/test-files.ts';
import { type ThreatSection, threat } from './threat.ts';

const WORLD = 'src/world.ts';
const ADDRESS = 'src/fhir/address.ts';
const AGENT = 'src/network/agent.ts';
const KINDS = 'src/network/address-kind.ts';
const TRANSPORT = 'src/fhir/transport.ts';
const CLIENT = 'src/fhir/client.ts';
const PAGING = 'src/fhir/paging.ts';
const API7 = 'API7';

/** Where the service can be sent, and what comes back from there. */
export const outboundThreats: ThreatSection = {
  title: 'Ways out',
  threats: [
    threat(
      'O-1',
      'A call names a FHIR server of the attacker',
      'Contacted only if it is on the client’s list; else the answer rests on what was sent',
      'H-21, API7',
      done([WORLD], [faultyServer('a FHIR server that is not the client’s')]),
    ),
    threat(
      'O-2',
      'An address that looks like one on the list: as a prefix, with a user name, by dots in its path',
      'Compared by origin and by whole segments of the path',
      'API7, CVE-2026-34359',
      done(
        [ADDRESS],
        [outbound('%s lies on the server: %j'), faultyServer('%s is not contacted; the prefetch alone is judged')],
      ),
    ),
    threat(
      'O-3',
      'A name on the list that leads to an inside address',
      'Every address of a name is judged; private, loopback, link-local and reserved ones are refused unless configured',
      API7,
      done([AGENT, KINDS], [agents('a name that leads where no outsider may send us is not followed')]),
    ),
    threat(
      'O-4',
      'A name that leads elsewhere the second time (DNS rebinding)',
      'Judged whenever a socket opens, and it opens to the addresses that were judged',
      API7,
      done([AGENT], [agents('a name that changes its address (DNS rebinding)')]),
    ),
    threat(
      'O-5',
      'The metadata service of a cloud',
      'Its addresses, of IPv4 and IPv6, are not public',
      API7,
      done([KINDS], [agents('the metadata of a cloud'), keySetFetch('refused-address: its name leads to %s')]),
    ),
    threat(
      'O-6',
      'An inside address in another spelling: octal, as one number, in the clothes of IPv6, behind a translator',
      'Judged as what it is; what cannot be read is refused',
      API7,
      done(
        [KINDS],
        [
          addressKinds('a URL shows every way to write an address as the one that it is'),
          addressKinds('%s: %s, where IPv4 stands in IPv6'),
        ],
      ),
    ),
    threat(
      'O-7',
      'A range of IANA that is given out tomorrow',
      'What is not known to be public is not',
      API7,
      done([KINDS], [addressKinds('an address')]),
    ),
    threat(
      'O-8',
      '`localhost` that leads to another machine, or a name that leads to this one',
      '`localhost` counts only while it is this machine, and no other name may lead here',
      API7,
      done([AGENT], [agents('localhost')]),
    ),
    threat(
      'O-9',
      'A redirect takes token or request elsewhere',
      'None is followed, of FHIR servers and of key servers',
      'API7, CVE-2026-34360',
      done(
        [TRANSPORT, 'src/network/key-set.ts'],
        [
          outbound('a redirect (%i) is not followed'),
          outbound('a redirect (%i) on its own server is not followed either'),
          keySetFetch('a redirect (%i) to an inside address is not followed'),
        ],
      ),
    ),
    threat(
      'O-10',
      'A next page on another server',
      'Not asked for; the search counts as not read to its end',
      'API10',
      done([PAGING, ADDRESS], [outbound('a next page on %s is not asked for')]),
    ),
    threat(
      'O-11',
      'A reference in the chart that leads to another server',
      'Never followed',
      'API7, API10',
      done(['src/fhir/reference.ts'], [outbound('a reference to %s is never followed')]),
    ),
    threat(
      'O-12',
      'An id that breaks out of its place in the address',
      'What is no FHIR id is not asked for',
      'API10',
      done([CLIENT], [outbound('an id that is no id is not asked for: %s')]),
    ),
    threat(
      'O-13',
      'The token of a call reaches anybody but that FHIR server',
      'An agent serves one origin; the token goes into requests to it, and nowhere else',
      'H-27, API10',
      done(
        [AGENT, CLIENT],
        [
          outbound('a token goes to the client’s own server, and nowhere else'),
          agents('an agent serves one origin'),
          keySetFetch('is asked for as JSON, as it is, and without any token'),
        ],
      ),
    ),
    threat(
      'O-14',
      'A search that puts a patient into the logs of proxies',
      'Searches carry ids and codes, never names; where only POST is taken, nothing stands in the address',
      'sec-1',
      done([CLIENT], [outbound('a search that may not be a GET is sent as a form, without anything in its address')]),
    ),
    threat(
      'O-15',
      'An answer without end, or small on the wire and huge unpacked',
      'At most 5 MB, unpacked too, and 64 levels deep',
      'API4, API10',
      done(
        [TRANSPORT, AGENT],
        [
          outbound('6 MB, small on the wire'),
          outbound('an error that is 50 MB unpacked is not read either'),
          outbound('lists inside lists'),
        ],
      ),
    ),
    threat(
      'O-16',
      'Pages without end, or in a circle',
      'Ten pages, 2,000 entries; a page that was read is not asked for again',
      'API4, API10',
      done(
        [PAGING],
        [
          outbound('ten pages'),
          outbound('a page that names itself as the next is asked for once'),
          outbound('a page of %i entries'),
        ],
      ),
    ),
    threat(
      'O-17',
      'A server that is slow, or never answers',
      'Every read ends at the deadline of the call; what was not read is said to be that',
      'API4',
      done(
        [TRANSPORT, WORLD],
        [
          outbound('a server that never answers is left at the deadline'),
          keySetFetch('and a name server that never answers'),
        ],
      ),
    ),
    threat(
      'O-18',
      'Slow servers take all sockets and memory of the process',
      '32 sockets to a server, agents of 256 servers; keys have an agent of their own',
      'API4',
      done(
        [AGENT, 'src/service.ts'],
        [
          outbound('a hundred reads share few sockets'),
          agents('is one of 32 at most'),
          agents('the agents of 256 servers are kept'),
        ],
      ),
    ),
    threat(
      'O-19',
      'A busy server is pressed harder',
      'Asked once more at most, and not at all where it asks for patience beyond the deadline',
      'API10',
      done(['src/fhir/client.ts'], [outbound('is asked again once only'), outbound('a server that is busy')]),
    ),
    threat(
      'O-20',
      'A FHIR server that answers with something else: a login page, an error, another type, another id',
      'Only what was asked for is read; anything else is a failed read',
      'API10',
      done(
        ['src/fhir/answer.ts'],
        [
          outbound('what is not FHIR is not read'),
          faultyServer('in more than 60 ways, each told apart'),
          faultyParts('a server that fails at one question: %s'),
        ],
      ),
    ),
    threat(
      'O-21',
      'A failed read passes for an empty chart',
      'It never makes a line met or missing: it stays open, with the reason',
      'API10',
      done(
        ['src/fhir/verdict.ts', 'src/criteria/outcome.ts'],
        [
          faultyServer('leaves open what rests on results, and nothing else'),
          orderSign('what was not read is never missing, and never there'),
        ],
      ),
    ),
    threat(
      'O-22',
      'Library code prints requests with their tokens when asked to debug',
      'DEBUG is taken away before it is read; with NODE_DEBUG production does not start',
      'H-27',
      done(
        ['src/quiet.ts', 'src/config.ts'],
        [
          outbound('DEBUG makes nobody print requests with their tokens'),
          started(
            'finishes a call in flight before it stops, and prints neither token nor patient, even when asked to debug',
          ),
          configured('in production Node itself is not to print what it reads: its addresses name patients'),
        ],
      ),
    ),
  ],
};

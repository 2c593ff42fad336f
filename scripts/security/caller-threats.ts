import { done } from '../conformance/row.ts';
import {
  anyToken,
  configured,
  instances,
  keySetFaults,
  keySetFetch,
  overHttp,
  ownTls,
  recordAway,
  started,
  tokenMatrix,
  tokens,
  tokenUses,
  usedOnce,
} from '../conformance/test-files.ts';
import { type ThreatSection, threat } from './threat.ts';

const WHO_CALLS = 'src/http/known-caller.ts';
const VERIFY = 'src/callers/verify.ts';
const HEADER = 'src/callers/header.ts';
const CLAIMS = 'src/callers/claims.ts';
const KEYS = 'src/callers/keys.ts';
const KEY_SET = 'src/callers/key-set.ts';
const USES = 'src/record/token-uses.ts';
const SETTINGS = 'src/client-settings.ts';
const API2 = 'API2';

/** Who pretends to be a client, and how. */
export const callerThreats: ThreatSection = {
  title: 'Who calls',
  threats: [
    threat(
      'C-1',
      'A stranger calls',
      'In production: 401 before a byte of the body is read',
      'H-69, API2',
      done(
        [WHO_CALLS, 'src/http/app.ts'],
        [overHttp('%s: without a token'), tokens('an issuer that is not registered')],
      ),
    ),
    threat(
      'C-2',
      'A token without a signature (`none`)',
      'Refused, whatever is registered; refused in the configuration too',
      'H-74',
      done(
        [HEADER, SETTINGS],
        [tokens('alg none, where somebody has registered it'), configured('the algorithm none')],
      ),
    ),
    threat(
      'C-3',
      'The public key of a client used as a shared secret (HS256)',
      'Symmetric algorithms are refused, whatever is registered',
      'H-74',
      done([HEADER, SETTINGS], [tokenMatrix('the token matrix'), configured('the algorithm HS256')]),
    ),
    threat(
      'C-4',
      'An algorithm weaker than the one agreed on',
      'Only the algorithms of that client',
      'H-74',
      done([HEADER], [tokens('RS256 for a client of RS384'), tokens('RS384 announced, PS384 signed')]),
    ),
    threat(
      'C-5',
      'A forged or altered token',
      'The signature is checked with the key of the client that the token claims to be from, and with no other',
      API2,
      done([VERIFY], [tokens('a claim changed after signing'), anyToken('a good token with one character changed')]),
    ),
    threat(
      'C-6',
      'A client signs as another client',
      'Keys are looked up in the set of the issuer; issuers are told apart letter by letter, and none stands twice',
      'API2, API5',
      done(
        [VERIFY, SETTINGS],
        [
          tokens('a key id of another client'),
          tokens('the key of the hospital for a token of the spec’s client'),
          configured('two clients of one issuer'),
        ],
      ),
    ),
    threat(
      'C-7',
      'An issuer that looks like a registered one',
      'Compared whole: no prefix, no capitals, no slash more',
      'H-75',
      done([VERIFY], [tokens('an issuer that begins like ours'), tokens('an issuer called like a method of objects')]),
    ),
    threat(
      'C-8',
      'A `jku` that leads to the attacker’s keys',
      'Compared with the registered address letter by letter, never fetched; more than forty tricks are tried',
      'H-75, API7',
      done(
        [HEADER, KEYS],
        [
          tokenMatrix('has at least 110 rows, 20 tricks with jku, each with a name of its own'),
          tokenMatrix('asks no address for keys but the registered ones'),
        ],
      ),
    ),
    threat(
      'C-9',
      'A key that comes with the token (`jwk`, `x5c`, `x5u`)',
      'Not looked at',
      API2,
      done([HEADER], [tokens('the key of somebody else, sent along')]),
    ),
    threat(
      'C-10',
      'A key id that is an object, a number, or a name that every object has',
      'Must be a text; keys are found by comparing, not by naming a member',
      API2,
      done([HEADER, KEY_SET], [tokens('kid an object'), tokens('a key id called like a method of objects')]),
    ),
    threat(
      'C-11',
      'A critical header that changes how the token is read',
      'Refused: none is understood',
      API2,
      done([HEADER], [tokens('crit b64, with an unencoded payload')]),
    ),
    threat(
      'C-12',
      'A token for another service, or for another of our addresses',
      'The audience is the exact address called, or one configured for this client',
      'H-73',
      done(
        [CLAIMS, WHO_CALLS],
        [tokens('an aud registered for another client'), overHttp('a token is for one address, and for once')],
      ),
    ),
    threat(
      'C-13',
      'An access token, or another token of the same issuer, used to call',
      'Another type is refused, and the audience must be ours',
      'H-71',
      done([HEADER, CLAIMS], [tokens('typ of an access token')]),
    ),
    threat(
      'C-14',
      'A token that never ends',
      'Times are finite numbers; the lifetime has a limit',
      'H-77',
      done([CLAIMS], [tokens('exp 1e400'), tokens('a lifetime of ten years'), tokens('a lifetime a second too long')]),
    ),
    threat(
      'C-15',
      'A token from the past or the future',
      'Expiry, issue and start are held against the clock, with 30 seconds for its error',
      'H-77',
      done(
        [CLAIMS],
        [tokens('expired 30 seconds ago'), tokens('issued 31 seconds ahead'), tokens('nbf 31 seconds ahead')],
      ),
    ),
    threat(
      'C-16',
      'A token that was overheard is sent again',
      'A token id counts once for its client, as long as any clock would take the token',
      'H-77',
      done(
        [VERIFY, USES],
        [
          tokens('a reused token'),
          usedOnce('and its id is remembered until no clock of either side would still accept it'),
        ],
        'Not where a client has `replayWindowSeconds` 0.',
      ),
    ),
    threat(
      'C-17',
      'The same token sent to two instances at the same moment',
      'They share one store, and its unique key decides who was first',
      'H-77',
      done(
        [USES, 'src/record/tables.ts'],
        [
          instances('a token counts once among them, however many come at once to both'),
          tokenUses('is used once: of twenty that race on two journals, exactly one is the first'),
        ],
        'While the store is away each instance knows its own memory only; counted and logged.',
      ),
    ),
    threat(
      'C-18',
      'Somebody uses up the token ids of a client',
      'Only a token whose signature is good is remembered, under its own client',
      'API4',
      done(
        [VERIFY],
        [
          usedOnce('a forged token does not use up the id of a good one'),
          tokens('the same token id as another client'),
        ],
      ),
    ),
    threat(
      'C-19',
      'The store of token ids fails while a token is checked',
      'Nobody is let in by an error',
      API2,
      done([VERIFY], [usedOnce('a store that breaks lets nobody in')]),
    ),
    threat(
      'C-20',
      'A client shows its private key, or a shared secret, in its key set',
      'Such a key verifies nothing; in the configuration it is refused',
      API2,
      done(
        [KEY_SET, SETTINGS],
        [
          keySetFaults('our private key'),
          keySetFaults('a shared secret'),
          configured('a private key among the keys of a client'),
        ],
      ),
    ),
    threat(
      'C-21',
      'A key that is weak, broken, or meant for something else',
      'RSA under 2,048 bits, keys for encryption and keys off their curve verify nothing',
      API2,
      done(
        [KEY_SET],
        [
          keySetFaults('an RSA key of 1,024 bits'),
          keySetFaults('ours for encryption'),
          keySetFaults('a point that is not on the curve'),
        ],
      ),
    ),
    threat(
      'C-22',
      'A second key under a known key id',
      'Two keys of one id decide nothing: refused',
      API2,
      done([KEY_SET], [keySetFaults('ours, and another of the same kid')]),
    ),
    threat(
      'C-23',
      'A key that was taken back goes on being used',
      'A set is fetched anew after ten minutes; without its server the last good one ends after a day',
      API2,
      done(
        [KEYS],
        [
          keySetFaults('a key that is gone is refused at once when the set was fetched'),
          keySetFaults('after 24 hours and a minute nobody is let in'),
        ],
        'A key that was taken back is good for about ten minutes more, and through an outage of its server for up to a day.',
      ),
    ),
    threat(
      'C-24',
      'A server of keys is down, or made to fail, to keep a hospital out',
      'The last good keys are used meanwhile; a new key is found when it is back',
      'API10',
      done(
        [KEYS],
        [
          keySetFaults('after 23 hours and 59 minutes the old keys are still used'),
          keySetFaults('a server that comes and goes refuses nobody'),
        ],
      ),
    ),
    threat(
      'C-25',
      'Callers make us flood a server of keys',
      'One fetch for all who wait, and none sooner than 30 seconds after the last; issuers that nobody registered cause none',
      'API4, API7',
      done(
        [KEYS, VERIFY],
        [
          keySetFaults('200 calls at once with a new key: one fetch'),
          keySetFaults('200 calls at once while the server refuses: one fetch'),
        ],
        'A key that was rotated within those 30 seconds may be refused until they are over.',
      ),
    ),
    threat(
      'C-26',
      'A key set that is huge, nested, packed, slow or no key set',
      'At most 256 kB, 16 levels, 100 keys, 3 seconds; anything else counts as an outage',
      'API4, API10',
      done(
        ['src/network/key-set.ts', KEY_SET],
        [
          keySetFetch('too-large: pieces that never end, of which no more is read than that'),
          keySetFetch('a server of keys that is slow is left in time'),
          keySetFaults('10,000 keys, ours the 101st'),
        ],
      ),
    ),
    threat(
      'C-27',
      'Two tokens in one call, so that two parts of a system read different ones',
      'More than one Authorization header, or more than one token in it, is refused',
      API2,
      done([VERIFY, 'src/callers/token.ts'], [tokens('two Authorization headers'), tokens('two tokens in one header')]),
    ),
    threat(
      'C-28',
      'A token made to break the reader',
      'At most 8,192 characters; whatever is sent, the answer is an orderly refusal',
      'API4',
      done(
        ['src/callers/token.ts'],
        [
          tokens('a token of 8,193 characters'),
          anyToken('whatever is sent, the answer is an orderly refusal'),
          anyToken('nested arrays as deep as a token can hold'),
        ],
      ),
    ),
    threat(
      'C-29',
      'A refusal that teaches the attacker',
      'One table of fixed sentences: no claim, no key, no part of the token in them',
      'API2, API8',
      done(
        ['src/callers/refusal.ts', WHO_CALLS],
        [tokenMatrix('what a refused caller is told may stand between quotation marks in a header (RFC 6750, 3)')],
        'The sentences do say which check failed: those who connect a hospital need it.',
      ),
    ),
    threat(
      'C-30',
      'The try-out profile is reached by others, or used for patients',
      'It listens on loopback unless told otherwise, says in the log what it is, and asks FHIR servers on loopback only',
      'API8',
      done(
        ['src/config.ts', 'src/instance.ts', 'src/world.ts'],
        [
          started(
            'starts with nothing configured, says that it is no place for patient data, and stops on SIGTERM with 0',
          ),
        ],
        'Nothing keeps an operator from opening it: `profile` decides.',
      ),
    ),
    threat(
      'C-31',
      'A slip in the configuration opens a door',
      'A key that is unknown, an address that is not https, a weak algorithm, a network that is none: the process does not start',
      'API8',
      done(
        ['src/config.ts', SETTINGS],
        [
          configured('%s is refused and named'),
          started('refuses a bad configuration with 2, naming every problem at once'),
        ],
      ),
    ),
    threat(
      'C-32',
      'One client takes all there is',
      'A limit of calls in a minute for each client, not for each address',
      'API4',
      done(
        ['src/http/calls-per-minute.ts', SETTINGS],
        [overHttp('is told when to come back, and the others notice nothing')],
        'Each instance counts for itself, its workers together; strangers are not counted.',
      ),
    ),
    threat(
      'C-33',
      'Somebody listens on the line, or answers in our place',
      'TLS 1.2 or newer where the service has its own certificate, which can be renewed without a restart; a certificate of the caller where it is asked for',
      'H-4, sec-2, sec-3, H-78',
      done(
        ['src/server.ts'],
        [
          ownTls('%s is refused, where a careless server would speak it'),
          ownTls('a renewed certificate in the same files is taken; a broken one is not, and the one before stays'),
        ],
        'Where TLS ends in front, the proxy’s part.',
      ),
    ),
    threat(
      'C-34',
      'Memory is filled with token ids while the store is away',
      'What waits for the store is bounded',
      'API4',
      done(
        ['src/record/token-memory.ts', 'src/record/use-queue.ts'],
        [
          recordAway('holds back no more text than 64 megabytes'),
          tokenUses('the memory of one process forgets what is over, and the oldest beyond its limit'),
        ],
      ),
    ),
  ],
};

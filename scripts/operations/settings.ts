/**
 * What each setting of the configuration file means, by its place there; `[]` stands for every item of a list. That none
 * is forgotten, and what it may be, is told by the schema (src/config.ts).
 */
export const settings: Readonly<Record<string, string>> = {
  profile: '`sandbox` lets anyone call and is not for patient data. `production` lets registered clients call alone',
  publicUrl:
    'Where clients reach the service, as they write it: tokens name it in `aud`, answers point back to it. https; http on loopback. Without it: `http://HOST:PORT`',
  storage: 'The record: `file:` and a path, or `postgres://…` where several instances share it',
  deadlineMs: 'Milliseconds that a call may take, reads of the chart and all',
  defaultPayer:
    'The id of the payer to judge by where the chart holds no coverage, for try-outs; the card says that it was assumed',
  clients: 'The clients that may call',
  'clients[].id': 'Its name in log, metrics and record; one of its own',
  'clients[].iss': 'The issuer (`iss`) of its tokens; one of its own',
  'clients[].jku': 'Where its key set is fetched; either this or `jwks`',
  'clients[].jwks': 'Its key set, written out; public keys only',
  'clients[].jwks.keys': 'The keys, as JSON Web Keys, each with its `kid`',
  'clients[].algorithms': 'Signature algorithms that its tokens may have; never `none` or `HS*`',
  'clients[].audiences': 'Audiences (`aud`) that are taken beside the exact address called',
  'clients[].fhirServers':
    'FHIR servers that it may have read, by origin and segments of the path. No other is contacted',
  'clients[].topicCodes':
    'The code of what a card is about: `coverage-info` of CRD, or `coverageinfo` for clients that take letters and digits alone (Epic)',
  'clients[].cardText': 'How it shows the detail of a card: GitHub Flavored Markdown, or text without any mark',
  'clients[].foldedCriteria':
    'Whether a detail ends with the list of all criteria, folded (`<details>`). Plain text cannot fold and never has it; the determination always does',
  'clients[].smartLinks':
    'Whether a card with open items links to the SMART app (`/smart/launch.html`), which the client then must have registered',
  'clients[].replayWindowSeconds':
    'For how long a token id counts as used. Without it: as long as the token lives. 0: a token may be used again and again',
  'clients[].maxTokenLifetimeSeconds': 'The most that a token may live (`exp` less `iat`)',
  'clients[].callsPerMinute':
    'Calls that are taken from it in a minute, by each instance, all its `WORKERS` together; the rest is 429',
  'clients[].smart': 'The SMART app for its users; without it `/smart` refuses its FHIR servers: [SMART app](smart.md)',
  'clients[].smart.clientId': 'The client id that its authorization server knows the app by',
  'clients[].smart.scope': 'What the app asks for, where the usual scopes are not to be had there',
  'clients[].smart.embeddedBy': 'Origins whose pages may show the app in a frame',
  keepDays: 'Days that the record is kept; six years unless said otherwise',
  privateNetworks: 'Networks such as `10.20.0.0/16` whose addresses may be contacted though they are not public',
  tls: 'Own TLS. Without it the process speaks HTTP, and TLS must end in front of it',
  'tls.key': 'The private key, a file in PEM',
  'tls.certificate': 'The certificate with its chain, a file in PEM; read again on SIGHUP',
  'tls.clientAuthorities': 'Authorities, a file in PEM: callers need a certificate of one of them (mutual TLS)',
  payers: 'Names and identifiers beside the built-in ones, for payers whose texts are held',
  'payers[].id': 'The id of the payer',
  'payers[].names': 'More names that it goes by',
  'payers[].identifiers': 'More identifiers',
  'payers[].identifiers[].system': 'The system of an identifier',
  'payers[].identifiers[].value': 'Its value',
};

/** The same for the variables of the environment; the last is read where the process starts (src/instance.ts). */
export const variables: Readonly<Record<string, string>> = {
  HOST: 'The address that is listened on',
  PORT: 'Its port; 0 takes a free one',
  COUNTERSIGN_CONFIG: 'The configuration file; without it the sandbox profile runs with the defaults',
  WORKERS:
    'Processes that share the port, each on a core of its own; more than one needs `storage` in PostgreSQL: [more cores](#more-cores)',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'The OTLP collector that spans are sent to; without it none are',
};

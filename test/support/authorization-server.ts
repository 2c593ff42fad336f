import { createHash, randomUUID } from 'node:crypto';

/** Who is registered at it, and what it tells the app of a launch. */
export interface Registered {
  readonly iss: string;
  readonly clientId: string;
  readonly patient: string;
  /** Reference to the person who is signed in. */
  readonly user?: string;
}

/** What a token request is answered with. */
export interface TokenAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The authorization server of SMART App Launch 2 for one public app, with PKCE: two functions and what they remember. */
export interface AuthorizationServer {
  readonly tokens: readonly string[];
  issueToken(): string;
  /** Opens a launch from the chart, with this context; gives its id. */
  openLaunch(appContext: unknown): string;
  /** Where the browser is sent; undefined where the request is not as the app was registered. Nobody is asked: the person is signed in. */
  authorize(asked: URLSearchParams, isDenied: boolean): string | undefined;
  /** A code counts once, and for whoever can show what its challenge was made of (RFC 7636). */
  exchange(sent: URLSearchParams): TokenAnswer;
}

interface Granted {
  readonly challenge: string;
  readonly redirectUri: string;
  readonly scope: string;
  readonly appContext?: string;
}

/** Makes one. */
export function createAuthorizationServer(registered: Registered): AuthorizationServer {
  const tokens: string[] = [];
  const launches = new Map<string, string | undefined>();
  const codes = new Map<string, Granted>();
  const issueToken = () => {
    const token = `ehr-token-${randomUUID()}`;
    tokens.push(token);
    return token;
  };
  return {
    tokens,
    issueToken,
    openLaunch: (appContext) => {
      const launch = randomUUID();
      launches.set(launch, appContext === undefined ? undefined : JSON.stringify(appContext));
      return launch;
    },
    authorize: (asked, isDenied) => {
      const launch = asked.get('launch') ?? '';
      if (!isProper(asked, registered, launches.has(launch))) return undefined;
      const appContext = launches.get(launch);
      const back = new URL(asked.get('redirect_uri') ?? '');
      back.searchParams.set('state', asked.get('state') ?? '');
      if (isDenied) {
        back.searchParams.set('error', 'access_denied');
        back.searchParams.set('error_description', 'The <b>user</b> said no');
        return back.href;
      }
      const code = randomUUID();
      const [challenge = '', scope = ''] = ['code_challenge', 'scope'].map((name) => asked.get(name) ?? '');
      const redirectUri = asked.get('redirect_uri') ?? '';
      codes.set(code, { challenge, scope, redirectUri, ...(appContext !== undefined && { appContext }) });
      back.searchParams.set('code', code);
      return back.href;
    },
    exchange: (sent) => {
      const code = sent.get('code') ?? '';
      const granted = codes.get(code);
      codes.delete(code);
      if (granted === undefined || !isShown(granted, sent, registered))
        return { status: 400, body: { error: 'invalid_grant' } };
      return { status: 200, body: tokenAnswer(issueToken(), granted, registered) };
    },
  };
}

/** Everything as SMART App Launch 2.2 asks it, and as this app was registered. */
function isProper(asked: URLSearchParams, { iss, clientId }: Registered, isLaunched: boolean): boolean {
  const text = (name: string) => asked.get(name) ?? '';
  const redirect = URL.canParse(text('redirect_uri')) ? new URL(text('redirect_uri')) : undefined;
  const scopes = text('scope').split(' ');
  return (
    text('client_id') === clientId &&
    redirect?.pathname === '/smart/' &&
    redirect.search === '' &&
    text('response_type') === 'code' &&
    text('aud') === iss &&
    text('code_challenge_method') === 'S256' &&
    text('code_challenge').length === 43 &&
    text('state').length >= 16 &&
    scopes.includes(isLaunched ? 'launch' : 'launch/patient')
  );
}

const isShown = ({ challenge, redirectUri }: Granted, sent: URLSearchParams, { clientId }: Registered): boolean =>
  sent.get('grant_type') === 'authorization_code' &&
  createHash('sha256')
    .update(sent.get('code_verifier') ?? '')
    .digest('base64url') === challenge &&
  sent.get('redirect_uri') === redirectUri &&
  sent.get('client_id') === clientId;

const tokenAnswer = (token: string, { scope, appContext }: Granted, { iss, patient, user }: Registered) => ({
  access_token: token,
  token_type: 'Bearer',
  expires_in: 3_600,
  scope,
  patient,
  ...(user !== undefined && { id_token: unsigned({ fhirUser: `${iss}/${user}` }) }),
  ...(appContext !== undefined && { appContext }),
});

/** In the shape of a JWT: the app reads who is signed in, and trusts nothing else to it. */
const unsigned = (claims: unknown): string =>
  [{ alg: 'none' }, claims, 'x'].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');

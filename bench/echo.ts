import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import express from 'express';

/**
 * What any service must do: parse the body, and write an answer. `node bench/echo.ts <bare|express> <port> <file>` writes
 * the answer of the file to whatever comes.
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

const withExpress = () => {
  const app = express();
  app.use(express.json({ limit: '10mb' }));
  app.all('/{*any}', (_request, response) => void response.json(answer));
  return createServer(app);
};

(kind === 'express' ? withExpress() : bare()).listen(Number(port), '127.0.0.1');

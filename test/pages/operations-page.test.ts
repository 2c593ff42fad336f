import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { configured, fromEnvironment } from '../../scripts/operations/schema.ts';
import { settings, variables } from '../../scripts/operations/settings.ts';
import { operationsBlocks } from '../../scripts/operations-blocks.ts';

const SOURCE = resolve(import.meta.dirname, '../../src');
const namesOf = (settings: readonly { readonly name: string }[]) => settings.map(({ name }) => name).sort();

describe('the page for operators', () => {
  test('explains every setting of the configuration file, and no other', () => {
    expect(Object.keys(settings).sort()).toEqual(namesOf(configured));
    expect(namesOf(configured)).toContain('clients[].replayWindowSeconds');
    expect(namesOf(configured)).toContain('payers[].identifiers[].value');
  });

  test('explains every variable of the environment that is read, and no other', () => {
    const sources = (readdirSync(SOURCE, { recursive: true }) as string[])
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(resolve(SOURCE, file), 'utf8').replace(/delete process\.env\.\w+/g, ''));
    const named = sources.flatMap((text) => [...text.matchAll(/\bprocess\.env\.(\w+)/g)].map(([, name = '']) => name));
    expect(Object.keys(variables).sort()).toEqual([...new Set([...namesOf(fromEnvironment), ...named])].sort());
  });

  test('tells a setting with what it may be and its default, a metric with its labels, a line with what to do', async () => {
    const lines = Object.values(await operationsBlocks()).flat();
    for (const start of [
      '| `deadlineMs` | Milliseconds that a call may take, reads of the chart and all | 500 to 30000 | `4500` |',
      '| `countersign_calls_total` | counter | `service`, `base`, `status`, `client` |',
      '| `record-away` | error | The record cannot be written; answers go out all the same. | Alarm at once',
    ])
      expect(lines.filter((line) => line.startsWith(start))).toHaveLength(1);
  });
});

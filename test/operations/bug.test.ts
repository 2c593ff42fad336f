import { describe, expect, test } from 'vitest';
import { bugOf } from '../../src/operations/bug.ts';
import { CANARIES } from './known.ts';

const PATIENT = CANARIES[0] ?? '';
const withStack = (frames: string, message = PATIENT) => {
  const error = new TypeError(message);
  error.stack = `TypeError: ${message}\n${frames}`;
  return error;
};

describe('a bug', () => {
  test('is told by its kind and its innermost place in our own source', () => {
    const error = withStack(
      '    at query (file:///home/src/app/node_modules/pg/lib/client.js:7:9)\n' +
        '    at judge (file:///home/src/app/src/hooks/judge.ts:12:3)\n' +
        '    at file:///home/src/app/src/http/app.ts:40:1',
    );
    expect(bugOf(error)).toEqual({ kind: 'TypeError', place: 'src/hooks/judge.ts:12:3' });
  });

  test('has its place in a library, or in Node, where no frame is ours', () => {
    expect(bugOf(withStack('    at file:///app/node_modules/@scope/name/index.js:7:9')).place).toBe(
      'node_modules/@scope/name/index.js:7:9',
    );
    expect(bugOf(withStack('    at process.x (node:internal/process/task_queues:103:5)')).place).toBe(
      'node:internal/process/task_queues:103:5',
    );
  });

  test('thrown here and now has no path of this machine', () => {
    const { kind, place } = bugOf(new RangeError(PATIENT));
    expect([kind, place?.startsWith('/')]).toEqual(['RangeError', false]);
  });

  test('shows nothing of a message that looks like frames', () => {
    const message = `${PATIENT}\n    at x (/app/src/Zebediah-Quagga.ts:1:1)`;
    expect(bugOf(withStack('    at judge (/app/src/hooks/judge.ts:12:3)', message)).place).toBe(
      'src/hooks/judge.ts:12:3',
    );
    const changed = withStack('    at x (/app/src/Zebediah-Quagga.ts:1:1)', 'one');
    changed.message = 'another';
    expect(bugOf(changed)).toEqual({ kind: 'TypeError' });
  });

  test('of a strange kind is of another kind', () => {
    const named = new Error('x');
    named.name = PATIENT;
    expect(bugOf(named).kind).toBe('other');
    expect([bugOf(PATIENT), bugOf(undefined), bugOf(7n)]).toEqual([
      { kind: 'string' },
      { kind: 'undefined' },
      { kind: 'other' },
    ]);
    expect(
      bugOf(
        Object.defineProperty(new Error('x'), 'stack', {
          get: () => {
            throw new Error('y');
          },
        }),
      ),
    ).toEqual({ kind: 'other' });
  });
});

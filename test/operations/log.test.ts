import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EVENTS, type EventName, type LogEvent } from '../../src/operations/events.ts';
import { createLog } from '../../src/operations/log.ts';
import type { Member } from '../../src/operations/members.ts';
import { CANARIES, known, NOW, TRACE, UUID } from './known.ts';

function written(...events: unknown[]): string {
  let text = '';
  const log = createLog({
    write: (line) => {
      text += line;
    },
    now: () => NOW,
    known,
  });
  for (const event of events) log(event as LogEvent);
  return text;
}

const lineOf = (event: unknown) => JSON.parse(written(event)) as Record<string, unknown>;

const CALL = {
  event: 'call',
  trace: TRACE,
  client: 'general-hospital',
  service: 'order-sign',
  base: 'crd',
  status: 200,
  milliseconds: 12.3456,
} as const satisfies LogEvent;

describe('a line of the log', () => {
  test('says which call it was, what came of it and how long it took', () => {
    const event = {
      ...CALL,
      call: UUID,
      determinations: [{ policy: 'hemgenix-bcbsks', version: '2026-01-08', outcome: 'likely-approval' }],
      recorded: 'kept',
    } as const satisfies LogEvent;
    expect(lineOf(event)).toEqual({ ...event, level: 'info', time: '2026-08-14T15:00:00.123Z', milliseconds: 12.3 });
  });

  test('ends with its one line break', () => {
    expect(written(CALL, CALL)).toMatch(/^\{[^\n]+\}\n\{[^\n]+\}\n$/);
  });

  test('leaves out an optional member that is not given', () => {
    expect(Object.keys(lineOf({ event: 'record-away', reason: 'disk-full' }))).toEqual([
      'level',
      'time',
      'event',
      'reason',
    ]);
  });

  test.each([
    ['a client that is not registered', { client: 'evil' }, { client: 'other' }],
    ['no client', { client: undefined }, { client: undefined }],
    ['nobody', { client: 'none' }, { client: 'none' }],
    ['a trace id with a line break', { trace: `${TRACE}\n` }, { trace: undefined }],
    ['a trace id in capitals', { trace: TRACE.toUpperCase() }, { trace: undefined }],
    ['a service that is none of ours', { service: '/cds-services/Zebediah' }, { service: 'other' }],
    ['a negative status', { status: -1 }, { status: undefined }],
    ['a status that is a text', { status: '200' }, { status: undefined }],
    ['a clock that was set back', { milliseconds: -5 }, { milliseconds: 0 }],
    ['no duration', { milliseconds: Number.NaN }, { milliseconds: undefined }],
    ['determinations that are no list', { determinations: 'eleven' }, { determinations: undefined }],
    [
      'a policy that is not held',
      { determinations: [{ policy: 'x', outcome: 'y' }] },
      { determinations: [{ policy: 'other', outcome: 'other' }] },
    ],
  ])('%s', (_, given, said) => {
    const line = lineOf({ ...CALL, ...given });
    for (const [name, value] of Object.entries(said)) expect(line[name]).toEqual(value);
  });

  test('holds at most 50 determinations', () => {
    const many = (count: number) =>
      (lineOf({ ...CALL, determinations: Array(count).fill({ outcome: 'indeterminate' }) }).determinations as unknown[])
        .length;
    expect([49, 50, 51, 10_000].map(many)).toEqual([49, 50, 50, 50]);
  });

  test('of the sandbox says that it is not for patient data', () => {
    expect(lineOf({ event: 'sandbox', text: 'fine for patients' })).toMatchObject({
      level: 'warn',
      text: expect.stringContaining('Not for patient data'),
    });
  });

  test('of a bug holds a place inside the project only', () => {
    const place = (text: string) => lineOf({ event: 'bug', id: UUID, kind: 'TypeError', place: text }).place;
    expect(place('src/http/app.ts:12:3')).toBe('src/http/app.ts:12:3');
    expect(place('/home/quagga/src/http/app.ts:12:3')).toBeUndefined();
    expect(place('src/Zebediah Quagga:1:1')).toBeUndefined();
  });

  test('of an event that is not in the table says only that there was one', () => {
    for (const event of ['toString', '__proto__', 'patient', 7, undefined, { toString: () => 'call' }])
      expect(lineOf({ event, name: CANARIES[0] })).toEqual({
        level: 'warn',
        time: NOW.toISOString(),
        event: 'other',
      });
  });
});

describe('the log stands', () => {
  test('a destination that throws', () => {
    const log = createLog({
      write: () => {
        throw new Error('EPIPE');
      },
      now: () => NOW,
      known,
    });
    expect(() => log(CALL)).not.toThrow();
  });

  test.each([
    ['null', null],
    ['nothing', undefined],
    ['a text', 'call'],
    ['a proxy that throws', new Proxy({}, { get: () => fail() })],
    [
      'a getter that throws',
      {
        ...CALL,
        get client() {
          return fail();
        },
      },
    ],
    ['a list that throws', { ...CALL, determinations: new Proxy([], { get: () => fail() }) }],
    ['an object in a circle', circle()],
  ])('%s', (_, event) => {
    expect(written(event)).toMatch(/^\{[^\n]+\}\n$/);
  });
});

const fail = (): never => {
  throw new Error(CANARIES[0]);
};

function circle(): unknown {
  const event: Record<string, unknown> = { ...CALL };
  event.determinations = [event];
  return event;
}

const NAMES = Object.keys(EVENTS) as EventName[];
const BREAKS = ['\n', '\r', '\u2028', '\u0000', '\u001b[31m', '\ud800', '"}\n{"event":"call"'];
const hostileText = fc
  .tuple(fc.string(), fc.constantFrom(...CANARIES), fc.constantFrom(...BREAKS), fc.string())
  .map((parts) => parts.join(''));
const anything = fc.anything({
  values: [hostileText, fc.constantFrom(...CANARIES), fc.double(), fc.boolean(), fc.constant(null), fc.bigInt()],
  key: fc.oneof(fc.constantFrom('policy', 'outcome', 'read', 'toJSON', '__proto__', ...CANARIES), fc.string()),
  withDate: true,
  withMap: true,
  withTypedArray: true,
});
const hostileEvent = fc.constantFrom(...NAMES).chain((event) => {
  const names = [
    ...Object.keys(EVENTS[event].members),
    'url',
    'body',
    'headers',
    'message',
    'err',
    'msg',
    'time',
    'level',
    'hostname',
    'pid',
  ];
  return fc
    .tuple(fc.dictionary(fc.constantFrom(...names), anything), fc.dictionary(fc.string(), anything))
    .map(([known, strange]) => ({ ...strange, ...known, event }));
});

describe('whatever object is handed to the log', () => {
  test('one JSON line comes out, with members of the table and nothing of a person', () => {
    fc.assert(
      fc.property(hostileEvent, (event) => {
        const text = written(event);
        expect(text.indexOf('\n')).toBe(text.length - 1);
        const { level, time, event: name, ...members } = JSON.parse(text) as Record<string, unknown>;
        expect([level, time, name]).toEqual([EVENTS[event.event].level, NOW.toISOString(), event.event]);
        expect(Object.keys(EVENTS[event.event].members)).toEqual(expect.arrayContaining(Object.keys(members)));
        for (const canary of CANARIES) expect(text).not.toContain(canary);
      }),
      { numRuns: 2_000 },
    );
  });

  test('a text of a megabyte in every member makes no long line', () => {
    const megabyte = `${CANARIES[0]}\n`.repeat(65_536);
    for (const event of NAMES) {
      const members = Object.keys(EVENTS[event].members).map((name) => [name, megabyte]);
      const text = written({ ...Object.fromEntries(members), event });
      expect(text.length).toBeLessThan(600);
      expect(text).not.toContain('Quagga');
    }
  });

  test('each member of each event has been seen to be written', () => {
    const good = [
      known.clients[0],
      'order-sign',
      'crd',
      'kept',
      'sandbox',
      'file',
      'disk-full',
      'expired',
      'unreachable',
      7,
      true,
      TRACE,
      UUID,
      'SIGTERM',
      'failed',
      'TypeError',
      'src/main.ts:1:1',
      '127.0.0.1',
      'text',
      [{ outcome: 'indeterminate' }],
      { read: 1 },
    ];
    for (const event of NAMES)
      for (const [name, { write }] of Object.entries<Member<unknown>>(EVENTS[event].members)) {
        const value = good.find((each) => !['other', 'none', undefined].includes(write(each, known) as string));
        expect(lineOf({ event, [name]: value }), `${event}.${name}`).toHaveProperty(name);
      }
  });
});

describe('the table of events', () => {
  test('says of every line that is loud what to do', () => {
    for (const event of NAMES) {
      const row = EVENTS[event];
      expect(row.means).toMatch(/\.$/);
      if (row.level !== 'info') expect(row, event).toHaveProperty('remedy');
    }
  });
});

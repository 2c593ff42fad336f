import { expect, test } from 'vitest';
import { awayReasonOf, isRefusal } from '../../src/record/failure.ts';

const coded = (code: string) => Object.assign(new Error('with the name of a patient'), { code });

test.each([
  ['SQLITE_FULL', 'full'],
  ['ENOSPC', 'full'],
  ['53100', 'full'],
  ['SQLITE_READONLY_DBMOVED', 'read-only'],
  ['EROFS', 'read-only'],
  ['EACCES', 'read-only'],
  ['25006', 'read-only'],
  ['SQLITE_BUSY_SNAPSHOT', 'slow'],
  ['57014', 'slow'],
  ['25P03', 'slow'],
  ['28P01', 'denied'],
  ['3D000', 'denied'],
  ['42501', 'denied'],
  ['ECONNREFUSED', 'unreachable'],
  ['ENOTFOUND', 'unreachable'],
  ['57P01', 'unreachable'],
  ['53300', 'unreachable'],
  ['08006', 'unreachable'],
  ['SQLITE_CORRUPT', 'broken'],
  ['SQLITE_NOTADB', 'broken'],
  ['42P01', 'broken'],
  ['anything', 'broken'],
])('%s is told as %s', (code, reason) => {
  expect(awayReasonOf(coded(code))).toBe(reason);
  expect(awayReasonOf(new AggregateError([coded(code)]))).toBe(reason);
});

test.each([
  [new Error('Query read timeout'), 'slow'],
  [new Error('Connection terminated unexpectedly'), 'unreachable'],
  [new Error('timeout exceeded when trying to connect'), 'unreachable'],
  [new Error('whatever'), 'broken'],
  ['a text', 'broken'],
  [undefined, 'broken'],
])('%s, without a code, is told as %s', (error, reason) => {
  expect(awayReasonOf(error)).toBe(reason);
});

test('a refusal of what was given is told from a store that is away', () => {
  const refusals = ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_TOOBIG', '22021', '23505', '54000'].map(coded);
  expect(refusals.filter((error) => !isRefusal(error))).toEqual([]);
  const others = ['SQLITE_FULL', 'ECONNRESET', '57P01', '53100'].map(coded);
  expect(others.filter(isRefusal)).toEqual([]);
});

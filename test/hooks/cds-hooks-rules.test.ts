import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { crdDiscovery } from '../../src/hooks/crd/discovery.ts';
import { callOf, everyPatient, prefetchOf } from '../acceptance/every-patient.ts';
import { breaches, emptyMembers, isUuid, listsOfDeterminations, membersNamed } from '../support/laws.ts';
import { type Service, type Signed, startService } from '../support/service.ts';

/** The rules of CDS Hooks 2.0.1 for an answer, held to the answers of every acceptance patient. */

const plain: unknown = JSON.parse(readFileSync(new URL('../../cds-services.json', import.meta.url), 'utf8'));
const patients = everyPatient.flatMap(([, each]) => each);
const calls = patients.map((each) => callOf(each, { prefetch: prefetchOf(each) }));

let service: Service;
let answers: readonly Signed[];
beforeAll(async () => {
  service = await startService();
  answers = await Promise.all(calls.map((call) => service.sign(call)));
});
afterAll(async () => {
  await service.close();
  expect(service.bugs).toEqual([]);
});

const cards = () => answers.flatMap((answer) => answer.cards);
const suggestions = () => cards().flatMap((card) => card.suggestions ?? []);
const actions = () => suggestions().flatMap((suggestion) => suggestion.actions);

describe('every answer to every patient', () => {
  test('there are enough of them to hold a rule to', () => {
    expect(answers.length).toBeGreaterThan(150);
    expect(cards().length).toBeGreaterThan(150);
    expect(suggestions().length).toBeGreaterThan(20);
    expect(actions().length).toBe(suggestions().length);
  });

  test('is 200 and an object with cards and nothing beside them', () => {
    expect(breaches(answers, ({ status }) => status === 200)).toEqual([]);
    expect(breaches(answers, ({ body }) => Object.keys(body).join() === 'cards' && Array.isArray(body.cards))).toEqual(
      [],
    );
  });

  test('is told as JSON', async () => {
    const response = await service.post('/cds-services/order-sign', JSON.stringify(calls[0]));
    expect(response.headers.get('content-type')).toMatch(/^application\/json\b/);
  });

  test('holds no null and nothing empty, but for a list of no cards and the lists of our own extension', () => {
    expect(answers.flatMap(({ body }) => emptyMembers(body, ['cards', ...listsOfDeterminations]))).toEqual([]);
  });

  test('gives each card and each suggestion a UUID of its own', () => {
    const ids = [...cards(), ...suggestions()].map(({ uuid }) => uuid);
    expect(breaches(ids, isUuid)).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('sums a card up in one line of fewer than 140 characters', () => {
    const summaries = cards().map(({ summary }) => summary);
    expect(breaches(summaries, (text) => text.length > 0 && text.length < 140 && !/[\r\n]/.test(text))).toEqual([]);
  });

  test('writes the detail in GitHub Flavored Markdown, without HTML but for what folds the list', () => {
    const details = cards().map(({ detail }) => detail.replace(/<\/?(details|summary)>/g, ''));
    expect(breaches(details, (text) => text.length > 0 && !/(?<!\\)<[a-z/!?]/i.test(text))).toEqual([]);
  });

  test('knows the indicators info, warning and critical, and uses the first two', () => {
    expect(new Set(cards().map(({ indicator }) => indicator))).toEqual(new Set(['info', 'warning']));
  });

  test('names the source of a card, and its topic with code and system', () => {
    const sources = cards().map(({ source }) => source);
    expect(breaches(sources, ({ label, topic }) => label.trim() !== '' && isCoding(topic))).toEqual([]);
    expect(new Set(sources.flatMap(Object.keys))).toEqual(new Set(['label', 'topic']));
  });

  test('says how many suggestions may be taken', () => {
    const withSuggestions = cards().filter((card) => card.suggestions !== undefined);
    expect(withSuggestions).not.toEqual([]);
    expect(breaches(withSuggestions, (card) => ['any', 'at-most-one'].includes(card.selectionBehavior))).toEqual([]);
  });

  test('offers reasons to set a card aside, each in words, with code and system', () => {
    const reasons = cards().flatMap((card) => card.overrideReasons);
    expect(breaches(reasons, (each) => isCoding(each) && each.display !== '')).toEqual([]);
  });

  test('suggests with a label and actions, and recommends none above the others', () => {
    expect(breaches(suggestions(), ({ label }) => label !== '')).toEqual([]);
    expect(breaches(suggestions(), (each) => each.actions.length === 1)).toEqual([]);
    expect(membersNamed('isRecommended', answers)).toBe(0);
  });

  test('creates a whole new resource, described, and names none that is there', () => {
    expect(breaches(actions(), ({ type, description }) => type === 'create' && description !== '')).toEqual([]);
    expect(
      breaches(actions(), ({ resource }) => resource.resourceType === 'ServiceRequest' && !('id' in resource)),
    ).toEqual([]);
    expect(membersNamed('resourceId', answers)).toBe(0);
  });

  test('has no link, no application to launch and no change behind the clinician’s back', () => {
    for (const member of ['links', 'appContext', 'autolaunchable', 'systemActions'])
      expect(membersNamed(member, answers)).toBe(0);
  });

  test('extends a card by an object under a name of its own', () => {
    const extensions: readonly unknown[] = cards().map(({ extension }) => extension);
    expect(breaches(extensions, (each) => typeof each === 'object' && each !== null && !Array.isArray(each))).toEqual(
      [],
    );
    expect(new Set(extensions.flatMap((each) => Object.keys(each as object)))).toEqual(
      new Set(['countersign.determination']),
    );
  });

  test('is the same where the call holds members and extensions that nobody knows', async () => {
    const strange = { extension: { 'org.example.unknown': { deep: [1] } }, unknown: { member: true } };
    const extended = calls.map((call) => ({ ...call, ...strange, context: { ...call.context, ...strange } }));
    const again = await Promise.all(extended.map((call) => service.sign(call)));
    expect(again.map(said)).toEqual(answers.map(said));
  });
});

describe.each([
  ['plain', plain],
  ['CRD', crdDiscovery],
])('the %s discovery', (_, document) => {
  const { services } = document as { services: Record<string, unknown>[] };

  test('lists services with hook, id, title and description, and nothing empty', () => {
    expect(services.length).toBeGreaterThan(0);
    for (const each of services)
      for (const member of ['hook', 'id', 'title', 'description', 'usageRequirements'])
        expect(each[member]).toEqual(expect.stringMatching(/\S/));
    expect(emptyMembers(document, [])).toEqual([]);
  });

  test('asks by prefetch in named queries', () => {
    for (const { prefetch } of services) {
      expect(Object.keys(prefetch as object).length).toBeGreaterThan(0);
      for (const template of Object.values(prefetch as object)) expect(template).toMatch(/^[A-Z]\w+(\/|\?)\S+$/);
    }
  });
});

test('the plain prefetch keeps to reads by id and to searches by patient and one token', () => {
  const { services } = plain as { services: { prefetch: Record<string, string> }[] };
  for (const { prefetch } of services)
    for (const template of Object.values(prefetch))
      expect(template).toMatch(
        /^([A-Z]\w+\/\{\{context\.patientId\}\}|[A-Z]\w+\?(patient=|subject=Patient\/)\{\{context\.patientId\}\}(&category=[a-z-]+)?)$/,
      );
});

test.each(['/cds-services', '/crd/cds-services'])('GET %s answers anybody with a list of services', async (path) => {
  const response = await fetch(`${service.url}${path}`);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ services: expect.any(Array) });
});

const isCoding = (value: { readonly code: string; readonly system: string }): boolean =>
  value.code.trim() !== '' && value.system.trim() !== '';

/** What an answer says, without the ids that each call gives anew. */
const said = ({ determinations }: Signed) => determinations.map(({ id, ...rest }) => rest);

import { randomUUID } from 'node:crypto';
import { offlineWorld } from '../../src/commands/offline-world.ts';
import { readConfiguration } from '../../src/config.ts';
import { type DemoPatient, demoPatients } from '../../src/demo/patients.ts';
import { factsOf } from '../../src/fhir/facts.ts';
import { determine } from '../../src/hooks/determination.ts';
import { judge } from '../../src/hooks/judge.ts';
import { openCall } from '../../src/hooks/open-call.ts';
import { readRequest } from '../../src/hooks/request.ts';
import { payers, policies } from '../../src/policies/index.ts';
import { callFrom, sentAlong } from '../../test/support/demo-patients.ts';
import { number, type Table } from '../table.ts';

const ROUNDS = 7;
const JUDGEMENTS = 3_000;

/** What it costs to hold the facts of a patient against a policy once they are read: in this process, on one core. */
export async function judging(): Promise<Table> {
  const rows = [];
  for (const patient of demoPatients) rows.push(...(await rowOf(patient)));
  return {
    title: 'Judging',
    says: `Facts that are read, held against every line of a policy, with the evidence of each; the middle of ${ROUNDS} rounds of ${JUDGEMENTS}.`,
    header: ['patient', 'policy', 'lines', 'outcome', 'CPU µs'],
    rows,
  };
}

async function rowOf(patient: DemoPatient): Promise<readonly (readonly string[])[]> {
  const configuration = readConfiguration(
    {},
    payers.map(({ id }) => id),
  );
  const { world } = offlineWorld(configuration, { newId: randomUUID });
  const opened = await openCall(readRequest(callFrom(patient, sentAlong(patient))), world, { everyOrder: false });
  const [order] = opened?.orders.governed ?? [];
  if (opened === undefined || order === undefined) return [];
  const [judged] = judge(order, opened.call, world);
  const policy = policies.find(
    ({ id, version }) => id === judged?.determination.policy?.id && version === judged.determination.policy.version,
  );
  if (judged === undefined || policy === undefined) return [];
  const { asOf, coverage, criteria, outcome } = judged.determination;
  const facts = factsOf(opened.call.records, order, { asOf, today: opened.call.today, coverage });
  const occasion = { id: 'bench', order: order.reference, asOf, notices: [] };
  const cost = middleCost(() => determine(policy, facts, occasion));
  return [[patient.id, `${policy.id} ${policy.version}`, `${criteria.length}`, outcome, number(cost)]];
}

function middleCost(work: () => unknown): number {
  const costs = Array.from({ length: ROUNDS }, () => {
    const before = process.cpuUsage();
    for (let count = 0; count < JUDGEMENTS; count += 1) work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / JUDGEMENTS;
  });
  return costs.toSorted((left, right) => left - right)[Math.floor(ROUNDS / 2)] ?? Number.NaN;
}

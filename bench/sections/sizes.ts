import { load } from '../load.ts';
import { type MeasuredProcess, startEcho, startService } from '../measured-process.ts';
import { orderSignBody } from '../order-sign-body.ts';
import { number, type Table } from '../table.ts';
import { answerOf } from './ratios.ts';

const SIZES = [10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000, 2_000_000, 5_000_000];
const ORDERS = [1, 2, 5, 10, 20, 50];
/** Bytes that are sent to warm up, and to measure. */
const BYTES = 30_000_000;

/** One size of chart, and what a call with it costs. */
export interface SizeCost {
  readonly bytes: number;
  readonly cpu: number;
  readonly bare: number;
  readonly p50: number;
}

/** What a call costs by the size of the chart that comes with it. */
export async function sizes(): Promise<{ readonly table: Table; readonly costs: readonly SizeCost[] }> {
  const service = await startService();
  const costs: SizeCost[] = [];
  for (const bytes of SIZES) {
    const body = orderSignBody({ bytes });
    const bare = await startEcho('bare', await answerOf(service, body));
    const { cpuPerCall, p50 } = await costOf(service, body);
    costs.push({ bytes: body.length, cpu: cpuPerCall, p50, bare: (await costOf(bare, body)).cpuPerCall });
    await bare.stop();
  }
  await service.stop();
  return {
    costs,
    table: {
      title: 'Size of the chart',
      says: 'One connection. The chart that meets every line, and common results until the body is as long as that.',
      header: ['bytes', 'CPU µs/call', 'µs a kB', 'bare echo µs/call', 'p50 ms'],
      rows: costs.map(({ bytes, cpu, bare, p50 }) => [
        `${bytes}`,
        ...[cpu, cpu / (bytes / 1_000), bare, p50].map(number),
      ]),
    },
  };
}

/** What a call costs by the number of its orders. */
export async function orders(): Promise<Table> {
  const service = await startService();
  const rows = [];
  for (const count of ORDERS) {
    const { cpuPerCall, p50 } = await costOf(service, orderSignBody({ orders: count }), count);
    rows.push([`${count}`, number(cpuPerCall), number(cpuPerCall / count), number(p50)]);
  }
  await service.stop();
  return {
    title: 'Number of orders',
    says: 'One connection, the chart of 20 kB; each order is for Hemgenix, and each gets a card.',
    header: ['orders', 'CPU µs/call', 'µs an order', 'p50 ms'],
    rows,
  };
}

async function costOf(server: MeasuredProcess, body: string, parts = 1) {
  const calls = Math.max(20, Math.min(2_000, Math.round(BYTES / body.length / parts)));
  await load(server, { body, connections: 1, calls });
  return load(server, { body, connections: 1, calls });
}

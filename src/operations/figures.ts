import { AggregatorRegistry, type MetricObjectWithValues, type MetricValue } from 'prom-client';

/** The metrics of one process as data, as it goes from process to process. */
export type Figures = readonly MetricObjectWithValues<MetricValue<string>>[];

/** The metrics of several processes as those of one, in the Prometheus exposition format: sums, but where a metric says otherwise. */
export const togetherAsText = (all: readonly Figures[]): Promise<string> =>
  AggregatorRegistry.aggregate([...all]).metrics();

/** What remains of a process that ended, added to what remained of others before: its counts. What it had then is over. */
export async function remaining(before: Figures, ended: Figures): Promise<Figures> {
  const counts = ended.filter(({ type }) => ['counter', 'histogram'].includes(String(type)));
  return AggregatorRegistry.aggregate([before, counts]).getMetricsAsJSON();
}

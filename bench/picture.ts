import type { SizeCost } from './sections/sizes.ts';

const [WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM] = [720, 420, 70, 30, 150, 50];

/** Cost against the size of the chart, both axes logarithmic: a straight line of slope one is a cost that grows with the size alone. */
export function picture(costs: readonly SizeCost[]): string {
  const xs = costs.map(({ bytes }) => Math.log10(bytes));
  const ys = costs.flatMap(({ cpu, bare }) => [Math.log10(cpu), Math.log10(bare)]);
  const [x0, x1] = [Math.floor(Math.min(...xs)), Math.ceil(Math.max(...xs))];
  const [y0, y1] = [Math.floor(Math.min(...ys)), Math.ceil(Math.max(...ys))];
  const x = (value: number) => LEFT + ((Math.log10(value) - x0) / (x1 - x0)) * (WIDTH - LEFT - RIGHT);
  const y = (value: number) => HEIGHT - BOTTOM - ((Math.log10(value) - y0) / (y1 - y0)) * (HEIGHT - TOP - BOTTOM);
  const line = (of: (cost: SizeCost) => number, colour: string, name: string) => {
    const last = costs.at(-1);
    const points = costs.map((cost) => `${x(cost.bytes).toFixed(1)},${y(of(cost)).toFixed(1)}`).join(' ');
    const dots = costs.map(
      (cost) => `<circle cx="${x(cost.bytes).toFixed(1)}" cy="${y(of(cost)).toFixed(1)}" r="3" fill="${colour}"/>`,
    );
    const label =
      last === undefined
        ? ''
        : `<text x="${(x(last.bytes) + 8).toFixed(1)}" y="${(y(of(last)) + 4).toFixed(1)}" fill="${colour}">${name}</text>`;
    return `<polyline points="${points}" fill="none" stroke="${colour}" stroke-width="2"/>${dots.join('')}${label}`;
  };
  const powers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const columns = powers(x0, x1).map((power) => {
    const at = x(10 ** power).toFixed(1);
    return `<line x1="${at}" x2="${at}" y1="${TOP}" y2="${HEIGHT - BOTTOM}" stroke="#ddd"/><text x="${at}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${bytes(10 ** power)}</text>`;
  });
  const rows = powers(y0, y1).map((power) => {
    const at = y(10 ** power).toFixed(1);
    return `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${at}" y2="${at}" stroke="#ddd"/><text x="${LEFT - 8}" y="${Number(at) + 4}" text-anchor="end">${time(10 ** power)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12"><title>CPU time a call, by the size of its body: Countersign and a bare echo</title><rect width="100%" height="100%" fill="#fff"/>${columns.join('')}${rows.join('')}${line(({ cpu }) => cpu, '#0b5cad', 'Countersign')}${line(({ bare }) => bare, '#888', 'bare echo')}<text x="${LEFT}" y="18">CPU time a call, by the size of its body</text></svg>\n`;
}

const bytes = (value: number): string => (value >= 1e6 ? `${value / 1e6} MB` : `${value / 1e3} kB`);
const time = (microseconds: number): string => {
  if (microseconds >= 1e6) return `${microseconds / 1e6} s`;
  return microseconds >= 1e3 ? `${microseconds / 1e3} ms` : `${microseconds} µs`;
};

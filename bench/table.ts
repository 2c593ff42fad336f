/** The figures of one part of a run. */
export interface Table {
  readonly title: string;
  /** What is measured, and how. */
  readonly says: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A table in Markdown. */
export function markdown({ title, says, header, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [`## ${title}`, '', says, '', line(header), line(header.map(() => '---')), ...rows.map(line), ''].join('\n');
}

/** With as many digits as are worth reading. */
export const number = (value: number): string => {
  if (!Number.isFinite(value)) return '-';
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
};

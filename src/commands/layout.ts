/** The same on every terminal, so that output can be compared. */
const WIDTH = 80;

/** Text from outside: nothing in it may steer a terminal. */
export const printable = (text: string): string => text.replace(/\s/g, ' ').replace(/\p{C}/gu, '\uFFFD');

/** Text broken between words; the first line starts with `first`, the others with `rest`. A longer word stands whole. */
export function wrapped(text: string, first = '', rest = ' '.repeat(first.length)): readonly string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of printable(text).split(' ').filter(Boolean)) {
    if (!isEmpty && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      [line, isEmpty] = [rest, true];
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line.trimEnd()];
}

/** Cells in columns as wide as their widest. */
export function inColumns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

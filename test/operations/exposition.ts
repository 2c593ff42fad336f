/** One sample of a Prometheus page. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const HELP_OR_TYPE = /^# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)$/;
const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/;

/** Reads the text exposition format 0.0.4; a line that breaks its grammar, or a sample without a type, throws. */
export function readExposition(text: string): readonly Sample[] {
  const typed = new Set<string>();
  return text.split('\n').flatMap((line) => {
    if (line === '') return [];
    const comment = HELP_OR_TYPE.exec(line);
    if (comment !== null) {
      if (comment[1] === 'TYPE') typed.add(comment[2] ?? '');
      return [];
    }
    const [, name = '', labels = '', number = ''] = SAMPLE.exec(line) ?? [];
    if (!typed.has(name) && !typed.has(name.replace(/_(bucket|sum|count)$/, ''))) throw new Error(`no type: ${line}`);
    return [{ name, labels: labelsIn(labels), value: numberIn(number) }];
  });
}

function labelsIn(text: string): Record<string, string> {
  const labels: Record<string, string> = {};
  for (let rest = text; rest !== ''; ) {
    const [whole, name = '', value = ''] = LABEL.exec(rest) ?? [];
    if (whole === undefined) throw new Error(`not labels: ${rest}`);
    labels[name] = value;
    rest = rest.slice(whole.length);
  }
  return labels;
}

function numberIn(text: string): number {
  if (text === '+Inf' || text === '-Inf') return text === '+Inf' ? Infinity : -Infinity;
  const value = Number(text);
  if (text === '' || (Number.isNaN(value) && text !== 'Nan' && text !== 'NaN')) throw new Error(`no number: ${text}`);
  return value;
}

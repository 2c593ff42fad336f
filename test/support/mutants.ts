import type { Application, Criterion, Group, Policy, Test } from '../../src/criteria/criterion.ts';

/** A policy that is wrong in one place, and what was done to it. */
export interface Mutant {
  readonly what: string;
  readonly policy: Policy;
}

/** Every slightly wrong reading of a policy: each must break a row of its decision table. */
export function mutantsOf(policy: Policy): readonly Mutant[] {
  const { continuation } = policy;
  const answers = continuation === undefined ? [] : mutateValue(continuation.answers, 'answers');
  return [
    ...mutateGroup(policy.criteria, 'all').map(({ what, value }) => ({ what, policy: { ...policy, criteria: value } })),
    ...answers.map(({ what, value }) => ({
      what: `continuation ${what}`,
      policy: { ...policy, continuation: { answers: value as string[] } },
    })),
  ];
}

interface Changed<T> {
  readonly what: string;
  readonly value: T;
}

function mutateGroup(group: Group, name: string): readonly Changed<Group>[] {
  const count = group.atLeast === 'all' ? group.of.length : group.atLeast;
  const counts: readonly Group['atLeast'][] = [
    count - 1,
    count + 1,
    ...(group.atLeast === 'all' ? [1] : ['all' as const]).filter(() => group.of.length > 1),
  ];
  return [
    ...counts.map((atLeast) => ({
      what: `${name}: ${group.atLeast} -> ${atLeast} of ${group.of.length}`,
      value: { ...group, atLeast },
    })),
    ...(group.open === undefined
      ? []
      : [
          {
            what: `${name}: no longer ${group.open}`,
            value: { kind: group.kind, atLeast: group.atLeast, of: group.of },
          },
        ]),
    ...group.of.map((line) => ({
      what: `${line.id} left out`,
      value: { ...group, of: group.of.filter((other) => other !== line) },
    })),
    ...group.of.flatMap((line) =>
      mutateLine(line).map(({ what, value }) => ({
        what: `${line.id}: ${what}`,
        value: { ...group, of: group.of.map((other) => (other === line ? value : other)) },
      })),
    ),
  ];
}

function mutateLine(line: Criterion): readonly Changed<Criterion>[] {
  const { denial, answerable, ...rest } = line;
  const { answeredBy, ...unanswered } = line;
  return [
    ...(answeredBy === undefined ? [] : [{ what: `no longer answered by ${answeredBy}`, value: unanswered }]),
    ...(denial === undefined
      ? []
      : [{ what: `no longer ${denial}`, value: { ...rest, ...(answerable && { answerable }) } }]),
    ...(answerable === undefined
      ? []
      : [{ what: 'no longer answerable', value: { ...rest, ...(denial && { denial }) } }]),
    ...(line.applies === undefined
      ? []
      : mutateValue(line.applies, 'applies').map(({ what, value }) => ({
          what: `applies ${what}`,
          value: { ...line, applies: value as Application },
        }))),
    ...mutateTest(line.test).map(({ what, value }) => ({ what, value: { ...line, test: value } })),
  ];
}

function mutateTest(test: Test): readonly Changed<Test>[] {
  if (test.kind === 'group') return mutateGroup(test, 'group');
  return Object.entries(test).flatMap(([key, value]) =>
    FIXED.has(key)
      ? []
      : mutateValue(value, key).map((changed) => ({
          what: `${key} ${changed.what}`,
          value: withField(test, key, changed.value),
        })),
  );
}

function withField(test: Test, key: string, value: unknown): Test {
  const { [key]: _old, ...rest } = test as unknown as Record<string, unknown>;
  return (value === undefined ? rest : { ...rest, [key]: value }) as unknown as Test;
}

/** Which test or drug a line is about: not a reading that could slip. */
const FIXED: ReadonlySet<string> = new Set(['kind', 'lab', 'product', 'before', 'since', 'screen', 'confirm', 'level']);

/** Words of a closed list, by the field they stand in where one word is of two lists. */
const SWAPPED: Readonly<Record<string, string>> = {
  intolerance: 'statement',
  statement: 'intolerance',
  '7-point': '9-point',
  '9-point': '7-point',
  note: 'exposure',
  exposure: 'note',
  attest: 'doc-missing',
  'doc-missing': 'attest',
  initial: 'continuation',
  continuation: 'initial',
  required: 'excluded',
  excluded: 'required',
  infection: 'exposure',
  'finds exposure': 'infection',
};

function mutateValue(value: unknown, key: string): readonly Changed<unknown>[] {
  if (typeof value === 'number')
    return [value - 1, value + 1].map((moved) => ({ what: `${value} -> ${moved}`, value: moved }));
  if (typeof value === 'boolean') return [{ what: `${value} -> ${!value}`, value: !value }];
  if (Array.isArray(value) && value.some((item) => typeof item === 'object')) {
    return value.flatMap((item, index) => [
      { what: `without pattern ${index + 1}`, value: value.filter((other) => other !== item) },
      ...mutateValue(item, key).map((changed) => ({
        what: `pattern ${index + 1} ${changed.what}`,
        value: value.map((other) => (other === item ? changed.value : other)),
      })),
    ]);
  }
  if (Array.isArray(value))
    return value.map((item) => ({ what: `without ${item}`, value: value.filter((other) => other !== item) }));
  if (typeof value === 'string') return mutateText(value, key);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    mutateValue(inner, name).map((changed) => ({
      what: `${name} ${changed.what}`,
      value: { ...value, [name]: changed.value },
    })),
  );
}

function mutateText(value: string, key: string): readonly Changed<unknown>[] {
  const swapped = SWAPPED[`${key} ${value}`] ?? SWAPPED[value];
  if (swapped !== undefined) return [{ what: `${value} -> ${swapped}`, value: swapped }];
  if (/^\d+$/.test(value))
    return [Number(value) - 1, Number(value) + 1].map((moved) => ({ what: `${value} -> ${moved}`, value: `${moved}` }));
  const [, sign, prefix = '', number, unit = ''] = /^(<=|>=|<|>) (1:)?(\d+(?:\.\d+)?)( .+)?$/.exec(value) ?? [];
  if (sign === undefined || number === undefined) return [{ what: `${key} dropped`, value: undefined }];
  const signs = { '<': ['<=', '>'], '<=': ['<', '>='], '>': ['>=', '<'], '>=': ['>', '<='] }[sign] ?? [];
  const digits = number.split('.')[1]?.length ?? 0;
  const step = 10 ** -digits;
  const whole = prefix !== '' || / (years|months|unit)$/.test(unit);
  const numbers = [Number(number) - step, Number(number) + step].map((moved) => moved.toFixed(digits));
  const near = whole ? [] : [0.95, 1.05].map((factor) => (Number(number) * factor).toFixed(digits + 2));
  return [
    ...signs.map((other) => ({ what: `${value} -> ${other}`, value: `${other} ${prefix}${number}${unit}` })),
    ...[...numbers, ...near].map((moved) => ({
      what: `${value} -> ${moved}`,
      value: `${sign} ${prefix}${moved}${unit}`,
    })),
  ];
}

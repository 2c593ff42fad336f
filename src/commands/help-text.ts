import { type CommandHelp, commandNames, help } from './help.ts';
import { wrapped } from './layout.ts';

/** How one command is used, in full. */
export function commandHelp({ usage, about, options, more, ends }: CommandHelp): readonly string[] {
  return [
    ...usageOf({ usage }),
    '',
    ...wrapped(about),
    ...(options.length === 0 ? [] : ['', ...pairs(options)]),
    ...more.flatMap((says) => ['', ...wrapped(says)]),
    '',
    'Exit codes:',
    ...pairs([...ends.filter(([code]) => code < 2), [2, 'wrong usage'] as const, ...ends.filter(([code]) => code > 2)]),
  ];
}

/** How a command is used, in a line or a few. */
export const usageOf = ({ usage }: Pick<CommandHelp, 'usage'>): readonly string[] =>
  usage.flatMap((each, index) => wrapped(each, index === 0 ? 'usage: ' : '       ', '         '));

/** What `countersign --help` says. */
export const overview = (): readonly string[] => [
  'usage: countersign <command> [options]',
  '',
  ...pairs(commandNames.map((name) => [name, help[name].about])),
  '',
  ...wrapped('countersign <command> --help tells how each is used, and its exit codes.'),
];

function pairs(rows: readonly (readonly [string | number, string])[]): readonly string[] {
  const first = Math.min(26, Math.max(...rows.map(([name]) => `${name}`.length)));
  return rows.flatMap(([name, says]) => wrapped(says, `  ${`${name}`.padEnd(first)}  `, ' '.repeat(first + 4)));
}

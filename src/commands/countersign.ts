#!/usr/bin/env node
import '../quiet.ts';
import { type CommandName, commandNames, help } from './help.ts';
import { commandHelp, overview, usageOf } from './help-text.ts';
import { endingOf } from './told.ts';

/** `countersign <command>`: all commands in one. Each is loaded when it is asked for. */

const USAGE = 2;

// Whoever reads may stop reading.
process.stdout.on('error', () => process.exit(0));
const [name, ...words] = process.argv.slice(2);
const command = commandNames.find((each) => each === name);

if (name === undefined) refused(overview());
else if (name === '--help' || name === '-h' || name === 'help') told(overview());
else if (command === undefined) refused(['unknown command', ...overview()]);
else if (words.some((word) => word === '--help' || word === '-h')) told(commandHelp(help[command]));
else await run(command);

function told(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

function refused(lines: readonly string[]): void {
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exitCode = USAGE;
}

async function run(asked: CommandName): Promise<void> {
  const usage = usageOf(help[asked]);
  try {
    switch (asked) {
      case 'judge':
        return ended(await (await import('./judge.ts')).judgeCommand(words));
      case 'policies':
        return ended(await (await import('./policies.ts')).policiesCommand(words));
      case 'diff':
        return ended(await (await import('./diff.ts')).diffCommand(words));
      case 'replay':
        return ended(await (await import('./replay.ts')).replayCommand(words));
      case 'serve':
        if (words.length > 0) return refused(usage);
        await import('../main.ts');
        return;
      case 'report':
        // The commands on the record read the arguments that are left to them.
        process.argv.splice(2, 1);
        await import('./report.ts');
        return;
      case 'record':
        return await onTheRecord(words[0], usage);
    }
  } catch (error) {
    failed(error, usage.join('\n'));
  }
}

async function onTheRecord(what: string | undefined, usage: readonly string[]): Promise<void> {
  process.argv.splice(2, 2);
  if (what === 'verify') await import('./record-verify.ts');
  else if (what === 'find') await import('./record-find.ts');
  else if (what === 'export') await import('./record-export.ts');
  else refused(usage);
}

function ended(code: number): void {
  process.exitCode = code;
}

function failed(error: unknown, usage: string): void {
  const { code, says } = endingOf(error, usage);
  process.stderr.write(`${says}\n`);
  process.exitCode = code;
}

import { readFileSync } from 'node:fs';
import { DockerfileParser, ModifiableInstruction } from 'dockerfile-ast';

/** One instruction: its words without flags, and its flags. */
export interface Step {
  readonly keyword: string;
  readonly text: string;
  readonly words: readonly string[];
  readonly flags: readonly string[];
}

/** A stage: from which image, and what is done in it. */
export interface Stage {
  readonly image: string;
  readonly name: string | undefined;
  readonly steps: readonly Step[];
}

/** Reads a Dockerfile as an engine would, stage by stage. */
export function readDockerfile(path: string): readonly Stage[] {
  const stages: { image: string; name: string | undefined; steps: Step[] }[] = [];
  for (const instruction of DockerfileParser.parse(readFileSync(path, 'utf8')).getInstructions()) {
    const text = instruction.getArgumentsContent() ?? '';
    const values = instruction.getArguments().map((argument) => argument.getValue());
    const keyword = instruction.getKeyword();
    if (keyword === 'FROM')
      stages.push({ image: values[0] ?? '', name: values[1] === 'AS' ? values[2] : undefined, steps: [] });
    const flags = instruction instanceof ModifiableInstruction ? instruction.getFlags().map(String) : [];
    stages.at(-1)?.steps.push({ keyword, text, words: values.filter((word) => !word.startsWith('--')), flags });
  }
  return stages;
}

/** The words of a command in JSON form (`CMD ["node", "…"]`), wherever it stands in the text. */
export const commandIn = (text: string): readonly string[] =>
  JSON.parse(text.slice(text.indexOf('['))) as readonly string[];

/** `ENV A=1 B=2` as they are set. */
export const environmentOf = ({ steps }: Stage): Readonly<Record<string, string>> =>
  Object.fromEntries(
    steps
      .filter(({ keyword }) => keyword === 'ENV')
      .flatMap(({ words }) =>
        words.map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]),
      ),
  );

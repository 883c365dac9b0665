import { randomBytes } from 'node:crypto';
import type { Schema } from './postgresql.js';

export interface Role {
  readonly name: string;
  /** The server's URL with this role as its user. */
  readonly url: string;
  drop(): Promise<void>;
}

/** A role without any right. */
export async function openRole(schema: Schema, url: string): Promise<Role> {
  const name = `r_${randomBytes(6).toString('hex')}`;
  await schema.query(`create role ${name} login`);
  const own = new URL(url);
  own.username = name;
  return {
    name,
    url: own.toString(),
    async drop() {
      await schema.query(`drop owned by ${name} cascade`);
      await schema.query(`drop role ${name}`);
    },
  };
}

import type { Json, JsonSchema } from '@tillbridge/plugin-kit';
import { ruleAt } from '@tillbridge/registry';
import type { Invocation } from '../invocation.js';

/** The keys that a plugin takes, each with its default and meaning, in the words of the plugin. */
export function pluginSettingsText(schema: JsonSchema, { messages: { plugins: said }, language }: Invocation): string {
  const properties = Object.entries(groupOf(schema['properties']));
  const required: readonly Json[] = Array.isArray(schema['required']) ? (schema['required'] as readonly Json[]) : [];
  if (properties.length === 0) return said.noSettings;
  const blocks = properties.map(([key, property]) => {
    const notes = groupOf(property);
    const standing = required.includes(key) ? said.required : standingOf(notes['default'], said);
    const secret = notes['x-secret'] === true ? said.secret : '';
    const description = typeof notes['description'] === 'string' ? notes['description'] : '';
    const rule = 'x-rule' in notes ? ruleAt(schema, [key]) : null;
    const lines = [`${key}${standing}${secret}`, description, rule?.[language] ?? choicesIn(notes['enum'])];
    return lines.filter((line) => line !== '').join('\n  ');
  });
  return `${blocks.join('\n')}\n`;
}

function standingOf(usual: Json | undefined, said: Invocation['messages']['plugins']): string {
  return usual === undefined ? '' : said.usual(typeof usual === 'string' ? usual : JSON.stringify(usual));
}

function choicesIn(choices: Json | undefined): string {
  return Array.isArray(choices) ? choices.map(String).join(' | ') : '';
}

function groupOf(value: Json | undefined): { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as { readonly [key: string]: Json })
    : {};
}

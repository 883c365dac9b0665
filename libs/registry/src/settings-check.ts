import type { Manifest } from '@tillbridge/plugin-kit';

import { compileSchema, schemaErrors } from './schema.js';
import { settingProblems, type SettingsProblem } from './setting-problem.js';

export interface SettingsCheck {
  /** A copy with the schema's defaults filled in; frozen, because plugins are handed this very object. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly problems: readonly SettingsProblem[];
}

/**
 * Checks the settings of one connection or one output against its plugin's schema; all problems at once. No value is
 * repeated in a problem, since a secret may stand under the wrong key (I6).
 */
export function checkPluginSettings(
  manifest: Pick<Manifest, 'id' | 'settings'>,
  settings: Readonly<Record<string, unknown>>,
): SettingsCheck {
  const validate = compileSchema(manifest.settings);
  const copy = structuredClone(settings);
  const problems = validate(copy) ? [] : settingProblems(schemaErrors(validate), manifest);
  return { settings: deepFreeze(copy), problems };
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

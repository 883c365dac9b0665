export { PluginRegistry, type Loaded, type PluginEntry, type PluginState, type RegistryOptions } from './registry.js';
export { RegistryModule } from './registry.module.js';
export { allowedOrigins } from './origins.js';
export { checkPluginSettings, type SettingsCheck } from './settings-check.js';
export { secretsIn } from './secrets.js';
export type { SettingsProblem } from './setting-problem.js';
export type { EntryKind } from './entry-module.js';
export { PLUGIN_PROBLEMS } from './problems.js';
export { stubCause } from './stub.js';

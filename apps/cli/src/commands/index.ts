import type { Command } from '../command.js';
import type { CommandName } from '../messages/help.js';

/** In the order of `--help`. Loaded when asked for: most of a command's start is the code behind it. */
export const COMMANDS: Readonly<Record<CommandName, () => Promise<Command>>> = {
  serve: async () => (await import('./serve.js')).serve,
  connect: async () => (await import('./connect.js')).connect,
  check: async () => (await import('./check.js')).check,
  connections: async () => (await import('./connections.js')).connections,
  locations: async () => (await import('./locations.js')).locations,
  schedule: async () => (await import('./schedule.js')).schedule,
  sync: async () => (await import('./sync.js')).sync,
  tallies: async () => (await import('./tallies.js')).tallies,
  deliveries: async () => (await import('./deliveries.js')).deliveries,
  outputs: async () => (await import('./outputs.js')).outputs,
  key: async () => (await import('./key.js')).key,
  plugins: async () => (await import('./plugins.js')).plugins,
  config: async () => (await import('./config.js')).config,
};

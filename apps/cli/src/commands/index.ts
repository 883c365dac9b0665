import type { Command } from '../command.js';
import { check } from './check.js';
import { config } from './config.js';
import { connections } from './connections.js';
import { deliveries } from './deliveries.js';
import { locations } from './locations.js';
import { outputs } from './outputs.js';
import { plugins } from './plugins.js';
import { sync } from './sync.js';
import { tallies } from './tallies.js';

export const COMMANDS: readonly Command[] = [
  check,
  connections,
  locations,
  sync,
  tallies,
  deliveries,
  outputs,
  plugins,
  config,
];

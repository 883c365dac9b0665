import type { OutputInstance } from '@tillbridge/delivery';
import type { Clock } from '@tillbridge/domain';
import type { OutputKind } from '@tillbridge/outputs';
import type { Settings, SettingsSource } from '@tillbridge/settings';
import type { Store } from '@tillbridge/store';
import type { ChangeLog } from './audit/change-log.js';

/** What the services of this library work with. */
export interface AdminScope {
  readonly store: Store;
  readonly clock: Clock;
  readonly changes: ChangeLog;
  readonly settings: Settings;
  /** Where the settings came from, to name file and line. */
  readonly source: SettingsSource;
  readonly outputs: readonly OutputInstance[];
  /** By name. */
  readonly outputKinds: ReadonlyMap<string, OutputKind>;
}

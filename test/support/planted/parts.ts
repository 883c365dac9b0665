import type { Doorway } from '../doorway.ts';
import type { Workplace } from '../workplace.ts';
import type { Canaries } from './canaries.ts';
import type { EchoingPos } from './echoing-pos.ts';
import type { EchoingReceiver } from './echoing-receiver.ts';
import type { PasswordRole } from './password-role.ts';

/** Where browsers reach the service. */
export const PUBLIC = 'https://tills.example';

/** What a scene is played with. */
export interface Parts {
  readonly workplace: Workplace;
  readonly canaries: Canaries;
  readonly pos: EchoingPos;
  readonly receiver: EchoingReceiver;
  readonly warehouse: PasswordRole;
  readonly warehouseDoor: Doorway;
  /** Of the store, where that is PostgreSQL. */
  readonly store: PasswordRole | null;
  readonly storeDoor: Doorway | null;
  readonly breakPlugin: () => void;
}

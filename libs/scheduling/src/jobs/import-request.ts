import type { SyncRequest } from '@tillbridge/sync';

/** What the job `import` is asked: read a window, fold what changed, and with `deliver` send it. */
export interface ImportRequest extends SyncRequest {
  readonly connection: string;
  readonly deliver: boolean;
}

export const IMPORT = 'import';

import type { OutputManifest } from '../contract/manifest.js';
import type { OutputFactory } from '../contract/output.js';
import type { OutputReceiver } from './output-receiver.js';

/** All that the suite must be told about one output. */
export interface OutputSubject {
  readonly name: string;
  readonly manifest: OutputManifest;
  readonly create: OutputFactory;
  /** Settings that the manifest's schema must refuse, one mistake in each. */
  readonly refused: ReadonlyArray<Readonly<Record<string, unknown>>>;
  open(): Promise<OutputReceiver>;
}

import { describe } from '@jest/globals';
import { describeFaults } from './connector-faults.js';
import { describeManifest } from './connector-manifest.js';
import { describeLateEdits } from './connector-late-edits.js';
import { describeReading } from './connector-reading.js';
import { describeRobustness } from './connector-robustness.js';
import { setStage } from './connector-stage.js';
import type { ConnectorSubject } from './connector-subject.js';

/**
 * The suite that every connector passes: one call in a spec of its own. Each check has a number that `docs/plugins.md`
 * explains; one that does not apply is skipped with its reason in its name or in a printed warning.
 */
export function describeConnector(subject: ConnectorSubject): void {
  describe(`connector ${subject.name}`, () => {
    const stage = setStage(subject);
    describeManifest(subject, stage);
    describeReading(subject, stage);
    describeFaults(subject, stage);
    describeRobustness(subject, stage);
    describeLateEdits(stage);
  });
}

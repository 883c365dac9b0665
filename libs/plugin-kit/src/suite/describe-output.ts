import { afterEach, beforeEach, describe } from '@jest/globals';
import { describeEffects, describeRevisions } from './output-effects.js';
import { describeManners, describeSettings } from './output-manners.js';
import { describeReceipts } from './output-receipts.js';
import type { OutputStage } from './output-stage.js';
import type { OutputSubject } from './output-subject.js';
import { describeTexts } from './output-texts.js';

/**
 * The suite that every output passes, whatever it delivers to. The spec of an output calls it once for each of its
 * layouts.
 */
export function describeOutput(subject: OutputSubject): void {
  describe(`${subject.name} fulfils the output contract`, () => {
    let stage: OutputStage | undefined;
    const current = (): OutputStage => {
      if (stage === undefined) throw new Error('no receiver is open');
      return stage;
    };

    beforeEach(async () => {
      stage = { output: subject.create(), receiver: await subject.open() };
    });
    afterEach(async () => {
      await stage?.receiver.close();
      stage = undefined;
    });

    describeSettings(subject, current);
    describeEffects(current);
    describeRevisions(current);
    describeReceipts(current);
    describeTexts(current);
    describeManners(current);
  });
}

import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from '@jest/globals';
import { sampleDay } from './output-days.js';
import { expectedRows } from './output-receiver.js';
import { contextOf, rowsOf, type OutputStage } from './output-stage.js';
import type { OutputSubject } from './output-subject.js';

export function describeSettings(subject: OutputSubject, current: () => OutputStage): void {
  const validate = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, allErrors: true })
    .addVocabulary(['x-secret', 'x-origin', 'x-rule'])
    .compile(subject.manifest.settings);

  test('its schema takes the settings of a good receiver', () => {
    const { settings, unreachable } = current().receiver;

    expect([validate(settings), validate(unreachable), validate.errors]).toEqual([true, true, null]);
  });

  test('its schema refuses each of the mistaken settings', () => {
    expect(subject.refused.filter((settings) => validate(settings))).toEqual([]);
  });
}

export function describeManners(current: () => OutputStage): void {
  test('check says ok of a good receiver and leaves no trace', async () => {
    const { output, receiver } = current();
    await output.deliver(contextOf(receiver), [sampleDay()]);

    const check = await output.check(contextOf(receiver));

    expect(check.status).toBe('ok');
    expect(await rowsOf(receiver)).toEqual(expectedRows([sampleDay()]));
  });

  test('check names the cause where nothing can be delivered', async () => {
    const { output, receiver } = current();

    const check = await output.check(contextOf(receiver, { settings: receiver.unreachable }));

    expect(check).toMatchObject({ status: 'failed', cause: { $cause: 1 } });
  });

  test('a preview shows the figures and delivers nothing', async () => {
    const { output, receiver } = current();

    const preview = output.preview(receiver.settings, [sampleDay()]);

    expect(preview.contentType).not.toBe('');
    expect(preview.text).toContain('900.25');
    expect(await rowsOf(receiver)).toEqual([]);
  });

  test('the settings that shape a payload give away no secret, address or path', () => {
    const { output, receiver } = current();

    const shaping = JSON.stringify(output.shapingSettings(receiver.settings));

    expect(receiver.hidden.length).toBeGreaterThan(0);
    for (const text of receiver.hidden) expect(shaping).not.toContain(text);
  });

  test('everything that is answered survives a structured clone', async () => {
    const { output, receiver } = current();
    const unreachable = contextOf(receiver, { settings: receiver.unreachable });
    const answers = [
      await output.check(contextOf(receiver)),
      await output.check(unreachable),
      await output.deliver(contextOf(receiver), [sampleDay()]),
      await output.deliver(unreachable, [sampleDay()]),
      output.preview(receiver.settings, [sampleDay()]),
      output.shapingSettings(receiver.settings),
    ];

    expect(structuredClone(answers)).toEqual(answers);
    expect(JSON.parse(JSON.stringify(answers))).toEqual(answers);
  });
}

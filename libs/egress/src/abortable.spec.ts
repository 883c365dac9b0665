import { describe, expect, it } from '@jest/globals';

import { abortable } from './abortable.js';

describe('abortable', () => {
  it('lets one caller go while the work goes on for the others', async () => {
    const controller = new AbortController();
    const work = Promise.withResolvers<string>();

    const first = abortable(work.promise, controller.signal);
    const second = abortable(work.promise, undefined);
    controller.abort(new Error('enough'));
    await expect(first).rejects.toThrow('enough');
    work.resolve('done');

    expect(await second).toBe('done');
  });

  it('refuses at once when the signal fired before', async () => {
    const never = new Promise<never>(() => undefined);

    await expect(abortable(never, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
  });
});

import { PassThrough, Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CauseError } from './testing/thrown.js';
import { ProcessLog } from './process-log.js';
import { SecretScrubber } from './secret-scrubber.js';

function aLog(options: { readonly isTTY?: boolean; readonly secrets?: readonly string[] } = {}) {
  const out = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY: options.isTTY ?? false });
  const scrubber = new SecretScrubber();
  for (const secret of options.secrets ?? []) scrubber.know(secret);
  const counted: string[] = [];
  const add = (_metric: unknown, labels: Readonly<Record<string, string>>) => void counted.push(labels['level'] ?? '');
  const log = new ProcessLog({
    scrubber,
    out,
    meters: { add, set: () => undefined, observe: () => undefined },
  });
  return { log, counted, text: () => String(out.read() ?? '') };
}

function entryOf(text: string): Record<string, unknown> {
  return JSON.parse(text) as Record<string, unknown>;
}

describe('a line of the log', () => {
  it('is JSON that says when, how grave, what and where', () => {
    const { log, text } = aLog();

    log.write('warn', { event: 'output.paused', message: 'It is paused.', component: 'delivery', output: 'tmas' });

    const { time, ...entry } = entryOf(text());
    expect(entry).toEqual({
      level: 'warn',
      event: 'output.paused',
      msg: 'It is paused.',
      component: 'delivery',
      output: 'tmas',
    });
    expect(new Date(String(time)).toISOString()).toBe(time);
  });

  it('says of an error its code and its message, and the stack of a defect only', () => {
    const { log, text } = aLog();

    log.write('error', { event: 'x.y', message: 'It failed.', error: new CauseError('auth.revoked', 'gone') });
    const known = entryOf(text());
    log.write('error', { event: 'x.y', message: 'It failed.', error: new TypeError('oops') });
    const defect = entryOf(text());

    expect(known['err']).toEqual({ code: 'auth.revoked', message: 'gone' });
    expect(defect['err']).toMatchObject({ code: 'TypeError', message: 'oops', stack: expect.stringContaining('at ') });
  });

  it('has an event of its own even where it comes from a library below', () => {
    const { log, text } = aLog();

    log.pino.warn('something odd');

    expect(entryOf(text())).toMatchObject({ event: 'unexpected', msg: 'something odd' });
  });

  it('is counted by how grave it is', () => {
    const { log, counted } = aLog();

    log.write('info', { event: 'a.b', message: '' });
    log.write('error', { event: 'a.b', message: '' });
    log.write('debug', { event: 'a.b', message: 'below what is written' });

    expect(counted).toEqual(['info', 'error']);
  });

  it('is plain at a terminal', () => {
    const { log, text } = aLog({ isTTY: true });

    log.write('warn', { event: 'output.paused', message: 'It is paused.', output: 'tmas' });

    expect(text()).toMatch(/^\d\d:\d\d:\d\d WARN {2}output\.paused: It is paused\. output=tmas\n$/);
  });

  it('never shows a field that is named like a secret', () => {
    const { log, text } = aLog();

    log.write('info', { event: 'a.b', message: '', fields: { headers: { authorization: 'Bearer x1' }, token: 'x2' } });

    expect(text()).not.toMatch(/x1|x2/);
  });

  it('never shows a secret, wherever it stands, and stays JSON', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ minLength: 6, maxLength: 40 }), fc.integer({ min: 100_000 }).map(String)),
        fc.constantFrom('message', 'error', 'fields', 'cause', 'name', 'number'),
        (secret, place) => {
          const { log, text } = aLog({ secrets: [secret] });
          const within = `asked with ${secret} in vain`;

          log.write('warn', {
            event: 'a.b',
            message: place === 'message' ? within : 'It failed.',
            ...(place === 'error' ? { error: new Error(within) } : {}),
            ...(place === 'cause' ? { error: { nested: [within] } } : {}),
            fields: {
              ...(place === 'fields' ? { deep: { text: [within], url: encodeURIComponent(secret) } } : {}),
              ...(place === 'name' ? { [secret]: 1 } : {}),
              ...(place === 'number' ? { count: Number(secret) } : {}),
            },
          });

          const line = text();
          const words = JSON.stringify(entryOf(line)).replaceAll(/"(?:time|level|event)":"[^"]*"/g, '');
          expect(words.includes(JSON.stringify(secret).slice(1, -1))).toBe(false);
        },
      ),
    );
  });
});

describe('the log of a process whose reader has gone', () => {
  it('ends without ending the process', async () => {
    const out = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })),
    });
    const log = new ProcessLog({ scrubber: new SecretScrubber(), out });
    const failed = new Promise((resolve) => out.once('error', resolve));

    log.write('info', { event: 'a.b', message: 'first' });
    await failed;

    expect(() => log.write('info', { event: 'a.b', message: 'second' })).not.toThrow();
  });
});

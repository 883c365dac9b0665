import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { OutputManifest } from '../contract/manifest.js';
import type { Output, OutputContext, OutputFactory } from '../contract/output.js';
import { correctedDay, sampleCell, sampleDay } from './output-days.js';
import { expectedRows, sortedRows, type OutputReceiver, type ReceivedRow } from './output-receiver.js';

export interface OutputSubject {
  readonly name: string;
  readonly manifest: OutputManifest;
  readonly create: OutputFactory;
  /** Settings that the manifest's schema must refuse, one mistake in each. */
  readonly refused: ReadonlyArray<Readonly<Record<string, unknown>>>;
  open(): Promise<OutputReceiver>;
}

/** One output with its receiver, as each test gets it. */
interface Stage {
  readonly output: Output;
  readonly receiver: OutputReceiver;
}

type StageOf = () => Stage;

/** What every kind of output must do, whatever it delivers to. An output's own test calls this once a layout. */
export function describeOutput(subject: OutputSubject): void {
  describe(`${subject.name} fulfils the output contract`, () => {
    let stage: Stage | undefined;
    const current: StageOf = () => {
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

function describeSettings(subject: OutputSubject, current: StageOf): void {
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

function describeEffects(current: StageOf): void {
  test('every figure of every hour arrives as it was delivered', async () => {
    const { output, receiver } = current();
    const days = [
      sampleDay(),
      sampleDay({ location: '0002', cells: [sampleCell(0, { sales: '-0.01' }), sampleCell(23)] }),
    ];

    await output.deliver(contextOf(receiver), days);

    expect(await rowsOf(receiver)).toEqual(expectedRows(days));
  });

  test('the same delivery twice has one effect', async () => {
    const { output, receiver } = current();
    await output.deliver(contextOf(receiver), [sampleDay()]);

    const again = await output.deliver(contextOf(receiver), [sampleDay()]);

    expect(again.map(({ status }) => status)).not.toContain('refused');
    expect(await rowsOf(receiver)).toEqual(expectedRows([sampleDay()]));
  });

  test('unknown staff hours arrive as unknown and never as 0', async () => {
    const { output, receiver } = current();
    const cells = [sampleCell(9, { staffSeconds: null }), sampleCell(10, { staffSeconds: 0 })];

    await output.deliver(contextOf(receiver), [sampleDay({ cells })]);

    expect((await rowsOf(receiver)).map(({ staffHours }) => staffHours)).toEqual([null, '0']);
  });

  test('an hour without sales arrives as zeros, an hour that is not there does not arrive', async () => {
    const { output, receiver } = current();
    const day = sampleDay({ cells: [sampleCell(9, { sales: '0', transactions: 0, items: '0' }), sampleCell(11)] });

    await output.deliver(contextOf(receiver), [day]);

    expect(await rowsOf(receiver)).toEqual(expectedRows([day]));
  });
}

function describeRevisions(current: StageOf): void {
  test('a correction replaces what was delivered before', async () => {
    const { output, receiver } = current();
    await output.deliver(contextOf(receiver), [sampleDay()]);

    await output.deliver(contextOf(receiver), [correctedDay()]);

    expect(await rowsOf(receiver)).toEqual(expectedRows([correctedDay()]));
  });

  test('an older revision that comes after a newer one changes nothing', async () => {
    const { output, receiver } = current();
    await output.deliver(contextOf(receiver), [correctedDay()]);

    const [late] = await output.deliver(contextOf(receiver), [sampleDay()]);

    expect(late?.status).toBe('unchanged');
    expect(await rowsOf(receiver)).toEqual(expectedRows([correctedDay()]));
  });

  test('of two revisions of a day in one call the newer one stands, in whichever order they come', async () => {
    const { output, receiver } = current();

    await output.deliver(contextOf(receiver), [sampleDay(), correctedDay(), sampleDay()]);

    expect(await rowsOf(receiver)).toEqual(expectedRows([correctedDay()]));
  });

  test('a withdrawn hour stays visible, emptied or marked', async () => {
    const { output, receiver } = current();
    await output.deliver(contextOf(receiver), [sampleDay()]);

    await output.deliver(contextOf(receiver), [correctedDay({ withdrawn: true })]);

    const row = (await rowsOf(receiver)).find(({ minuteOfDay }) => minuteOfDay === 600);
    expect(row).toBeDefined();
    const emptied = row?.sales === '0' && row.transactions === 0 && row.items === '0';
    expect(row?.withdrawn === true || emptied).toBe(true);
  });
}

function describeReceipts(current: StageOf): void {
  const days = [
    sampleDay({ location: '0009' }),
    sampleDay({ location: '0002', revision: 7 }),
    sampleDay({ location: '0009', date: '2026-05-13' }),
  ];
  const addresses = days.map(({ location, date, revision }) => ({ location, date, revision }));

  test('there is one receipt per day, in the order of the days', async () => {
    const { output, receiver } = current();

    const receipts = await output.deliver(contextOf(receiver), days);

    expect(receipts.map(({ location, date, revision }) => ({ location, date, revision }))).toEqual(addresses);
    expect(receipts.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'accepted']);
  });

  test('no days give no receipts', async () => {
    const { output, receiver } = current();

    expect(await output.deliver(contextOf(receiver), [])).toEqual([]);
  });

  test('a receiver that cannot be reached is told by a receipt a day with its cause, never thrown', async () => {
    const { output, receiver } = current();

    const receipts = await output.deliver(contextOf(receiver, { settings: receiver.unreachable }), days);

    expect(receipts.map(({ location, date, revision }) => ({ location, date, revision }))).toEqual(addresses);
    expect(receipts.map(({ status }) => status)).toEqual(['retry', 'retry', 'retry']);
    for (const { cause } of receipts)
      expect(cause).toMatchObject({ $cause: 1, code: expect.stringMatching(/^output\./) });
  });

  test('a call that was aborted delivers nothing and still answers for every day', async () => {
    const { output, receiver } = current();

    const receipts = await output.deliver(contextOf(receiver, { signal: AbortSignal.abort() }), days);

    expect(receipts.map(({ status }) => status)).toEqual(['retry', 'retry', 'retry']);
    expect(await rowsOf(receiver)).toEqual([]);
  });
}

/** Names that break a careless writer of text, SQL or JSON; the last ones are formulas to a spreadsheet. */
const HARD_NAMES = [
  'Île "d\'Or", n° 5; 港\t🛍️',
  'line\r\nbreak',
  "'); DROP TABLE day;--",
  '=1+1',
  '+1',
  '@x',
  ' -1',
  '\t=1',
];
const FORMULA = /^\s*[=+\-@\t\r\n\0]/;
const FIGURE = /^-?\d+(?:\.\d+)?$/;
/** Our own column, `-04:00`: a spreadsheet reads it as a time. */
const UTC_OFFSET = /^[+-]\d{2}:\d{2}$/;

function describeTexts(current: StageOf): void {
  test.each(HARD_NAMES)('the location name %j breaks no row', async (locationName) => {
    const { output, receiver } = current();
    const day = sampleDay({ locationName });

    await output.deliver(contextOf(receiver), [day]);

    expect(await rowsOf(receiver)).toEqual(expectedRows([day]));
    const fields = (await receiver.fields?.()) ?? [];
    const formulas = fields.filter((field) => FORMULA.test(field) && !FIGURE.test(field) && !UTC_OFFSET.test(field));
    expect(formulas).toEqual([]);
  });

  test.each(['0007', 'SB 0007', 'É/1', '7;8,"9"', '../etc', '.', 'a'.repeat(200)])(
    'the location id %j arrives letter by letter',
    async (location) => {
      const { output, receiver } = current();
      const day = sampleDay({ location });

      await output.deliver(contextOf(receiver), [day]);

      expect(await rowsOf(receiver)).toEqual(expectedRows([day]));
    },
  );
}

function describeManners(current: StageOf): void {
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

async function rowsOf(receiver: OutputReceiver): Promise<readonly ReceivedRow[]> {
  return sortedRows(await receiver.read());
}

function contextOf(
  receiver: OutputReceiver,
  over: Partial<OutputContext<Readonly<Record<string, unknown>>>> = {},
): OutputContext<Readonly<Record<string, unknown>>> {
  return {
    output: { id: 'subject' },
    settings: receiver.settings,
    signal: new AbortController().signal,
    now: () => Date.UTC(2026, 4, 15),
    log: () => undefined,
    ...over,
  };
}

import { expect, test } from '@jest/globals';
import { sampleDay } from './output-days.js';
import { expectedRows } from './output-receiver.js';
import { contextOf, rowsOf, type OutputStage } from './output-stage.js';

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

export function describeTexts(current: () => OutputStage): void {
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

import { join } from 'node:path';
import type { LocationDay, Output, OutputContext, Receipt, ReceiptStatus } from '@tillbridge/plugin-kit';
import { evidenceOf } from '../evidence.js';
import { mapBounded } from '../in-flight.js';
import { decide } from './publish-or-leave.js';
import { faultCause } from './fault.js';
import { manifestBytes, manifestName, manifestOf } from './file-manifest.js';
import { dataFileName, revisionNames } from './file-name.js';
import { findFile, makeFolders, openFolder, tryFolder, type Folder } from './folder.js';
import { cellsHandedOver, handedOver, withoutHandedOver } from './handed-over.js';
import type { Folders } from './leftovers.js';
import type { NumberedDay } from '../numbered-day.js';
import { payloadOf, previewText } from './payload.js';
import { type Claim, claimPlaces, giveBack, type Place, publish, type Publication } from './publish.js';
import { csvSettings, shapingSettings, type CsvSettings } from './settings.js';

interface Delivery {
  readonly folder: Folder;
  readonly output: string;
  readonly settings: CsvSettings;
}

/** Settled without writing, or what is to be written and the receipt that then holds. */
interface Plan {
  readonly receipt: Receipt;
  readonly publication: Omit<Publication, 'claim'> | null;
}

const READ_WIDTH = 16;
const NOTHING = { content: null, announcement: null };

/** `random`: a fresh text of hex digits at each call, for temporary names. */
export function createCsvOutput(random: () => string): Output {
  return {
    async check(context) {
      const settings = csvSettings(context.settings);
      try {
        const { directory } = settings;
        const writable = (await tryFolder(settings, random())) === 'writable';
        return { status: 'ok', ...evidenceOf(writable ? 'csv.writable' : 'csv.to_be_made', { directory }) };
      } catch (error) {
        return { status: 'failed', cause: faultCause(error, settings.directory) };
      }
    },
    deliver: (context, days) => deliver(context, days, random),
    preview: (settings, days) => ({
      contentType: 'text/csv; charset=utf-8',
      text: previewText(days, csvSettings(settings)),
    }),
    shapingSettings: (settings) => shapingSettings(csvSettings(settings)),
  };
}

async function deliver(
  context: OutputContext<Readonly<Record<string, unknown>>>,
  days: readonly LocationDay[],
  random: () => string,
): Promise<readonly Receipt[]> {
  const settings = csvSettings(context.settings);
  const output = context.output.id;
  const receipts: Receipt[] = [];
  for (const wave of wavesOf(days, (day) => turnOf(day, output, settings))) {
    const delivered = await deliverWave(
      context,
      wave.map(({ day }) => day),
      { output, settings, random },
    );
    for (const [position, { index }] of wave.entries()) {
      const receipt = delivered[position];
      if (receipt !== undefined) receipts[index] = receipt;
    }
  }
  return receipts;
}

/** Days of one file, or for a receiver that adds the revisions of one day, must be seen by one another. */
function turnOf(day: LocationDay, output: string, settings: CsvSettings): string {
  return settings.repeat === 'adds' ? `${day.date} ${day.location}` : dataFileName(day, output, settings);
}

/** Those of one turn go one after the other, so that the later revision of two in one call stands at the end. */
function wavesOf(days: readonly LocationDay[], keyOf: (day: LocationDay) => string): NumberedDay[][] {
  const waves: NumberedDay[][] = [];
  const seen = new Map<string, number>();
  for (const [index, day] of days.entries()) {
    const key = keyOf(day);
    const wave = seen.get(key) ?? 0;
    seen.set(key, wave + 1);
    (waves[wave] ??= []).push({ day, index });
  }
  return waves;
}

interface WaveOptions {
  readonly output: string;
  readonly settings: CsvSettings;
  readonly random: () => string;
}

/** Publishes the files of one wave. A fault of the folder concerns every day, one of a file its own day alone. */
async function deliverWave(
  context: OutputContext<unknown>,
  days: readonly LocationDay[],
  { output, settings, random }: WaveOptions,
): Promise<readonly Receipt[]> {
  const retry = (day: LocationDay, error: unknown): Receipt => ({
    ...receiptOf(day, 'retry'),
    cause: faultCause(error, settings.directory),
  });
  const claims: Claim[] = [];
  try {
    const folders = await makeFolders(settings);
    const { signal } = context;
    const places = days.map((day) => placeOf(day, folders, { output, settings }));
    claims.push(...(await claimPlaces(places, { random, signal })));
    const claimed = new Set(claims.map((claim) => claim.random));
    const folder = await openFolder(folders, settings, { isOurs: filesOf(days, output, settings), claimed });
    const plans = await mapBounded(days, READ_WIDTH, (day) =>
      planOf(day, { folder, output, settings }).catch((error: unknown) => ({
        receipt: retry(day, error),
        publication: null,
      })),
    );
    const publications = claims.map((claim, index) => ({ claim, ...(plans[index]?.publication ?? NOTHING) }));
    const faults = await publish(publications, signal);
    return days.map((day, index) => {
      const plan = plans[index];
      if (plan?.publication == null) return plan?.receipt ?? retry(day, undefined);
      return faults[index] === undefined ? plan.receipt : retry(day, faults[index]);
    });
  } catch (error) {
    await giveBack(claims);
    return days.map((day) => retry(day, error));
  }
}

function placeOf(day: LocationDay, folders: Folders, { output, settings }: Omit<Delivery, 'folder'>): Place {
  const name = dataFileName(day, output, settings);
  return { content: join(folders.directory, name), announcement: join(folders.manifests, manifestName(name)) };
}

/** Whether a file is of one of the days, under any of its revisions where each has a file of its own. */
function filesOf(days: readonly LocationDay[], output: string, settings: CsvSettings): (file: string) => boolean {
  if (settings.repeat === 'adds') {
    const patterns = days.map((day) => revisionNames(day, output, settings).pattern);
    return (file) => patterns.some((pattern) => pattern.test(file));
  }
  const names = new Set(days.map((day) => dataFileName(day, output, settings)));
  return (file) => names.has(file);
}

async function planOf(day: LocationDay, delivery: Delivery): Promise<Plan> {
  const { settings, folder } = delivery;
  if (settings.repeat === 'overwrites') return planFile(day, delivery);
  const handed = await handedOver(folder, day, delivery);
  if (handed.newestRevision > day.revision) {
    const receipt = { ...receiptOf(day, 'unchanged'), handedOver: cellsHandedOver(handed, { ...day, cells: [] }) };
    return { receipt, publication: null };
  }
  const rest = withoutHandedOver(day, handed);
  const { receipt, publication } = await planFile(rest, delivery);
  if (receipt.status === 'refused') return { receipt, publication };
  return { receipt: { ...receipt, handedOver: cellsHandedOver(handed, rest) }, publication };
}

async function planFile(day: LocationDay, delivery: Delivery): Promise<Plan> {
  const { folder, output, settings } = delivery;
  const name = dataFileName(day, output, settings);
  const path = join(folder.directory, name);
  // A file without rows would say nothing; a day that had rows once keeps them (withdrawn), so none is left behind.
  if (day.cells.length === 0) return { receipt: receiptOf(day, 'accepted'), publication: null };
  const payload = payloadOf(day, settings);
  const decision = decide({ output, day, payload, path, found: await findFile(folder, name), settings });
  switch (decision.action) {
    case 'leave':
      return { receipt: receiptOf(day, 'unchanged', path), publication: null };
    case 'refuse':
      return { receipt: { ...receiptOf(day, 'refused', path), cause: decision.cause }, publication: null };
    case 'publish':
      return {
        receipt: receiptOf(day, 'accepted', path),
        publication: {
          content: decision.content ? payload.bytes : null,
          announcement: decision.announcement ? manifestBytes(manifestOf(name, day, payload, delivery)) : null,
        },
      };
  }
}

function receiptOf(day: LocationDay, status: ReceiptStatus, reference?: string): Receipt {
  const { location, date, revision } = day;
  return { location, date, revision, status, ...(reference === undefined ? {} : { reference }) };
}

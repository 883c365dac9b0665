import type { RateObservation, Timestamp } from '@tillbridge/plugin-kit';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

const BURST_WINDOW = 1_000;

/**
 * Reads `X-LS-Api-Bucket-Level: 1.4/110`, `X-LS-Api-Drip-Rate: 1.5` and `X-LS-API-Burst-Level: 1/24`. A bucket grows
 * with the registers of the account, so what an answer says replaces what the manifest assumes.
 */
export function observeRate(answer: Answer): RateObservation {
  const [level, capacity] = levelOf(answer.headers['x-ls-api-bucket-level']);
  const refillPerSecond = positive(answer.headers['x-ls-api-drip-rate']);
  const waitMilliseconds = waitAfter(answer);
  return {
    ...(level === undefined ? {} : { level }),
    ...(capacity === undefined ? {} : { capacity }),
    ...(refillPerSecond === undefined ? {} : { refillPerSecond }),
    ...(waitMilliseconds === undefined ? {} : { waitMilliseconds }),
  };
}

/** When a refused request may be sent again, by the POS's own clock (its `Date` header); absent where it cannot be told. */
export function retryAtOf(answer: Answer): Timestamp | undefined {
  const now = Date.parse(answer.headers['date'] ?? '');
  const wait = retryAfter(answer);
  if (wait === undefined || Number.isNaN(now)) return undefined;
  const at = new Date(now + wait);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString().replace('.000Z', 'Z');
}

function waitAfter(answer: Answer): number | undefined {
  if (answer.status === 429) return retryAfter(answer) ?? BURST_WINDOW;
  const [burst, most] = levelOf(answer.headers['x-ls-api-burst-level']);
  return burst !== undefined && most !== undefined && burst >= most ? BURST_WINDOW : undefined;
}

/** Milliseconds, from whole seconds or an HTTP date; at least a second, for the burst window is that long. */
function retryAfter(answer: Answer): number | undefined {
  const text = answer.headers['retry-after']?.trim();
  if (text === undefined || text === '') return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Math.max(BURST_WINDOW, Math.ceil(Number(text) * 1_000));
  const until = Date.parse(text) - Date.parse(answer.headers['date'] ?? '');
  return Number.isNaN(until) ? undefined : Math.max(BURST_WINDOW, until);
}

function levelOf(text: string | undefined): [number | undefined, number | undefined] {
  const parts = /^\s*(\d+(?:\.\d+)?)\s*\/\s*(\d+(?:\.\d+)?)\s*$/.exec(text ?? '');
  return parts === null ? [undefined, undefined] : [Number(parts[1]), Number(parts[2])];
}

function positive(text: string | undefined): number | undefined {
  const value = Number(text);
  return text !== undefined && Number.isFinite(value) && value > 0 ? value : undefined;
}

import type { OutputContext } from '@tillbridge/plugin-kit';

/** What the host lends; everything else about a delivery is in its settings. */
export function contextWith(
  settings: Readonly<Record<string, unknown>>,
  output = 'tmas',
): OutputContext<Readonly<Record<string, unknown>>> {
  return {
    output: { id: output },
    settings,
    signal: new AbortController().signal,
    now: () => Date.UTC(2026, 4, 15),
    log: () => undefined,
  };
}

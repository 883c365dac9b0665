import type { DaemonMessages } from './messages/messages.js';

/** Where everything is, for whoever started the daemon at a terminal. */
export function placesText(publicUrl: string, { running, places }: DaemonMessages): string {
  const rows = [
    [places.api, '/api/v1'],
    [places.documentation, '/api/docs'],
    [places.health, '/health/ready'],
    [places.metrics, '/metrics'],
  ] as const;
  const width = Math.max(...rows.map(([name]) => name.length));
  return [running, ...rows.map(([name, path]) => `  ${name.padEnd(width)}  ${publicUrl}${path}`)].join('\n');
}

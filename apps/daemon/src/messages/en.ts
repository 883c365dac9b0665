/** What the daemon says to a person at its terminal, in English. `fr.ts` has the same shape. */
export const en = {
  waiting: (holder: string) => `Waiting until ${holder} has finished.`,
  anotherProcess: 'another process',
  holder: (command: string, process: number, host: string) => `"${command}" (process ${process} on ${host})`,
  running: 'Tillbridge is running. Ctrl-C ends it.',
  nothingToRead: (file: string | null) =>
    file === null
      ? 'There is no settings file, so nothing is read: name it with --config, or start in its folder.'
      : `${file} names no connection, so nothing is read.`,
  places: { api: 'API', documentation: 'its documentation', health: 'health', metrics: 'metrics' },
  firstKey: (key: string) => `The first API key, shown this once; only a hash of it is kept:

  ${key}

Keep it in a password store. It is sent as "Authorization: Bearer <key>".`,
  stopping: 'Ending: what is in hand is brought to an end first. A second Ctrl-C ends at once.',
  stopped: 'Ended.',
};

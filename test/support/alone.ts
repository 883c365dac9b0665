/**
 * Headers of a request on a connection of its own. A server ends one that was kept after some seconds, and whoever notices
 * late, on a busy machine, sends the next request into the end of it.
 */
export const ALONE = { connection: 'close' } as const;

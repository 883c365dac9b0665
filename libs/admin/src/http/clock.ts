/** Nest's token of the clock that the HTTP API works by. */
export const API_CLOCK = Symbol('ApiClock');

/**
 * Milliseconds within which a process of ours has started, from its sources: several seconds of processor time, of which a
 * busy machine gives it a small share. Longer than whatever it does afterwards, shorter than a test may take.
 */
export const START_LIMIT = 90_000;

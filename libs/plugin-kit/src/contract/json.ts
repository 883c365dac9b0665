/** Everything that crosses the boundary between host and plugin survives `structuredClone`. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * JSON Schema, draft 2020-12. `x-secret: true` marks a secret, `x-origin: true` a URL whose origin may be reached;
 * `x-rule: { en, fr }` says to people what a value must be, where a pattern says it to machines.
 */
export type JsonSchema = { readonly [key: string]: Json };

/** An instant as it crosses the boundary: RFC 3339 text in UTC with `Z`, such as `2026-05-14T14:17:42Z`. */
export type Timestamp = string;

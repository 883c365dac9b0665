import type { Problem, ProblemKind } from '@tillbridge/domain';

const BY_KIND: Readonly<Record<ProblemKind, number>> = {
  usage: 400,
  settings: 422,
  person: 409,
  later: 503,
  failed: 500,
};

/** Where the kind alone does not tell. */
const BY_CODE: Readonly<Record<string, number>> = {
  'api.key_missing': 401,
  'api.key_refused': 401,
  'api.keys_tried': 429,
  'request.too_large': 413,
  'request.media_type': 415,
  'request.address_too_long': 414,
  'request.not_found': 404,
  'request.method_not_allowed': 405,
  'sync.connection_unknown': 404,
  'sync.connection_deleted': 409,
  'mapping.in_settings_file': 409,
  'mapping.location_taken': 409,
  'mapping.location_resembles': 409,
  'deliveries.none': 404,
  'deliveries.out_of_reach': 409,
  'deliveries.confirm_count': 409,
};

export function statusOfProblem({ code, definition: { kind } }: Problem): number {
  return BY_CODE[code] ?? (kind === 'usage' && code.endsWith('.unknown') ? 404 : BY_KIND[kind]);
}

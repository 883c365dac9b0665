export interface FieldError {
  /** Such as `locations.0`; empty: the whole. */
  readonly field: string;
  readonly detail: string;
}

interface Issue {
  readonly message: string;
  readonly path?: ReadonlyArray<PropertyKey | { readonly key: PropertyKey }> | undefined;
}

/** What a schema found wrong with a request, field by field. */
export class InvalidRequest extends Error {
  override readonly name = 'InvalidRequest';
  readonly errors: readonly FieldError[];

  constructor(issues: readonly Issue[]) {
    super('the request does not fit its schema');
    this.errors = issues.slice(0, 50).map(({ message, path = [] }) => ({
      field: path.map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
      detail: message,
    }));
  }
}

import type { Language } from '@tillbridge/domain';
import { type Issue, issueText } from './issue-text.js';

export interface FieldError {
  /** Such as `locations.0`; empty: the whole. */
  readonly field: string;
  readonly detail: string;
}

const MOST_TOLD = 50;

/** What a schema found wrong with a request, field by field. */
export class InvalidRequest extends Error {
  override readonly name = 'InvalidRequest';

  constructor(private readonly issues: readonly Issue[]) {
    super('the request does not fit its schema');
  }

  errorsIn(language: Language): readonly FieldError[] {
    return this.issues.slice(0, MOST_TOLD).map((issue) => ({
      field: (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
      detail: issueText(issue, language),
    }));
  }
}

import {
  type AuditQuery,
  type AuditRow,
  type AuditVerdict,
  auditRows,
  type Store,
  verifyAudit,
} from '@tillbridge/store';

export class AuditService {
  constructor(private readonly store: Store) {}

  /** Newest first. */
  async list(query: AuditQuery): Promise<AuditRow[]> {
    return auditRows(this.store.read, query);
  }

  /** Whether the chain is whole: a row that was changed, taken out or put in shows. */
  async verify(): Promise<AuditVerdict> {
    return verifyAudit(this.store.read);
  }
}

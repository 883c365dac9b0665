import type { Grant } from '../oauth/grants.js';
import type { Ledger } from '../till/ledger.js';
import { toJson } from '../wire/text.js';

/** The rights that the authorising employee holds now. */
export function rightsOf(ledger: Ledger): string[] {
  return ledger.scenario.rights.filter((right) => !ledger.droppedRights.has(right));
}

/** Scope and right must both allow it: a scope of the grant that opens the entity, and no loss of that right since. */
export function isAllowed(ledger: Ledger, grant: Grant, scopes: readonly string[]): boolean {
  return scopes.some(
    (scope) =>
      (grant.scopes.has('employee:' + scope) || grant.scopes.has('employee:all')) && !ledger.droppedRights.has(scope),
  );
}

export function sessionJson(ledger: Ledger, grant: Grant, clientNumber: number): string {
  const { account } = ledger.scenario;
  const employee = ledger.employees.get(grant.employee);
  const checkedIn = account.checkedInAt;
  return toJson({
    sessionID: '',
    sessionCookie: 'PHPSESSID=; path=/',
    employeeID: `${grant.employee}`,
    systemCustomerID: `${account.id}`,
    systemUserID: `${account.user}`,
    systemAPIClientID: `${clientNumber}`,
    systemAPIKeyID: `${account.apiKey}`,
    ecomUrl: '',
    shopCount: `${[...ledger.shops.values()].filter((shop) => !shop.archived).length}`,
    Employee: {
      employeeID: `${grant.employee}`,
      firstName: employee?.firstName ?? '',
      lastName: employee?.lastName ?? '',
      singleShop: 'false',
      hasPin: 'true',
      isCheckedIn: `${checkedIn !== undefined}`,
      ...(checkedIn === undefined ? {} : { checkedInAt: checkedIn }),
    },
    Rights: Object.fromEntries(rightsOf(ledger).map((right) => [right, 'true'])),
  });
}

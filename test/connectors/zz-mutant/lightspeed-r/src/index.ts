import type { Connector, ConnectorFactory } from '@tillbridge/plugin-kit';
import { Accounts } from './account.js';
import { authorizationOf } from './authorization.js';
import { check } from './check.js';
import { classify } from './failure.js';
import { lookUp } from './look-up.js';
import { observeRate } from './rate.js';
import { readSales, SALES } from './sales.js';
import { settingsOf } from './settings.js';
import { readShifts, SHIFTS } from './shifts.js';
import { listShops } from './shops.js';

/** Imported, it does nothing; each connector remembers the account of every connection it served. */
const createConnector: ConnectorFactory = () => {
  const accounts = new Accounts();
  const connector: Connector = {
    authorization: (settings) => authorizationOf(settingsOf(settings)),
    observeRate,
    classify,
    check: (context) => check(context, accounts),
    listShops: async (context) => listShops(context, await accounts.of(context)),
    async *readSales(context, request) {
      yield* readSales(context, await accounts.of(context), request);
    },
    async *readShifts(context, request) {
      yield* readShifts(context, await accounts.of(context), request);
    },
    lookUpSales: async (context, ids) =>
      lookUp(context, { account: await accounts.of(context), entity: 'Sale', decoding: SALES }, ids),
    lookUpShifts: async (context, ids) =>
      lookUp(context, { account: await accounts.of(context), entity: 'EmployeeHours', decoding: SHIFTS }, ids),
  };
  return connector;
};

export default createConnector;

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
    listShops: (context) => accounts.with(context, (account) => listShops(context, account)),
    readSales: (context, request) => accounts.reading(context, (account) => readSales(context, account, request)),
    readShifts: (context, request) => accounts.reading(context, (account) => readShifts(context, account, request)),
    lookUpSales: (context, ids) =>
      accounts.with(context, (account) => lookUp(context, { account, entity: 'Sale', decoding: SALES }, ids)),
    lookUpShifts: (context, ids) =>
      accounts.with(context, (account) => lookUp(context, { account, entity: 'EmployeeHours', decoding: SHIFTS }, ids)),
  };
  return connector;
};

export default createConnector;

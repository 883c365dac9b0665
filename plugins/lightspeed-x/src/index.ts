import type { Connector, ConnectorFactory } from '@tillbridge/plugin-kit';
import { authorizationOf } from './authorization.js';
import { check } from './check.js';
import { classify } from './failure.js';
import { lookUp } from './look-up.js';
import { observeRate } from './rate.js';
import { readSales } from './sales.js';
import { readShifts } from './shifts.js';
import { listShops } from './shops.js';

/** A stub: it can be found, listed and configured, and refuses every call. */
const createConnector: ConnectorFactory = () => {
  const connector: Connector = {
    authorization: authorizationOf,
    observeRate,
    classify,
    check,
    listShops,
    readSales,
    readShifts,
    lookUpSales: lookUp,
    lookUpShifts: lookUp,
  };
  return connector;
};

export default createConnector;

import type { Clock } from '@tillbridge/domain';
import type { HostService } from '@tillbridge/host';
import type { PosOpener } from './pos-calls.js';

/** The POS through `libs/host`. Until it has answered once, its clock is taken to be ours. */
export function hostOpener(host: HostService, clock: Clock): PosOpener {
  return {
    open: async (connection, signal) => {
      const calls = await host.open(connection);
      return {
        listShops: () => calls.listShops({ signal }),
        readSales: (request) => calls.readSales(request, { signal }),
        readShifts: (request) => calls.readShifts(request, { signal }),
        lookUpSales: (ids) => calls.lookUpSales(ids, { signal }),
        lookUpShifts: (ids) => calls.lookUpShifts(ids, { signal }),
        posNow: () => calls.posNow() ?? clock.now(),
      };
    },
  };
}

import type { MetricSource } from '@tillbridge/observability';
import { DELIVERY_METRICS } from '../metrics.js';
import type { DeliveryState, StandingsReader } from './delivery-standings.js';

/** The gauges of outputs and of what they have of each location, by name of the source. */
export function deliverySources(standings: StandingsReader): Readonly<Record<string, MetricSource>> {
  return { outputs: outputSource(standings), deliveries: deliverySource(standings) };
}

function outputSource(standings: StandingsReader): MetricSource {
  const { queueItems, queueOldest, deadItems, heldItems, paused } = DELIVERY_METRICS;
  return {
    metrics: [queueItems, queueOldest, deadItems, heldItems, paused],
    collect: async (meters) => {
      const { outputs, deliveries } = await standings.read();
      for (const { id: output, pause, isHeld } of outputs) {
        const own = deliveries.filter((delivery) => delivery.output.id === output);
        const going = own.filter(({ location }) => location.status === 'operational');
        const lacking = sumOf(going, 'lacking');
        const since = going.flatMap(({ waitingSince }) => (waitingSince === null ? [] : [waitingSince]));
        meters.set(queueItems, { output }, isHeld ? 0 : lacking);
        meters.set(heldItems, { output }, isHeld ? lacking : 0);
        meters.set(deadItems, { output }, sumOf(going, 'dead'));
        meters.set(paused, { output }, pause === null ? 0 : 1);
        if (!isHeld && since.length > 0) meters.set(queueOldest, { output }, Math.min(...since) / 1000);
      }
    },
  };
}

function deliverySource(standings: StandingsReader): MetricSource {
  const { operational, watermark } = DELIVERY_METRICS;
  return {
    metrics: [operational, watermark],
    collect: async (meters) => {
      const { locations, deliveries } = await standings.read();
      for (const { id: location, status, isFed } of locations) {
        if (isFed) meters.set(operational, { location }, status === 'operational' ? 1 : 0);
      }
      for (const { location, output, deliveredTo } of deliveries) {
        if (deliveredTo === null || !location.isFed) continue;
        meters.set(watermark, { location: location.id, output: output.id }, deliveredTo / 1000);
      }
    },
  };
}

function sumOf(deliveries: readonly DeliveryState[], name: 'lacking' | 'dead'): number {
  return deliveries.reduce((sum, delivery) => sum + delivery[name], 0);
}

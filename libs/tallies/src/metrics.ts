import { defineMetrics } from '@tillbridge/observability';

export const TALLY_METRICS = defineMetrics({
  written: {
    name: 'tillbridge_tally_cells_written_total',
    type: 'counter',
    help: 'Cells (one location, one hour) that a fold added or changed.',
    labels: ['connection'],
  },
  restated: {
    name: 'tillbridge_tally_cells_restated_total',
    type: 'counter',
    help: 'Cells of these that had other figures before: a void, a refund, a clock edit.',
    labels: ['connection'],
  },
});

import { describe, expect, it } from '@jest/globals';
import type { MetricDefinition } from './definition.js';
import { isKnown, seriesOf } from './known-series.js';

function aMetric(changed: Partial<MetricDefinition>): MetricDefinition {
  return { name: 'tillbridge_things_total', type: 'counter', help: 'Things.', labels: [], ...changed };
}

describe('the series of a metric before anything happened', () => {
  it('is one where it has no label', () => {
    expect(seriesOf(aMetric({}), {})).toEqual([{}]);
  });

  it('are all combinations of what is known of its labels', () => {
    const metric = aMetric({ labels: ['output', 'reason'], values: { reason: ['a', 'b'] } });

    expect(seriesOf(metric, { output: ['x', 'y'] })).toEqual([
      { output: 'x', reason: 'a' },
      { output: 'x', reason: 'b' },
      { output: 'y', reason: 'a' },
      { output: 'y', reason: 'b' },
    ]);
  });

  it('are none while a label may have any value, or for a gauge', () => {
    expect(seriesOf(aMetric({ labels: ['output', 'operation'] }), { output: ['x'] })).toEqual([]);
    expect(seriesOf(aMetric({ labels: ['output'], type: 'gauge' }), { output: ['x'] })).toEqual([]);
  });
});

describe('a series', () => {
  it('is known while each of its labels has a value that lives', () => {
    const known = { connection: ['acme'] };

    expect(isKnown({ connection: 'acme', reason: 'x' }, known)).toBe(true);
    expect(isKnown({ connection: 'gone', reason: 'x' }, known)).toBe(false);
    expect(isKnown({ connection: '' }, known)).toBe(true);
  });
});

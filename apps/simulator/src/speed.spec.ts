import { expect, test } from '@jest/globals';
import { startSimulator } from './simulator.js';
import { letIn, nextOf, recordsOf } from './testing/visitor.js';

test('a page of a hundred sales with lines is quick to serve (printed, not judged)', async () => {
  const simulator = await startSimulator({
    from: '2024-01-01',
    to: '2025-12-31',
    now: '2026-02-01T00:00:00Z',
    salesPerDay: 400,
    frozen: true,
    rateLimit: false,
  });
  const visitor = await letIn(simulator);
  const path = 'Sale.json?completed=true&sort=completeTime&limit=100&load_relations=%5B%22SaleLines%22%5D';
  let answer = await visitor.get(path);
  const start = performance.now();

  const pages = 100;
  for (let page = 0; page < pages; page += 1) answer = await visitor.follow(nextOf(answer.text));

  const millis = performance.now() - start;
  await simulator.close();
  process.stdout.write(
    `simulator: ${Math.round((pages / millis) * 1000)} pages/s, ${(millis / pages).toFixed(2)} ms a page of 100 sales\n`,
  );
  expect(recordsOf(answer.text, 'Sale')).toHaveLength(100);
});

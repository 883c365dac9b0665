import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { Daemon } from '../support/daemon.ts';
import { eventually } from '../support/eventually.ts';
import { describeOnBothDatabases } from '../support/on-both-databases.ts';
import { differences } from '../support/truth.ts';

const NOW = '2026-05-15T10:30:00Z';
const WINDOW = { from: '2026-05-13', to: '2026-05-14' };

const started: Daemon[] = [];

let hanging: Server;
let calls = 0;
let isMended = false;

/** A receiver that reads what it is sent and does not answer until it is told to. */
beforeEach(async () => {
  [calls, isMended] = [0, false];
  hanging = createServer((request, response) => {
    calls += 1;
    request.resume();
    if (isMended) response.end();
  });
  await new Promise<void>((resolve) => hanging.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  for (const daemon of started.splice(0)) {
    daemon.send('SIGKILL');
    await daemon.ended();
  }
  hanging.closeAllConnections();
  hanging.close();
});

const outputs = (): string => `  - { id: tmas, kind: csv, layout: tmas, directory: out, repeat: overwrites }
  - { id: hook, kind: webhook, url: "http://127.0.0.1:${(hanging.address() as AddressInfo).port}/", secret: "whsec_${Buffer.alloc(32, 7).toString('base64')}" }
`;

describeOnBothDatabases('SIGTERM in the middle of the work', (workplaces) => {
  it('F49: ends it with 0 within 25 s though POS and receiver hang, and the next start takes up what was cut off', async () => {
    const workplace = await workplaces.open({
      now: NOW,
      from: '2026-05-12',
      to: '2026-05-20',
      frozen: false,
      outputs: outputs(),
    });
    const daemon = await Daemon.start(workplace);
    started.push(daemon);
    const first = await daemon.import(WINDOW);
    await eventually(
      () => calls > 0,
      () => `nothing was sent to the hook: ${daemon.text}`,
    );
    await eventually(async () => (await daemon.job(first)) !== 'waiting', 'the import was not begun');
    workplace.simulator.control('faults', { kind: 'slow', delay: 60_000, times: null });
    const cut = await daemon.import({ from: '2026-05-12', to: '2026-05-12' });

    const began = performance.now();
    daemon.send('SIGTERM');
    const exitCode = await daemon.ended();
    const took = performance.now() - began;

    expect(exitCode).toBe(0);
    expect(took).toBeLessThan(25_000);

    await fetch(`${workplace.simulator.origin}/simulator/faults`, { method: 'DELETE' });
    isMended = true;
    const next = await Daemon.start(workplace);
    started.push(next);
    await eventually(
      async () => (await next.job(cut)) === 'done',
      () => `it was not taken up: ${next.events().join(' ')}`,
      60_000,
    );
    expect(differences(workplace, { from: '2026-05-12', to: WINDOW.to, ignoreOtherDates: true })).toEqual([]);
    expect(await next.stop()).toBe(0);
  }, 150_000);
});

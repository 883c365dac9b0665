import { spawnSync } from 'node:child_process';
import { afterEach, expect, it } from '@jest/globals';
import { Daemon } from '../support/daemon.ts';
import { eventually } from '../support/eventually.ts';
import { describeOnBothDatabases } from '../support/on-both-databases.ts';

const ACCOUNT = { now: '2026-05-15T10:30:00Z', from: '2026-05-12', to: '2026-05-20', frozen: false };

/** Of an output, as soon as it has taken something. */
const DELIVERED = /^tillbridge_delivery_cells_total\{[^}]*\} [1-9]/m;

const running: Daemon[] = [];

afterEach(async () => {
  for (const daemon of running.splice(0)) {
    daemon.send('SIGKILL');
    await daemon.ended();
  }
});

describeOnBothDatabases('a scrape of the service', (workplaces) => {
  it('tells of its first import, fails at no source and passes promtool', async () => {
    const workplace = await workplaces.open(ACCOUNT);
    const daemon = await Daemon.start(workplace);
    running.push(daemon);
    const scrape = async (): Promise<string> => (await fetch(`${daemon.url}/metrics`)).text();

    let text = '';

    await eventually(async () => {
      text = await scrape();
      return text.includes('\ntillbridge_delivered_watermark_timestamp_seconds{') && DELIVERED.test(text);
    }, 'nothing was delivered');
    const checked = spawnSync('promtool', ['check', 'metrics'], { input: text, encoding: 'utf8' });

    expect(text).toMatch(/^tillbridge_pos_requests_total\{[^}]*operation="read_sales"\} [1-9]/m);
    expect(text).toMatch(/^tillbridge_pos_records_total\{[^}]*stream="sales"\} [1-9]/m);
    expect(text).toMatch(/^tillbridge_tally_cells_written_total\{[^}]*\} [1-9]/m);
    expect(text).toMatch(/^tillbridge_task_runs_total\{[^}]*\} [1-9]/m);
    expect(text).not.toMatch(/^tillbridge_metric_source_failures_total\{[^}]*\} [1-9]/m);
    if (checked.error === undefined) expect(checked.stdout + checked.stderr).toBe('');
    else process.stdout.write('skipped: promtool (Debian package prometheus) is not installed\n');
  }, 120_000);
});

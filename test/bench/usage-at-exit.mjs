/** Loaded with --import into a measured process: writes what the operating system counted, when it ends. */
import { writeFileSync } from 'node:fs';

const file = process.env['TILLBRIDGE_BENCH_USAGE'];
process.on('exit', () => {
  if (file === undefined) return;
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeFileSync(file, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1e6, peak: maxRSS / 1024 }));
});

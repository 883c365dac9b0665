#!/usr/bin/env node
/** Nothing is imported before this check: on an older Node a native module would end the process without a word. */
const NEEDED = 24;
/** As `exit-code.ts` would decide; its spec compares the two. */
const EXIT_SETTINGS = 78;

const major = Number(process.versions.node.split('.')[0]);
if (major < NEEDED) {
  process.stderr.write(
    `tillbridge needs Node ${NEEDED} or newer; this is ${process.versions.node}. Run it through npm.\n`,
  );
  process.exitCode = EXIT_SETTINGS;
} else {
  const { launch } = await import('./launch.js');
  launch(process, process.env);
  const { runInProcess } = await import('./process.js');
  process.exitCode = await runInProcess(process);
}

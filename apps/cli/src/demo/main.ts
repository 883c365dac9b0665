/** The demo, started by `npm run demo`. Like the command itself it checks the Node it runs on first. */
const NEEDED = 24;
const EXIT_SETTINGS = 78;

if (Number(process.versions.node.split('.')[0]) < NEEDED) {
  process.stderr.write(
    `The demo needs Node ${NEEDED} or newer; this is ${process.versions.node}. Run it through npm.\n`,
  );
  process.exitCode = EXIT_SETTINGS;
} else {
  const { runDemo } = await import('./demo.js');
  process.exitCode = await runDemo(process);
}

/** `tillbridge` in a process of its own, by the clock of a simulator: the first argument is how far that one is ahead. */
import { runInProcess } from '@tillbridge/cli';

const ahead = Number(process.argv.splice(2, 1)[0]);
process.exitCode = await runInProcess(process, { now: () => Date.now() + ahead });

import type { Writable } from 'node:stream';
import { KeysService } from '@tillbridge/admin';
import { ApiKeyGuard } from '@tillbridge/admin/http';
import { type ApplicationParts, wire } from '@tillbridge/application';
import type { Language } from '@tillbridge/domain';
import { SERVE, takeForServing } from '@tillbridge/scheduling';
import { ScheduleMetrics, Scheduler } from '@tillbridge/scheduling/daemon';
import type { LockHolder } from '@tillbridge/store';
import { DaemonModule } from './daemon.module.js';
import { handOverFirstKey } from './first-key.js';
import { type DaemonMessages, daemonMessages } from './messages/messages.js';
import { Observation } from './observation.js';
import { type Running, stop } from './stop.js';
import { pluginBehind } from './stray.js';
import { DetailsDoor } from './web/details-door.js';
import { Gate } from './web/gate.js';
import { listen } from './web/listen.js';
import { webServer } from './web/web-server.js';
import { placesText } from './whereabouts.js';

export interface DaemonParts extends Omit<ApplicationParts, 'command' | 'wait' | 'signal' | 'meters' | 'onSecret'> {
  /** Of this build. */
  readonly version: string;
}

/** What happens to the process besides signals. */
export interface Incidents {
  /** A promise failed that nobody waited for. */
  readonly onStray: (reason: unknown) => void;
  /** The process is about to end for this. */
  readonly onCrash: (error: unknown) => void;
}

/** The outside of the daemon. */
export interface DaemonIo {
  /** Aborts when the daemon is to end. */
  readonly signal: AbortSignal;
  readonly language: Language;
  /** Text for a person who watches; null where nobody does. */
  readonly screen: ((text: string) => void) | null;
  /** Where the lines of the log go: plain ones at a terminal, JSON elsewhere. */
  readonly lines?: Writable & { readonly isTTY?: boolean };
  /** From now on the process outlives a closed stdout and promises that a plugin dropped. */
  readonly beService: (incidents: Incidents) => void;
}

/**
 * Works until the signal: takes the right to work, listens, lets the schedule run. It ends by itself only with a problem
 * that keeps it from starting.
 *
 * @throws TillbridgeError `serve.already_running`, `daemon.*`, `store.*`
 */
export async function runDaemon(parts: DaemonParts, io: DaemonIo): Promise<void> {
  const watch = new Observation(io.lines);
  watch.tellBuild(parts, parts.version);
  outliveIncidents(watch, parts, io);
  const said = daemonMessages(io.language);
  try {
    const running = await started({ parts, watch, screen: io.screen, said }, io.signal);
    await aborted(io.signal);
    io.screen?.(said.stopping);
    await stop(running);
    io.screen?.(said.stopped);
  } catch (error) {
    // It was ended while it waited for its turn: that is no failure.
    if (!io.signal.aborted) throw error;
  }
}

interface Start {
  readonly parts: DaemonParts;
  readonly watch: Observation;
  readonly screen: DaemonIo['screen'];
  readonly said: DaemonMessages;
}

async function started(start: Start, signal: AbortSignal): Promise<Running> {
  const { parts, watch, screen, said } = start;
  const { meters, scrubber } = watch;
  const onSecret = (secret: string): void => scrubber.know(secret);
  const wiring = await wire({ ...parts, command: SERVE, signal, wait: Infinity, meters, onSecret });
  const doors = { gate: new Gate(), details: new DetailsDoor() };
  try {
    watch.watch(wiring, parts);
    await takeForServing(wiring.right, { signal, onWaiting: (holder) => screen?.(said.waiting(nameOf(holder, said))) });
    const module = DaemonModule.of({ ...parts, wiring, observation: watch, details: doors.details });
    const app = await webServer(module, parts.settings, doors.gate);
    return await working(start, { app, wiring, watch, scheduler: app.get(Scheduler) }, doors);
  } catch (error) {
    await wiring.release();
    await wiring.store.close();
    throw error;
  }
}

async function working(
  { parts, screen, said }: Start,
  running: Running & { readonly scheduler: Scheduler },
  { gate, details }: { readonly gate: Gate; readonly details: DetailsDoor },
): Promise<Running> {
  const { app, watch, scheduler } = running;
  const { settings } = parts;
  try {
    await app.init();
    details.keptBy(app.get(ApiKeyGuard));
    watch.meters.register({ schedule: app.get(ScheduleMetrics) });
    await listen(app.getHttpServer(), settings.server);
    await scheduler.start();
    const show = screen === null ? null : (key: string) => screen(said.firstKey(key));
    const keyFile = await handOverFirstKey(app.get(KeysService), { dataDirectory: settings.dataDirectory, show });
    gate.open();
    const { publicUrl } = settings.server;
    const fields = { publicUrl, ...(keyFile === null ? {} : { firstKeyIn: keyFile }) };
    watch.log.write('info', { event: 'daemon.started', component: 'daemon', message: 'ready', fields });
    screen?.(placesText(publicUrl, said));
    if (settings.connections.length === 0) tellOfNothing({ parts, watch, screen, said });
    return running;
  } catch (error) {
    await scheduler.stop();
    app.getHttpServer().close();
    throw error;
  }
}

/** Mostly of a wrong folder or a forgotten --config: it looks well, and would read nothing for ever. */
function tellOfNothing({ parts: { settings }, watch, screen, said }: Start): void {
  const fields = { settings: settings.file };
  const message = 'the settings name no connection: nothing is read';
  watch.log.write('warn', { event: 'daemon.without_connections', component: 'daemon', message, fields });
  screen?.(said.nothingToRead(settings.file));
}

function outliveIncidents({ log }: Observation, { registry }: DaemonParts, { beService }: DaemonIo): void {
  beService({
    onStray: (error) => {
      const component = pluginBehind(error, registry.list()) ?? 'daemon';
      log.write('error', { event: 'stray', component, message: 'a promise failed that nobody waited for', error });
    },
    onCrash: (error) =>
      log.write('error', { event: 'crash', component: 'daemon', message: 'ended by a defect', error }),
  });
}

function nameOf(holder: LockHolder | null, said: DaemonMessages): string {
  return holder === null ? said.anotherProcess : said.holder(holder.command, holder.process, holder.host);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

import { resolve } from 'node:path';
import type { Language } from '@tillbridge/domain';
import type { Application } from '@tillbridge/application';
import type { Configured } from '@tillbridge/application';
import { type Finding, findingOfCause, findingOfProblem } from './finding.js';
import type { Io } from './io.js';
import { type Messages, messagesIn } from './messages/messages.js';

export interface InvocationOptions {
  readonly config: string | null;
  readonly language: Language;
  /** Said on the command line, so that the settings do not change it. */
  readonly languageIsGiven: boolean;
  readonly json: boolean;
}

/** How long a command that only looks waits for another process to bring the schema up to date. */
const SCHEMA_WAIT = 60_000;

/** What a command works with, opened when it is first asked for and closed together. */
export class Invocation {
  private configured: Configured | null = null;
  private opened: Application | null = null;
  private current: Language;

  constructor(
    readonly io: Io,
    private readonly options: InvocationOptions,
  ) {
    this.current = options.language;
  }

  get language(): Language {
    return this.current;
  }

  get messages(): Messages {
    return messagesIn(this.current);
  }

  get json(): boolean {
    return this.options.json;
  }

  async settings(): Promise<Configured> {
    const { environment, workingDirectory, entry } = this.io;
    const { configure } = await import('@tillbridge/application');
    this.configured ??= await configure({
      file: this.options.config ?? undefined,
      environment,
      workingDirectory,
      entry,
    });
    if (!this.options.languageIsGiven) this.current = this.configured.settings.language ?? this.current;
    return this.configured;
  }

  /** `command` names this process to whoever waits for it. */
  async application(command: string, wait = SCHEMA_WAIT): Promise<Application> {
    const { clock, signal, host } = this.io;
    const { openApplication } = await import('@tillbridge/application');
    this.opened ??= await openApplication({ ...(await this.settings()), clock, command, wait, signal, host });
    return this.opened;
  }

  findingOf = {
    problem: (problem: Parameters<typeof findingOfProblem>[0]): Finding => findingOfProblem(problem, this.current),
    cause: (cause: Parameters<typeof findingOfCause>[0]): Finding => findingOfCause(cause, this.current),
  };

  get canAsk(): boolean {
    return this.io.ask !== undefined;
  }

  /** One line from the person at the terminal; null when they end the input. */
  async ask(question: string, signal = this.io.signal): Promise<string | null> {
    const { ask } = this.io;
    if (ask === undefined) throw new TypeError('nobody can be asked here');
    return ask(question, signal);
  }

  /** What goes on meanwhile; never on stdout, which belongs to the result. */
  note(text: string): void {
    this.io.err(`${text}\n`);
  }

  path(file: string): string {
    return resolve(this.io.workingDirectory, file);
  }

  async close(): Promise<void> {
    if (this.opened === null) await this.configured?.closeOutputs();
    else await this.opened.close();
  }
}

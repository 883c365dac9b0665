import type { Waker } from './waker.js';

export class InProcessWaker implements Waker {
  readonly hearsOwnProcessOnly = true;
  private onWake: (() => void) | null = null;

  wake(): void {
    this.onWake?.();
  }

  start(onWake: () => void): Promise<void> {
    this.onWake = onWake;
    return Promise.resolve();
  }

  stop(): Promise<void> {
    this.onWake = null;
    return Promise.resolve();
  }
}

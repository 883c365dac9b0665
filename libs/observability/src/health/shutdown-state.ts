/** Whether the process is on its way out: from then on it is not ready, though it still works what it has begun. */
export class ShutdownState {
  private begunAlready = false;

  begin(): void {
    this.begunAlready = true;
  }

  get hasBegun(): boolean {
    return this.begunAlready;
  }
}

import { connect, createServer, type Server, type Socket } from 'node:net';

/** A way to a server that can be shut: connections break and new ones are refused, as when it is stopped. */
export class Doorway {
  private readonly sockets = new Set<Socket>();
  private server: Server | null = null;

  private constructor(
    private readonly target: { readonly host: string; readonly port: number },
    readonly port: number,
  ) {}

  static async open(target: { readonly host: string; readonly port: number }, port: number): Promise<Doorway> {
    const door = new Doorway(target, port);
    await door.reopen();
    return door;
  }

  async reopen(): Promise<void> {
    const server = createServer((inside) => this.pass(inside));
    this.server = server;
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
  }

  async shut(): Promise<void> {
    const { server } = this;
    if (server === null) return;
    this.server = null;
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  private pass(inside: Socket): void {
    const outside = connect(this.target);
    for (const [one, other] of [
      [inside, outside],
      [outside, inside],
    ] as const) {
      this.sockets.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }
}

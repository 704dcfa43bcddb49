import type { Socket } from "node:net";
import { Duplex } from "node:stream";

/** A TCP connection that keeps every byte that goes through it, for what runs TLS over it does not show them. */
export class RecordingSocket extends Duplex {
  readonly #socket: Socket;
  readonly #received: Uint8Array[] = [];
  readonly #sent: Uint8Array[] = [];

  /** @param socket connected; it is destroyed with this stream. */
  constructor(socket: Socket) {
    super();
    this.#socket = socket;
    socket.on("data", (chunk: Buffer) => {
      this.#received.push(chunk);
      if (!this.push(chunk)) socket.pause();
    });
    socket.on("end", () => this.push(null));
    socket.on("error", (error) => this.destroy(error));
  }

  get received(): Uint8Array {
    return Buffer.concat(this.#received);
  }

  get sent(): Uint8Array {
    return Buffer.concat(this.#sent);
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.#sent.push(chunk);
    this.#socket.write(chunk, done);
  }

  override _final(done: () => void): void {
    this.#socket.end(done);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#socket.destroy();
    done(error);
  }
}

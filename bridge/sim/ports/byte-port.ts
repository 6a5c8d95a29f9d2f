/** Who is at the other end of a port's cable. */
export interface ByteHost {
  bytes(chunk: Uint8Array): void;
  /** The cable is out, or somebody else has taken the port. */
  closed(): void;
}

/** One host's hold on a port, until it lets go or is replaced. */
export interface ByteLink {
  write(bytes: Uint8Array): void;
  detach(): void;
}

/**
 * The socket at the back of a simulated device, or of a whole bus of them. Devices speak
 * through nothing else; what they send while no host is there is lost, as on a real cable.
 * Faults of a line belong between a device and its port.
 */
export class BytePort {
  /** What the devices do with bytes from the host. */
  receiver: (bytes: Uint8Array) => void = () => undefined;
  #host: ByteHost | null = null;
  #plugged = true;
  readonly #watchers = new Set<(plugged: boolean) => void>();

  get plugged(): boolean {
    return this.#plugged;
  }

  /** Whether a host is there. */
  get isAttached(): boolean {
    return this.#host !== null;
  }

  /** Sends to the host that is there, if one is. */
  send(bytes: Uint8Array): void {
    this.#host?.bytes(bytes);
  }

  /** Puts the cable in again. */
  plug(): void {
    if (this.#plugged) return;
    this.#plugged = true;
    for (const watcher of this.#watchers) watcher(true);
  }

  /** Pulls the cable: the host is told, and none can attach. */
  unplug(): void {
    if (!this.#plugged) return;
    this.#plugged = false;
    this.#replace(null);
    for (const watcher of this.#watchers) watcher(false);
  }

  /** Calls `watcher` whenever the cable goes in or out; returns how to stop. */
  onPlug(watcher: (plugged: boolean) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /**
   * Takes the port for a host; the one before is told that it lost it.
   *
   * @throws Error while the cable is out
   */
  attach(host: ByteHost): ByteLink {
    if (!this.#plugged) throw new Error('the cable is out');
    this.#replace(host);
    return {
      write: (bytes) => {
        if (this.#host === host) this.receiver(bytes);
      },
      detach: () => {
        if (this.#host === host) this.#host = null;
      },
    };
  }

  #replace(host: ByteHost | null): void {
    const before = this.#host;
    this.#host = host;
    before?.closed();
  }
}

/** A serial port of the bridge's machine. */
export interface SerialPortEntry {
  /** `/dev/ttyUSB0`. */
  path: string;
  /** Names under /dev/serial/by-id, which stay with the adapter; the first is the one to use. */
  byId: string[];
  /** Names under /dev/serial/by-path, which stay with the socket. */
  byPath: string[];
  maker?: string;
  product?: string;
  serialNumber?: string;
  /** Whether this process may read and write it. */
  allowed: boolean;
  /** The line of the configuration that uses it, by whichever of its names. */
  line?: string;
}

/** `GET /api/ports`. */
export interface PortsAnswer {
  ports: SerialPortEntry[];
}

import type { Message } from '../drivers/driver.ts';

/** Told by a connection what happens on it. `closed` comes at most once, and nothing after it. */
export interface ByteEvents {
  bytes(chunk: Uint8Array): void;
  closed(error?: Error): void;
}

/** One life of a line: a new one is made for every connect, and none is used after it closed. */
export interface ByteConnection {
  /**
   * Resolves when the bytes have left.
   *
   * @throws Error when the connection is closed: nothing waits for a later one
   */
  write(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

export interface ByteTransport {
  medium: 'bytes';
  /** Readable address, for people. */
  address: string;
  /** Silence in milliseconds after which a frame will not be completed. */
  gap: number;
  /** @throws Error with the system's reason when it cannot be opened now */
  open(events: ByteEvents): Promise<ByteConnection>;
}

export interface MessageEvents {
  /** Resolves when the message is on disk; only then is its sender acknowledged. */
  message(message: Message): Promise<void>;
  closed(error?: Error): void;
}

export interface MessageConnection {
  subscribe(filters: string[]): Promise<void>;
  publish(topic: string, payload: string | Uint8Array): Promise<void>;
  close(): Promise<void>;
}

export interface MessageTransport {
  medium: 'messages';
  address: string;
  open(events: MessageEvents): Promise<MessageConnection>;
}

export type Transport = ByteTransport | MessageTransport;

/** Calls `closed` of a connection's events once, however often the system says so. */
export function once(closed: (error?: Error) => void): (error?: Error) => void {
  let told = false;
  return (error) => {
    if (told) return;
    told = true;
    closed(error);
  };
}

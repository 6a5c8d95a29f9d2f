import type { Message } from '../drivers/driver.ts';

/** Told by a connection what happens on it. `closed` comes at most once, and nothing after it. */
export interface ByteEvents {
  bytes(chunk: Uint8Array): void;
  closed(error?: Error): void;
  /** What somebody sent who is not at the other end of the line. */
  stray?(chunk: Uint8Array): void;
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
  /** Calls `appeared` when there is a reason to try again at once; returns how to stop. */
  watch?(appeared: () => void): () => void;
}

export interface MessageEvents {
  /** Resolves when the message is on disk; only then is its sender acknowledged. */
  message(message: Message): Promise<void>;
  closed(error?: Error): void;
}

/** How a message is to be passed on. */
export interface PublishOptions {
  /** Whether the broker keeps it for those who come later; it does not where absent. */
  retain?: boolean | undefined;
  /** 1 where absent: resolved when the broker has it. */
  qos?: 0 | 1 | undefined;
  /** Milliseconds after which the broker delivers it to nobody; known to MQTT 5 only. */
  expiry?: number | undefined;
}

export interface MessageConnection {
  subscribe(filters: string[]): Promise<void>;
  /** @throws Error when the broker is not there, or does not take it */
  publish(topic: string, payload: string | Uint8Array, options?: PublishOptions): Promise<void>;
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

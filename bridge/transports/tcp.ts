import { connect, type Socket } from 'node:net';
import { SECOND } from '../../shared/time.ts';
import { once, type ByteConnection, type ByteEvents, type ByteTransport } from './transport.ts';

/** Where something listens on the network. */
export interface Endpoint {
  host: string;
  port: number;
}

/** Less than the longest wait between two connects, so that a host that is back is met by one soon. */
const CONNECT_TIMEOUT = 4 * SECOND;

/** A serial device server cuts the stream where its own packing timer says; in milliseconds. */
export const NETWORK_GAP = 60;

/** Raw TCP to a serial device server (串口服务器) or to a device with a network socket. */
export function tcpTransport({ host, port }: Endpoint): ByteTransport {
  return {
    medium: 'bytes',
    address: `tcp://${host}:${port}`,
    gap: NETWORK_GAP,
    open: (events) => openTcp({ host, port }, events),
  };
}

async function openTcp(endpoint: Endpoint, events: ByteEvents): Promise<ByteConnection> {
  const socket = await connectSocket(endpoint, events.closed);
  socket.on('data', (chunk) => events.bytes(chunk));
  return socketConnection(socket, (bytes) => bytes);
}

/**
 * A connected socket that sends at once and asks every so often whether the other side is
 * still there: one that was cut off without a word is noticed 20 s after the last word.
 *
 * @param closed called once, when a socket that was connected is so no more
 * @throws Error with the system's reason when it cannot be connected now
 */
export function connectSocket({ host, port }: Endpoint, closed: (error?: Error) => void): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      host,
      port,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: 10 * SECOND,
    });
    const tell = once(closed);
    let failure: Error | undefined;
    socket.setTimeout(CONNECT_TIMEOUT, () =>
      socket.destroy(new Error(`connect ETIMEDOUT ${host}:${port}: no answer`)),
    );
    socket.on('error', (error) => (failure = error));
    socket.once('close', () => reject(failure ?? new Error('closed')));
    socket.once('connect', () => {
      socket.setTimeout(0);
      socket.on('end', () => socket.end());
      socket.on('close', () => tell(failure));
      resolve(socket);
    });
  });
}

/** Writes to a socket while it is open, each time what `encode` makes of the bytes. */
export function socketConnection(socket: Socket, encode: (bytes: Uint8Array) => Uint8Array): ByteConnection {
  return {
    write: (bytes) =>
      new Promise((resolve, reject) => {
        if (!socket.writable) reject(new Error('the connection is closed'));
        else socket.write(encode(bytes), (error) => (error ? reject(error) : resolve()));
      }),
    close: () =>
      new Promise((resolve) => {
        if (socket.destroyed) return resolve();
        socket.once('close', () => resolve());
        socket.destroy();
      }),
  };
}

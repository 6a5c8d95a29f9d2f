import { connect, type Socket } from 'node:net';
import { SECOND } from '../../shared/time.ts';
import { once, type ByteConnection, type ByteEvents, type ByteTransport } from './transport.ts';

const CONNECT_TIMEOUT = 5 * SECOND;

/** A serial device server cuts the stream where its own packing timer says. */
const GAP = 60;

/** Raw TCP to a serial device server (串口服务器) or to a device with a network socket. */
export function tcpTransport({ host, port }: { host: string; port: number }): ByteTransport {
  return {
    medium: 'bytes',
    address: `tcp://${host}:${port}`,
    gap: GAP,
    open: (events) => openSocket(host, port, events),
  };
}

function openSocket(host: string, port: number, events: ByteEvents): Promise<ByteConnection> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      host,
      port,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: 10 * SECOND,
    });
    const closed = once(events.closed);
    let failure: Error | undefined;
    socket.setTimeout(CONNECT_TIMEOUT, () => socket.destroy(new Error('no answer to the connect')));
    socket.on('error', (error) => (failure = error));
    socket.once('close', () => reject(failure ?? new Error('closed')));
    socket.once('connect', () => {
      socket.setTimeout(0);
      socket.on('data', (chunk) => events.bytes(chunk));
      socket.on('end', () => socket.end());
      socket.on('close', () => closed(failure));
      resolve(connectionOf(socket));
    });
  });
}

function connectionOf(socket: Socket): ByteConnection {
  return {
    write: (bytes) =>
      new Promise((resolve, reject) => {
        if (!socket.writable) reject(new Error('the connection is closed'));
        else socket.write(bytes, (error) => (error ? reject(error) : resolve()));
      }),
    close: () =>
      new Promise((resolve) => {
        if (socket.destroyed) return resolve();
        socket.once('close', () => resolve());
        socket.destroy();
      }),
  };
}

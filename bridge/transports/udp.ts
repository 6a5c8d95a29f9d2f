import { createSocket, type Socket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { once, type ByteConnection, type ByteEvents, type ByteTransport } from './transport.ts';
import { NETWORK_GAP, type Endpoint } from './tcp.ts';

export interface UdpSettings extends Endpoint {
  /** The port here, if the device sends to one it was told; else the system chooses. */
  localPort?: number | undefined;
}

/**
 * Datagrams to and from one host; each is a chunk. Anybody can send to an open port, so what
 * comes from another host is handed on as a stray and not as bytes of the line. That a line
 * is open says nothing of the host: only an answer does.
 */
export function udpTransport(settings: UdpSettings): ByteTransport {
  const { host, port, localPort } = settings;
  return {
    medium: 'bytes',
    address: `udp://${host}:${port}${localPort === undefined ? '' : ` ← :${localPort}`}`,
    gap: NETWORK_GAP,
    open: (events) => openUdp(settings, events),
  };
}

async function openUdp({ host, port, localPort }: UdpSettings, events: ByteEvents): Promise<ByteConnection> {
  const { address, family } = await lookup(host);
  const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
  const closed = once(events.closed);
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind({ ...(localPort !== undefined ? { port: localPort } : {}) }, resolve);
  });
  socket.on('error', closed);
  socket.on('message', (chunk, sender) => {
    if (sender.address === address) events.bytes(chunk);
    else events.stray?.(chunk);
  });
  return connectionOf(socket, { host: address, port });
}

function connectionOf(socket: Socket, { host, port }: Endpoint): ByteConnection {
  let isOpen = true;
  socket.once('close', () => (isOpen = false));
  return {
    write: (bytes) =>
      new Promise((resolve, reject) => {
        if (!isOpen) reject(new Error('the socket is closed'));
        else socket.send(bytes, port, host, (error) => (error ? reject(error) : resolve()));
      }),
    close: () =>
      new Promise((resolve) => {
        if (!isOpen) return resolve();
        isOpen = false;
        socket.close(() => resolve());
      }),
  };
}

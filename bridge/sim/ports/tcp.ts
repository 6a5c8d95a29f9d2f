import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { BytePort } from './byte-port.ts';

/** A port on the network. */
export interface Served {
  port: number;
  close(): Promise<void>;
}

/**
 * Serves a port over raw TCP, as a serial device server (串口服务器) does: one client at a
 * time, a newer one takes over. While the cable is out nobody listens, and connects are refused.
 *
 * @param at port 0 takes a free one, and keeps it
 * @throws Error when the port is taken
 */
export async function serveTcp(port: BytePort, at: { host: string; port: number }): Promise<Served> {
  let server = await listen(port, at);
  const address = { host: at.host, port: (server.address() as AddressInfo).port };
  let turn = Promise.resolve();
  if (!port.plugged) await closeServer(server);
  const unwatch = port.onPlug((plugged) => {
    turn = turn.then(async () => {
      if (!plugged) await closeServer(server);
      else server = await listen(port, address);
    });
    turn.catch(() => undefined);
  });
  return {
    port: address.port,
    async close() {
      unwatch();
      await turn.catch(() => undefined);
      await closeServer(server);
    },
  };
}

function listen(port: BytePort, { host, port: number }: { host: string; port: number }): Promise<Server> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    join(port, socket);
  });
  open.set(server, sockets);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(number, host, () => resolve(server));
  });
}

/** Clients of each server, to be cut off when it closes. */
const open = new WeakMap<Server, Set<Socket>>();

function join(port: BytePort, socket: Socket): void {
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  try {
    const link = port.attach({ bytes: (chunk) => socket.write(chunk), closed: () => socket.destroy() });
    socket.on('data', (chunk) => link.write(chunk));
    socket.on('close', () => link.detach());
  } catch {
    socket.destroy();
  }
}

function closeServer(server: Server): Promise<void> {
  for (const socket of open.get(server) ?? []) socket.destroy();
  return new Promise((resolve) => {
    if (server.listening) server.close(() => resolve());
    else resolve();
  });
}

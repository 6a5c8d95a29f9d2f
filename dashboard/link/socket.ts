import { io, type Socket } from 'socket.io-client';
import type { ClientToServer, ServerToClient } from '../../shared/channel.ts';

/** The socket to the bridge, typed end to end. */
export type HallSocket = Socket<ServerToClient, ClientToServer>;

/** A socket to the bridge at `url` (this page's own origin by default), not yet connected. */
export function createSocket(url?: string): HallSocket {
  const options = {
    autoConnect: false,
    // Polling only where a proxy in between does not let WebSocket through.
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: 300,
    reconnectionDelayMax: 3000,
    timeout: 5000,
  };
  return url === undefined ? io(options) : io(url, options);
}

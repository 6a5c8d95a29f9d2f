/**
 * The floor of latency: bytes in, socket.io out, and a page that writes into one `<div>` what
 * comes. Over MQTT: mqtt.js to a broker (aedes) and from there to a subscriber; over TCP: a
 * socket that is read. Word: the port of the TCP devices.
 */
import { createServer as createHttp } from 'node:http';
import { createServer, connect, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Aedes } from 'aedes';
import mqtt from 'mqtt';
import { Server } from 'socket.io';

const [devices = '0'] = process.argv.slice(2);

const client = readFileSync(
  join(
    dirname(createRequire(import.meta.url).resolve('socket.io/package.json')),
    'client-dist/socket.io.min.js',
  ),
);
const page = `<!doctype html><meta charset="utf-8"><title>bare</title><div id="n">0</div>
<script src="/client.js"></script>
<script>
  const div = document.getElementById('n');
  io({ transports: ['websocket'] }).on('message', ({ n }) => { div.textContent = n; });
</script>`;

const http = createHttp((request, response) => {
  const isScript = request.url === '/client.js';
  response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
  response.end(isScript ? client : page);
});
const io = new Server(http, { serveClient: false });
http.listen(0, '127.0.0.1');
await once(http, 'listening');

let n = 0;
const emit = (payload: string) => io.emit('message', { n: ++n, payload });

const aedes = await Aedes.createBroker();
const broker = createServer((socket) => aedes.handle(socket)).listen(0, '127.0.0.1');
await once(broker, 'listening');
const brokerUrl = `mqtt://127.0.0.1:${(broker.address() as AddressInfo).port}`;
const subscriber = await mqtt.connectAsync(brokerUrl);
subscriber.on('message', (_topic, payload) => emit(payload.toString()));
await subscriber.subscribeAsync('hall/#', { qos: 1 });

const line = connect({ host: '127.0.0.1', port: Number(devices), noDelay: true });
line.on('data', (chunk) => {
  // A report is five bytes long; several may come in one chunk.
  for (let at = 0; at + 5 <= chunk.length; at += 5) emit(chunk.subarray(at, at + 5).toString('hex'));
});
await once(line, 'connect');

const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
process.stdout.write(`${JSON.stringify({ url, broker: brokerUrl })}\n`);

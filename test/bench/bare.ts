/**
 * The floor of several benchmarks: the packages the bridge stands on and nothing of its own.
 * Words: the folder of its database, and the port; serves a page of one word.
 */
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Aedes } from 'aedes';
import Fastify from 'fastify';
import { Server } from 'socket.io';

const [folder = '', port = '0'] = process.argv.slice(2);

const database = new DatabaseSync(join(folder, 'bare.sqlite'));
database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE IF NOT EXISTS t (n)');
const aedes = await Aedes.createBroker();
const broker = createServer((socket) => aedes.handle(socket)).listen(0, '127.0.0.1');
const app = Fastify();
app.get('/', (_request, reply) => {
  return reply.type('text/html').send('<!doctype html><meta charset="utf-8"><title>bare</title><p>bare</p>');
});
new Server(app.server, { serveClient: false });
await app.listen({ host: '127.0.0.1', port: Number(port) });
const address = app.server.address() as AddressInfo;
process.stdout.write(
  `${JSON.stringify({ url: `http://127.0.0.1:${address.port}`, broker: broker.listening })}\n`,
);

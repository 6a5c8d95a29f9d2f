import { z } from 'zod';
import { id } from './id.ts';

const host = z.string().min(1);
const port = z.int().min(1).max(65535);

/** How bytes travel on a serial line, whoever owns the port. */
const character = {
  baudRate: z.int().min(50).max(4_000_000).default(9600),
  dataBits: z.union([z.literal(7), z.literal(8)]).default(8),
  parity: z.enum(['none', 'even', 'odd']).default('none'),
  stopBits: z.union([z.literal(1), z.literal(2)]).default(1),
  flowControl: z.enum(['none', 'rtscts', 'xonxoff']).default('none'),
  /** Sets the control lines once the port is open; left as the system sets them where absent. */
  rts: z.boolean().optional(),
  dtr: z.boolean().optional(),
};

const serialTransport = z.strictObject({
  kind: z.literal('serial'),
  /** Prefer a name under /dev/serial/by-id/, which survives a reboot and another socket. */
  path: z.string().min(1),
  ...character,
});

/** Raw TCP: a serial device server in transparent mode, or a device with a network socket. */
const tcpTransport = z.strictObject({ kind: z.literal('tcp'), host, port });

/** A serial device server in RFC 2217 mode, whose port is set from here. */
const rfc2217Transport = z.strictObject({ kind: z.literal('rfc2217'), host, port, ...character });

const udpTransport = z.strictObject({
  kind: z.literal('udp'),
  host,
  port,
  /** Where the device sends to, if it is told a port; else the system chooses one. */
  localPort: port.optional(),
});

/** How a broker is reached. */
const broker = {
  /** `embedded` is the broker inside the bridge; otherwise mqtt://host:1883 or mqtts://… */
  url: z.union([z.literal('embedded'), z.string().regex(/^mqtts?:\/\/.+/, 'mqtt://host:port or embedded')]),
  /** MQTT 3.1.1 is 4. Without it 5 is spoken, and 4 to a broker that knows no other. */
  version: z.union([z.literal(4), z.literal(5)]).optional(),
  /** Its name among the clients of the broker, where the broker asks for a certain one. */
  clientId: z.string().min(1).max(64).optional(),
  username: z.string().optional(),
  password: z.string().optional(),
  /** Files in PEM for mqtts: who signs the broker's certificate, and who the bridge is to the broker. */
  ca: z.string().min(1).optional(),
  cert: z.string().min(1).optional(),
  key: z.string().min(1).optional(),
  /** `false` takes any certificate: for a trial only. */
  rejectUnauthorized: z.boolean().default(true),
};

const mqttTransport = z.strictObject({ kind: z.literal('mqtt'), ...broker });

/** A broker, and how it is entered, for a client that takes a name of its own. */
export const brokerSchema = z.strictObject(broker).omit({ clientId: true });
export type BrokerInput = z.input<typeof brokerSchema>;

const topic = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^+#\0]+$/, 'a topic without + and #');

/** A serial port at a device with Tasmota firmware, whose bytes travel over a broker. */
const tasmotaSerialTransport = z.strictObject({
  kind: z.literal('tasmotaSerial'),
  ...broker,
  /** The device's own Topic. */
  topic,
  fullTopic: topic
    .regex(/%prefix%/, 'must hold %prefix%')
    .regex(/%topic%/, 'must hold %topic%')
    .default('%prefix%/%topic%/'),
  prefixes: z
    .strictObject({ cmnd: topic.default('cmnd'), stat: topic.default('stat'), tele: topic.default('tele') })
    .prefault({}),
  /** Set at every connect; left as the device has it where absent. */
  baudRate: z.int().min(300).max(115_200).optional(),
});

const transportSchema = z.discriminatedUnion('kind', [
  serialTransport,
  tcpTransport,
  rfc2217Transport,
  udpTransport,
  mqttTransport,
  tasmotaSerialTransport,
]);

/** A line: how it is reached, and what the bus on it needs. */
export const lineSchema = z.strictObject({
  id,
  transport: transportSchema,
  /** Quiet between two exchanges on a bus, in milliseconds; 5 where absent. */
  gap: z.int().min(0).max(1000).optional(),
  /**
   * What the devices on a bus need to turn from hearing to speaking, in milliseconds; 0 where
   * absent. An answer may take so much longer, and after what has no answer the bus rests so long.
   */
  turnaround: z.int().min(0).max(1000).optional(),
  /** Whether the adapter gives back what is written to it, as simple RS-485 adapters do. */
  echo: z.boolean().optional(),
});

/** A line of the configuration, complete with defaults. */
export type LineConfig = z.infer<typeof lineSchema>;
export type TransportConfig = LineConfig['transport'];

import { SECOND } from '../../shared/time.ts';
import { fromHex, toHex } from '../framing/bytes.ts';
import { readJson, readWords } from '../framing/messages.ts';
import { tasmotaTopic, type TasmotaPlace } from '../framing/tasmota.ts';
import {
  once,
  type ByteConnection,
  type ByteEvents,
  type ByteTransport,
  type MessageConnection,
  type MessageTransport,
} from './transport.ts';

export interface TasmotaSerialSettings extends TasmotaPlace {
  /** Set at every connect; left as it is where absent. */
  baudRate?: number | undefined;
}

/** Bytes that come apart in two messages have two ways through the network between them. */
const GAP = 300;
/** The broker tells at once whether the device is there: it keeps its will. */
const PATIENCE = 3 * SECOND;
/** Bytes in one message; the device takes some five hundred. */
const MOST_BYTES = 200;
/** A frame that comes later than this is nobody's wish any more. */
const EXPIRY = 2 * SECOND;

/**
 * A serial port at a device with Tasmota firmware and its serial bridge (tasmota/docs
 * docs/Serial-to-TCP-Bridge.md, command SSerialSend5): bytes travel as hex over MQTT. It is open
 * while the device is there by its own will, and the broker does not keep a byte for later.
 */
export function tasmotaSerialTransport(
  broker: MessageTransport,
  settings: TasmotaSerialSettings,
): ByteTransport {
  return {
    medium: 'bytes',
    address: `${broker.address} ${tasmotaTopic(settings, 'tele', 'RESULT')}`,
    gap: GAP,
    open: (events) => openSerial(broker, settings, events),
  };
}

async function openSerial(
  broker: MessageTransport,
  settings: TasmotaSerialSettings,
  events: ByteEvents,
): Promise<ByteConnection> {
  const presence = Promise.withResolvers<void>();
  presence.promise.catch(() => undefined);
  const closed = once(events.closed);
  const end = (error: Error) => {
    presence.reject(error);
    closed(error);
    void opened.connection?.close().catch(() => undefined);
  };
  const will = tasmotaTopic(settings, 'tele', 'LWT');
  // By SetOption4 the device answers under the name of the command.
  const results = ['RESULT', 'SSERIALRECEIVED'].map((word) => tasmotaTopic(settings, 'tele', word));
  // Messages may come before the connection is handed over.
  const opened: { connection?: MessageConnection } = {};
  // Nobody waits for it: while a message is taken, no answer of the broker to another is.
  const prepareAgain = () => void prepare(opened.connection, settings).catch(() => undefined);
  const hearWill = (word: string | null, retained: boolean) => {
    if (word === 'Offline') end(new Error('the Tasmota device is offline, by its will'));
    if (word !== 'Online') return;
    presence.resolve();
    // It may have been off, and has forgotten how to write what it receives.
    if (!retained) prepareAgain();
  };
  const hearResult = (received: unknown) => {
    if (typeof received !== 'string') return;
    if (/^([0-9a-f]{2})+$/i.test(received)) events.bytes(fromHex(received));
    else prepareAgain();
  };
  const connection = await broker.open({
    closed: (error) => end(error ?? new Error('closed by the broker')),
    message: ({ topic, payload, retained }) => {
      if (topic === will) hearWill(readWords(payload), retained);
      else if (results.includes(topic) && !retained) hearResult(readJson(payload)?.['SSerialReceived']);
      return Promise.resolve();
    },
  });
  opened.connection = connection;
  const late = setTimeout(() => {
    presence.reject(new Error(`nothing is known of the device at ${will}: check its topic and FullTopic`));
  }, PATIENCE);
  try {
    await connection.subscribe([will, ...results]);
    await presence.promise;
    await prepare(connection, settings);
    return connectionOf(connection, settings);
  } catch (error) {
    await connection.close().catch(() => undefined);
    throw error;
  } finally {
    clearTimeout(late);
  }
}

/** Sets the speed, and that what is received comes as hex: the command without a payload does no more. */
async function prepare(
  connection: MessageConnection | undefined,
  settings: TasmotaSerialSettings,
): Promise<void> {
  const { baudRate } = settings;
  if (baudRate !== undefined) {
    await connection?.publish(tasmotaTopic(settings, 'cmnd', 'SBaudrate'), String(baudRate));
  }
  await connection?.publish(tasmotaTopic(settings, 'cmnd', 'SSerialSend5'), '');
}

function connectionOf(connection: MessageConnection, settings: TasmotaSerialSettings): ByteConnection {
  const topic = tasmotaTopic(settings, 'cmnd', 'SSerialSend5');
  return {
    write: async (bytes) => {
      for (let at = 0; at < bytes.length; at += MOST_BYTES) {
        const hex = toHex(bytes.subarray(at, at + MOST_BYTES)).replaceAll(' ', '');
        await connection.publish(topic, hex, { expiry: EXPIRY });
      }
    },
    close: () => connection.close(),
  };
}

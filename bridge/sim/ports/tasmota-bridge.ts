import type { Cancel, Clock } from '../../clock/clock.ts';
import { fromHex, toHex } from '../../framing/bytes.ts';
import { tasmotaSettings, tasmotaTopic, type TasmotaPlace } from '../../framing/tasmota.ts';
import type { BytePort, ByteLink } from './byte-port.ts';
import { MessagePort } from './message-port.ts';
import { connectMqtt, type Broker } from './mqtt.ts';

/** Serial bytes that come so close together are told in one message, in milliseconds; and how many at most. */
const PAUSE = 10;
const MOST_BYTES = 256;

export interface TasmotaBridgeParts {
  broker: Broker;
  /** The device's own Topic. */
  topic: string;
  clock: Clock;
  /** Told how fast its serial port was set. */
  setRate?: (baudRate: number) => void;
}

/** A serial port that is reached over a broker. */
export interface OfferedBridge {
  close(): Promise<void>;
}

/**
 * Offers a port at the serial bridge of a device with Tasmota firmware (tasmota/docs
 * docs/Serial-to-TCP-Bridge.md, commands SSerialSend5 and SBaudrate): what the port says is told as
 * hex once the device was asked to, and what is sent to it as hex the port hears. Of several that
 * have the port the later one counts.
 *
 * @throws SimTrouble when the broker does not answer, or takes nobody in
 */
export async function offerTasmota(
  port: BytePort,
  { broker, topic, clock, setRate }: TasmotaBridgeParts,
): Promise<OfferedBridge> {
  const place: TasmotaPlace = tasmotaSettings.parse({ topic });
  const messages = new MessagePort();
  const will = {
    topic: tasmotaTopic(place, 'tele', 'LWT'),
    payload: 'Offline',
    qos: 1,
    retain: true,
  } as const;
  const filters = [tasmotaTopic(place, 'cmnd', '+')];
  const seat = messages.seat({ id: topic.replaceAll('/', '-'), will, filters });
  const say = (prefix: 'stat' | 'tele', what: object) =>
    seat.publish(tasmotaTopic(place, prefix, 'RESULT'), JSON.stringify(what));
  let link: ByteLink | null = null;
  let isHex = false;
  let heard: Uint8Array = new Uint8Array(0);
  let cancel: Cancel | undefined;

  const tell = () => {
    cancel?.();
    while (heard.length > 0) {
      const some = heard.subarray(0, MOST_BYTES);
      heard = heard.subarray(some.length);
      const words = isHex ? toHex(some).replaceAll(' ', '') : Buffer.from(some).toString('latin1');
      say('tele', { SSerialReceived: words });
    }
  };
  const attach = () => {
    if (link || !port.plugged) return;
    link = port.attach({
      bytes(chunk) {
        heard = Uint8Array.of(...heard, ...chunk);
        cancel?.();
        cancel = clock.after(PAUSE, tell);
      },
      closed: () => (link = null),
    });
  };
  seat.connected = () => {
    // Newly switched on it has forgotten how to write what it receives.
    isHex = false;
    seat.publish(will.topic, 'Online', { qos: 1, retain: true });
    attach();
  };
  seat.receiver = (at, payload) => {
    const command = at.split('/').at(-1) ?? '';
    const words = new TextDecoder().decode(payload).trim();
    if (/^SBaudrate$/i.test(command)) {
      if (/^\d{3,6}$/.test(words)) setRate?.(Number(words));
      return say('stat', { SBaudrate: Number(words) || 9600 });
    }
    if (!/^SSerialSend5$/i.test(command)) return say('stat', { Command: 'Unknown' });
    isHex = true;
    attach();
    if (/^([0-9a-f]{2})+$/i.test(words)) link?.write(fromHex(words));
    say('stat', { SSerialSend: 'Done' });
  };
  const unwatch = port.onPlug((plugged) => {
    if (plugged) attach();
  });
  const client = await connectMqtt(messages, broker);
  return {
    async close() {
      unwatch();
      cancel?.();
      link?.detach();
      await client.close();
    },
  };
}

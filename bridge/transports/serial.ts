import { SerialPort } from 'serialport';
import { watchAppearance } from './appearance.ts';
import { characterTime, characterWords, type Character } from './character.ts';
import { once, type ByteConnection, type ByteEvents, type ByteTransport } from './transport.ts';

export interface SerialSettings extends Character {
  path: string;
}

/** How often a port that is open is asked whether it is still there, in milliseconds. */
const PULSE = 1000;

/** Timers below this are unreliable, and USB adapters deliver in slices of up to 16 ms. */
const LEAST_GAP = 20;

/**
 * A serial port. A `SerialPort` that was closed keeps what is written to it and sends it
 * after the next open, so each connect makes a new one and writes only while it is open.
 * Unplugging is noticed by reading, so a reader is always attached. A port that goes in the
 * middle of a read answers every further read with nothing, which `serialport` takes for a
 * reason to read again, for ever; so the port is also asked to drain, which then fails.
 */
export function serialTransport(settings: SerialSettings): ByteTransport {
  return {
    medium: 'bytes',
    address: `${settings.path} ${characterWords(settings)}`,
    gap: Math.max(LEAST_GAP, 4 * characterTime(settings)),
    open: (events) => openPort(settings, events),
    watch: (appeared) => watchAppearance(settings.path, appeared),
  };
}

function openPort(settings: SerialSettings, events: ByteEvents): Promise<ByteConnection> {
  const { path, baudRate, dataBits, parity, stopBits, flowControl = 'none', rts, dtr } = settings;
  const port = new SerialPort({
    ...{ path, baudRate, dataBits, parity, stopBits },
    autoOpen: false,
    // Boards that reset on DTR must survive a restart of the bridge.
    hupcl: false,
    rtscts: flowControl === 'rtscts',
    xon: flowControl === 'xonxoff',
    xoff: flowControl === 'xonxoff',
  });
  let pulse: NodeJS.Timeout | undefined;
  const closed = once((error) => {
    clearTimeout(pulse);
    events.closed(error);
  });
  const feel = () =>
    port.drain((error) => {
      if (!port.isOpen) return;
      if (error) closed(error);
      else pulse = setTimeout(feel, PULSE);
    });
  port.on('data', (chunk: Buffer) => events.bytes(chunk));
  port.on('close', (error: Error | null) => closed(error ?? undefined));
  port.on('error', (error: Error) => closed(error));
  return new Promise((resolve, reject) => {
    port.open((error) => {
      if (error) {
        reject(error);
        return;
      }
      pulse = setTimeout(feel, PULSE);
      const lines = { ...(rts === undefined ? {} : { rts }), ...(dtr === undefined ? {} : { dtr }) };
      // A port without such lines, as a virtual one, works as well without them.
      if (Object.keys(lines).length > 0) port.set(lines, () => undefined);
      resolve(connectionOf(port));
    });
  });
}

function connectionOf(port: SerialPort): ByteConnection {
  return {
    write: (bytes) =>
      new Promise((resolve, reject) => {
        if (!port.isOpen) {
          reject(new Error('the port is closed'));
          return;
        }
        port.write(bytes, (error) => {
          if (error) reject(error);
          else port.drain((failed) => (failed ? reject(failed) : resolve()));
        });
      }),
    close: () =>
      new Promise((resolve) => {
        if (port.isOpen) port.close(() => resolve());
        else resolve();
      }),
  };
}

/** How a serial port sends its characters, wherever the port is. */
export interface Character {
  baudRate: number;
  dataBits: 7 | 8;
  parity: 'none' | 'even' | 'odd';
  stopBits: 1 | 2;
  flowControl?: 'none' | 'rtscts' | 'xonxoff' | undefined;
  /** Control lines to set; what is absent stays as the system sets it. */
  rts?: boolean | undefined;
  dtr?: boolean | undefined;
}

/** `9600 8N1`, for people. */
export function characterWords({ baudRate, dataBits, parity, stopBits }: Character): string {
  return `${baudRate} ${dataBits}${parity.charAt(0).toUpperCase()}${stopBits}`;
}

/** What one character takes on the wire, in milliseconds: start bit, data, parity, stop bits. */
export function characterTime({ baudRate, dataBits, parity, stopBits }: Character): number {
  return (1000 * (1 + dataBits + (parity === 'none' ? 0 : 1) + stopBits)) / baudRate;
}

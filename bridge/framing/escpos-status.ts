/** Facts of a printer's status, as far as a reply tells them. */
export interface EscposFlags {
  offline: boolean;
  cover: boolean;
  cutter: boolean;
  recoverable: boolean;
  unrecoverable: boolean;
  paper: 'ok' | 'low' | 'out';
}

/**
 * The four bytes of the automatic status (Epson TM-T88III specification p. 145, TM-U220 p. 83;
 * NielsLeenheer/ReceiptPrinterStatus).
 */
export function readAutomatic([printer = 0, error = 0, paper = 0]: Uint8Array): EscposFlags {
  return {
    offline: (printer & 0x08) !== 0,
    cover: (printer & 0x20) !== 0,
    cutter: (error & 0x08) !== 0,
    recoverable: (error & 0x44) !== 0,
    unrecoverable: (error & 0x20) !== 0,
    paper: paper & 0x0c ? 'out' : paper & 0x03 ? 'low' : 'ok',
  };
}

/**
 * The byte that answers DLE EOT `n` (Epson TM-U220 p. 54, Bixolon SRP-350 p. 8, HPRT TP80K p. 72).
 * Some printers set one bit of a pair only.
 */
export function readRealTime(n: number, byte: number): Partial<EscposFlags> | null {
  switch (n) {
    case 1:
      return { offline: (byte & 0x08) !== 0 };
    case 2:
      return { cover: (byte & 0x04) !== 0, ...(byte & 0x20 ? { paper: 'out' as const } : {}) };
    case 3:
      return {
        cutter: (byte & 0x08) !== 0,
        recoverable: (byte & 0x44) !== 0,
        unrecoverable: (byte & 0x20) !== 0,
      };
    case 4:
      return { paper: byte & 0x60 ? 'out' : byte & 0x0c ? 'low' : 'ok' };
    default:
      return null;
  }
}

/** The byte that answers GS r 1 in the stream of a job: its paper (Epson ESC/POS, GS r). */
export function readInStream(byte: number): Partial<EscposFlags> {
  return { paper: byte & 0x0c ? 'out' : byte & 0x03 ? 'low' : 'ok' };
}

/** What a kiosk printer says beyond the usual status. */
export interface EscposPresenter {
  /** A ticket hangs in the mouth of the printer, not taken. */
  'ticket in output': boolean;
  'notch found': boolean;
  'virtual paper end': boolean;
  'head up': boolean;
  spooling: boolean;
  'motor on': boolean;
  'head temperature error': boolean;
  'communication error': boolean;
  'supply voltage error': boolean;
}

/**
 * The six bytes of the full status, DLE EOT 20 (Custom KPM150-H manual p. 10, KPM54 emulation
 * p. 66; Infinite Peripherals KPM-210 p. 36). A raised head stops the printer as a cover does.
 * Which part is broken for good differs by model, so any bit of the last byte says that one is.
 */
export function readFull([, , paper = 0, user = 0, error = 0, broken = 0]: Uint8Array): {
  flags: Partial<EscposFlags>;
  values: EscposPresenter;
} {
  const [noPaper, nearEnd, virtualEnd] = [0x01, 0x04, 0x40];
  const [headUp, coverOpen] = [0x01, 0x02];
  const [headTemperature, supplyVoltage] = [0x01, 0x08];
  return {
    flags: {
      paper: paper & noPaper ? 'out' : paper & (nearEnd | virtualEnd) ? 'low' : 'ok',
      cover: (user & (headUp | coverOpen)) !== 0,
      recoverable: (error & (headTemperature | supplyVoltage)) !== 0,
      unrecoverable: broken !== 0,
    },
    values: {
      'ticket in output': (paper & 0x20) !== 0,
      'notch found': (paper & 0x80) === 0,
      'virtual paper end': (paper & virtualEnd) !== 0,
      'head up': (user & headUp) !== 0,
      spooling: (user & 0x04) !== 0,
      'motor on': (user & 0x08) !== 0,
      'head temperature error': (error & headTemperature) !== 0,
      'communication error': (error & 0x02) !== 0,
      'supply voltage error': (error & supplyVoltage) !== 0,
    },
  };
}

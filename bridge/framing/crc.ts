/** The parameters of a cyclic redundancy check, in the terms of Ross Williams and of the reveng catalogue. */
export interface CrcParameters {
  /** Bits, 3 to 32. */
  width: number;
  poly: number;
  init: number;
  /** Whether each byte goes in with its lowest bit first. */
  refin: boolean;
  /** Whether the register comes out with its bits turned round. */
  refout: boolean;
  xorout: number;
}

/** The checks met on serial lines, by their names in the reveng catalogue. */
export const CRCS = {
  crc8: { width: 8, poly: 0x07, init: 0, refin: false, refout: false, xorout: 0 },
  crc8_maxim: { width: 8, poly: 0x31, init: 0, refin: true, refout: true, xorout: 0 },
  crc8_rohc: { width: 8, poly: 0x07, init: 0xff, refin: true, refout: true, xorout: 0 },
  crc8_itu: { width: 8, poly: 0x07, init: 0, refin: false, refout: false, xorout: 0x55 },
  crc8_sae: { width: 8, poly: 0x1d, init: 0xff, refin: false, refout: false, xorout: 0xff },
  crc16_arc: { width: 16, poly: 0x8005, init: 0, refin: true, refout: true, xorout: 0 },
  crc16_modbus: { width: 16, poly: 0x8005, init: 0xffff, refin: true, refout: true, xorout: 0 },
  crc16_usb: { width: 16, poly: 0x8005, init: 0xffff, refin: true, refout: true, xorout: 0xffff },
  crc16_maxim: { width: 16, poly: 0x8005, init: 0, refin: true, refout: true, xorout: 0xffff },
  crc16_ccitt_false: { width: 16, poly: 0x1021, init: 0xffff, refin: false, refout: false, xorout: 0 },
  crc16_xmodem: { width: 16, poly: 0x1021, init: 0, refin: false, refout: false, xorout: 0 },
  crc16_kermit: { width: 16, poly: 0x1021, init: 0, refin: true, refout: true, xorout: 0 },
  crc16_x25: { width: 16, poly: 0x1021, init: 0xffff, refin: true, refout: true, xorout: 0xffff },
  crc16_dnp: { width: 16, poly: 0x3d65, init: 0, refin: true, refout: true, xorout: 0xffff },
  crc24_openpgp: { width: 24, poly: 0x864cfb, init: 0xb704ce, refin: false, refout: false, xorout: 0 },
  crc32: { width: 32, poly: 0x04c11db7, init: 0xffffffff, refin: true, refout: true, xorout: 0xffffffff },
  crc32_bzip2: {
    width: 32,
    poly: 0x04c11db7,
    init: 0xffffffff,
    refin: false,
    refout: false,
    xorout: 0xffffffff,
  },
  crc32_mpeg2: { width: 32, poly: 0x04c11db7, init: 0xffffffff, refin: false, refout: false, xorout: 0 },
  crc32c: { width: 32, poly: 0x1edc6f41, init: 0xffffffff, refin: true, refout: true, xorout: 0xffffffff },
} as const satisfies Record<string, CrcParameters>;

/** Computes a check over bytes, all of them or those from `from` up to `to`. */
type Crc = (bytes: Uint8Array, from?: number, to?: number) => number;

/**
 * Makes the function that computes a check over bytes, with a table of 256 entries.
 *
 * @throws RangeError for a width outside 3 to 32
 */
export function crcOf({ width, poly, init, refin, refout, xorout }: CrcParameters): Crc {
  if (!Number.isInteger(width) || width < 3 || width > 32)
    throw new RangeError(`a CRC has 3 to 32 bits, not ${width}`);
  const mask = width === 32 ? 0xffffffff : 2 ** width - 1;
  return refin ? reflected() : straight();

  function reflected() {
    const table = tableOf((value) => {
      for (let bit = 0; bit < 8; bit += 1)
        value = value & 1 ? (value >>> 1) ^ turned(poly, width) : value >>> 1;
      return value >>> 0;
    });
    const start = turned(init & mask, width);
    return (bytes: Uint8Array, from = 0, to = bytes.length) => {
      let crc = start;
      for (let at = from; at < to; at += 1) crc = (crc >>> 8) ^ table[(crc ^ bytes[at]!) & 0xff]!;
      crc >>>= 0;
      return ((refout ? crc : turned(crc, width)) ^ xorout) >>> 0;
    };
  }

  /** The register stands at the top of 32 bits, so that one way serves every width. */
  function straight() {
    const shift = 32 - width;
    const top = (poly << shift) >>> 0;
    const table = tableOf((value) => {
      let crc = (value << 24) >>> 0;
      for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x80000000 ? (crc << 1) ^ top : crc << 1;
      return crc >>> 0;
    });
    const start = (init << shift) >>> 0;
    return (bytes: Uint8Array, from = 0, to = bytes.length) => {
      let crc = start;
      for (let at = from; at < to; at += 1) crc = (crc << 8) ^ table[(crc >>> 24) ^ bytes[at]!]!;
      const value = (crc >>> shift) & mask;
      return ((refout ? turned(value >>> 0, width) : value) ^ xorout) >>> 0;
    };
  }
}

function tableOf(entry: (index: number) => number): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, index) => entry(index));
}

/** The lowest bits in the opposite order. */
function turned(value: number, width: number): number {
  let result = 0;
  for (let bit = 0; bit < width; bit += 1) result |= ((value >>> bit) & 1) << (width - 1 - bit);
  return result >>> 0;
}

import { CRCS, crcOf } from './crc.ts';

/** Low byte of the sum, as FF68 call pads and many RS-485 devices use it. */
export function sum8(bytes: Uint8Array, start = 0, end = bytes.length): number {
  let sum = 0;
  for (let at = start; at < end; at += 1) sum += bytes[at]!;
  return sum & 0xff;
}

/** Low 16 bits of the sum. */
export function sum16(bytes: Uint8Array, start = 0, end = bytes.length): number {
  let sum = 0;
  for (let at = start; at < end; at += 1) sum = (sum + bytes[at]!) & 0xffff;
  return sum;
}

/** Low 32 bits of the sum. */
export function sum32(bytes: Uint8Array, start = 0, end = bytes.length): number {
  let sum = 0;
  for (let at = start; at < end; at += 1) sum = (sum + bytes[at]!) >>> 0;
  return sum;
}

/** Exclusive or of all bytes, called BCC by the makers of lock boards. */
export function xor8(bytes: Uint8Array, start = 0, end = bytes.length): number {
  let xor = 0;
  for (let at = start; at < end; at += 1) xor ^= bytes[at]!;
  return xor;
}

/** Exclusive or of every second byte: the first, third … (odd) or the second, fourth … (even). */
export function xorEverySecond(bytes: Uint8Array, which: 'odd' | 'even'): number {
  let xor = 0;
  for (let at = which === 'odd' ? 0 : 1; at < bytes.length; at += 2) xor ^= bytes[at]!;
  return xor;
}

/** Longitudinal redundancy check: what makes the sum with itself zero (Modbus ASCII, Intel HEX). */
export function lrc8(bytes: Uint8Array, start = 0, end = bytes.length): number {
  return -sum8(bytes, start, end) & 0xff;
}

/** Fletcher-16: the sum of the sums in the high byte, the sum in the low one, both modulo 255. */
export function fletcher16(bytes: Uint8Array, start = 0, end = bytes.length): number {
  let [sum, sums] = [0, 0];
  for (let at = start; at < end; at += 1) {
    sum = (sum + bytes[at]!) % 255;
    sums = (sums + sum) % 255;
  }
  return sums * 256 + sum;
}

/** Adler-32 of RFC 1950. */
export function adler32(bytes: Uint8Array, start = 0, end = bytes.length): number {
  let [sum, sums] = [1, 0];
  for (let at = start; at < end; at += 1) {
    sum = (sum + bytes[at]!) % 65521;
    sums = (sums + sum) % 65521;
  }
  return sums * 65536 + sum;
}

/** CRC-16/ARC, of Onbon cards; "123456789" gives BB3D. */
export const crc16Arc = crcOf(CRCS.crc16_arc);

/** The sum of bytes, of which what is carried out of eight bits is added again at the lowest (LIN 2.1, 2.8.3). */
export function sum8Carry(bytes: Uint8Array, start = 0, end = bytes.length): number {
  let sum = 0;
  for (let at = start; at < end; at += 1) {
    sum += bytes[at]!;
    if (sum > 0xff) sum -= 0xff;
  }
  return sum;
}

/** The same of words of two bytes, the last of which may lack its second (RFC 1071, without the complement). */
export function sum16Carry(bytes: Uint8Array, endian: 'be' | 'le'): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 2) {
    const [one, other] = [bytes[at]!, bytes[at + 1] ?? 0];
    sum += endian === 'be' ? one * 256 + other : one + other * 256;
    if (sum > 0xffff) sum -= 0xffff;
  }
  return sum;
}

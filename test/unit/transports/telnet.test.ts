import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  escapeTelnet,
  telnetOption,
  TelnetReader,
  telnetSubnegotiation,
} from '../../../bridge/transports/telnet.ts';
import { fromHex } from '../../support/serial-server.ts';

interface Vector {
  protocol: string;
  hex: string;
}

const vectors = JSON.parse(
  readFileSync(new URL('../../drivers/vectors.json', import.meta.url), 'utf8'),
) as Vector[];
const [setBaudRate, padFrame] = vectors
  .filter(({ protocol }) => protocol === 'rfc2217')
  .map(({ hex }) => fromHex(hex)) as [Buffer, Buffer];

/** What a reader makes of chunks: data in hex, all that was said beside it in words. */
function read(...chunks: Uint8Array[]) {
  let data = '';
  const said: string[] = [];
  const reader = new TelnetReader({
    data: (bytes) => (data += Buffer.from(bytes).toString('hex')),
    negotiated: (verb, option) => said.push(`${verb} ${option}`),
    told: (option, body) => said.push(`${option}: ${Buffer.from(body).toString('hex')}`),
  });
  for (const chunk of chunks) reader.push(chunk);
  return { data, said };
}

const stream = Buffer.concat([
  fromHex('01 FF FB 00 02'),
  setBaudRate,
  padFrame,
  fromHex('FF FE 2C FF F1 03'),
  telnetSubnegotiation(44, fromHex('65 00 FF 00 FF')),
  fromHex('FF FF'),
]);
const meant = {
  data: '0102ff68030368' + '01010c0e16' + '03ff',
  said: ['WILL 0', '44: 0100002580', 'DONT 44', '44: 6500ff00ff'],
};

describe('a telnet stream', () => {
  it('carries each FF of data twice, and the command that sets a speed as it is printed', () => {
    expect(Buffer.from(escapeTelnet(fromHex('FF 68 03 03 68 01 01 0C 0E 16')))).toEqual(padFrame);
    expect(Buffer.from(telnetSubnegotiation(44, fromHex('01 00 00 25 80')))).toEqual(setBaudRate);
    expect(Buffer.from(telnetOption('WILL', 44))).toEqual(fromHex('FF FB 2C'));
  });

  it('is taken apart the same wherever it is cut', () => {
    expect(read(stream)).toEqual(meant);
    expect(read(...[...stream].map((byte) => Uint8Array.of(byte)))).toEqual(meant);
    for (let at = 1; at < stream.length; at += 1) {
      expect(read(stream.subarray(0, at), stream.subarray(at))).toEqual(meant);
    }
  });

  it('gives back any bytes that were put into it', () => {
    const bytes = Uint8Array.from({ length: 1024 }, (_, index) => (index % 3 === 0 ? 0xff : index % 256));
    expect(read(escapeTelnet(bytes)).data).toBe(Buffer.from(bytes).toString('hex'));
  });

  it('with a statement that is never closed goes on at the next command, and keeps no more than it should', () => {
    expect(read(fromHex('FF FA 2C 01 02 FF FB 01 61'))).toEqual({ data: '61', said: ['WILL 1'] });
    const endless = Buffer.concat([fromHex('FF FA 2C'), Buffer.alloc(100_000, 1), fromHex('FF F0 61')]);
    const { data, said } = read(endless);
    expect([data, said.length, (said[0]?.length ?? 0) < 600]).toEqual(['61', 1, true]);
  });
});

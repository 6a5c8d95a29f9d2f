import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadDrivers } from '../../bridge/drivers/catalog.ts';
import type { MessageDriver } from '../../bridge/drivers/driver.ts';
import { fromHex, toHex } from '../../bridge/framing/bytes.ts';
import { readSparkplug, rebirthCommand } from '../../bridge/framing/sparkplug.ts';

const driver = (await loadDrivers()).get('sparkplug-b') as MessageDriver;

/** Made by protobufjs 7 from sparkplug_b.proto. */
const made = {
  ndeath: '0880CDBCE0CA3312120A0562645365711880CDBCE0CA3320045803',
  ndeathOld: '0880CDBCE0CA3312120A0562645365711880CDBCE0CA3320045802',
  nbirth:
    '0880CDBCE0CA3312120A0562645365711880CDBCE0CA332004580312210A144E6F646520436F6E74726F6C2F526562697274681880CDBCE0CA33200B7000121A0A0B496E707574732F446F6F7210011880CDBCE0CA33200B700112310A0B54656D706572617475726510021880CDBCE0CA3320094A120A07656E67556E69741207080C4203C2B043650000AC4112170A064F666673657410031880CDBCE0CA33200250FEFF0312180A05436F756E7410041880CDBCE0CA33200858B5B8F0FE2D121C0A06456E6572677910051880CDBCE0CA33200A69ADFA5C6D454A934012190A044D6F646510061880CDBCE0CA33200C7A06E887AAE58AA812150A0642726F6B656E10071880CDBCE0CA332009380112170A04426C6F6210081880CDBCE0CA3320118201030102031800',
  ndata:
    '0880CDBCE0CA33120B10011880CDBCE0CA337000120D10031880CDBCE0CA3350FFFF03121010021880CDBCE0CA33280165000040401801',
  ndataGap: '0880CDBCE0CA33120B10011880CDBCE0CA3370011805',
  dbirth:
    '0880CDBCE0CA3312130A04446F6F72100A1880CDBCE0CA33200B7001121B0A034E6567100B1880CDBCE0CA33200458FBFFFFFFFFFFFFFFFF011801',
  ddata: '0880CDBCE0CA33120D100A1880CDBCE0CA33200B70001802',
  ddeath: '0880CDBCE0CA331803',
  empty: '0880CDBCE0CA3318FF01',
  ncmd: '121A0A144E6F646520436F6E74726F6C2F52656269727468200B7001',
};

/** What the hall hears of a node, or of a device behind it, message by message. */
function listening(device?: string) {
  const settings = driver.settings.parse({ group: 'hall', node: 'plc', ...(device ? { device } : {}) });
  const memory = driver.memory!(settings);
  return (type: string, hex: string, { of = '', retained = false } = {}) => {
    const topic = `spBv1.0/hall/${type}/plc${of === '' ? '' : `/${of}`}`;
    return driver.decode({ topic, payload: fromHex(hex), retained }, settings, memory);
  };
}
const offline = { kind: 'availability', availability: 'offline', reason: 'reportedOffline' };

describe('a Sparkplug payload', () => {
  it('is read as another library wrote it: every type of value, its unit, and null', () => {
    const read = readSparkplug(fromHex(made.nbirth));
    expect(read?.seq).toBe(0);
    expect(read?.metrics.map(({ name, value, unit }) => [name, value, unit])).toEqual([
      ['bdSeq', 3, undefined],
      ['Node Control/Rebirth', false, undefined],
      ['Inputs/Door', true, undefined],
      ['Temperature', 21.5, '°C'],
      ['Offset', -2, undefined],
      ['Count', 12345678901, undefined],
      ['Energy', 1234.5678, undefined],
      ['Mode', '自动', undefined],
      ['Broken', null, undefined],
      ['Blob', undefined, undefined],
    ]);
    expect(readSparkplug(fromHex(made.dbirth))?.metrics[1]?.value).toBe(-5);
  });

  it('asks for a birth in the bytes of another library', () => {
    expect(toHex(rebirthCommand()).replaceAll(' ', '')).toBe(made.ncmd);
  });

  it('that is cut short or nonsense is none, and never an exception', () => {
    const whole = fromHex(made.nbirth);
    for (let length = 1; length < whole.length; length += 1) readSparkplug(whole.subarray(0, length));
    expect(readSparkplug(whole.subarray(0, 20))).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        readSparkplug(bytes);
      }),
    );
    expect(readSparkplug(Uint8Array.of(0x12, 0xff, 0xff, 0xff, 0xff, 0x0f))).toBeNull();
    expect(readSparkplug(new Uint8Array(40).fill(0xff))).toBeNull();
  });
});

describe('an edge node', () => {
  it('is understood from its birth on: aliases stand for names, and old measures say nothing', () => {
    const hear = listening();
    expect(hear('NBIRTH', made.nbirth)?.readings[0]).toMatchObject({ availability: 'online' });
    expect(hear('NDATA', made.ndata)?.readings).toEqual([
      { kind: 'value', name: 'Inputs/Door', value: false },
      { kind: 'value', name: 'Offset', value: -1 },
    ]);
  });

  it('is asked for a new birth after a gap, and not believed until it comes', () => {
    const hear = listening();
    hear('NBIRTH', made.nbirth);
    expect(hear('NDATA', made.ndataGap)).toMatchObject({
      readings: [],
      publish: [{ topic: 'spBv1.0/hall/NCMD/plc' }],
    });
    // Neither a message that fits by chance nor one more question.
    expect(hear('NDATA', made.ndata)).toEqual({ readings: [] });
    hear('NBIRTH', made.nbirth);
    expect(hear('NDATA', made.ndata)?.readings).toHaveLength(2);
  });

  it('is asked again when no birth follows, for a question may be lost', () => {
    const hear = listening();
    const asked = Array.from({ length: 33 }, () => hear('NDATA', made.ndata)?.publish?.length ?? 0);
    expect(asked.reduce((a, b) => a + b)).toBe(3);
  });

  it('is gone by the death of its own connection, not by that of an earlier one', () => {
    const hear = listening();
    hear('NBIRTH', made.nbirth);
    expect(hear('NDEATH', made.ndeathOld)).toEqual({ readings: [] });
    expect(hear('NDATA', made.ndata)?.readings).toHaveLength(2);
    expect(hear('NDEATH', made.ndeath)?.readings).toEqual([offline]);
    expect(hear('NDATA', made.ndata)).toMatchObject({ readings: [], publish: [{}] });
  });

  it('is asked for its birth when the line comes up', () => {
    const settings = driver.settings.parse({ group: 'hall', node: 'plc' });
    expect(driver.greeting!(settings)).toMatchObject([{ topic: 'spBv1.0/hall/NCMD/plc' }]);
  });

  it('says nothing by a message that a broker kept', () => {
    expect(listening()('NBIRTH', made.nbirth, { retained: true })).toEqual({ readings: [] });
  });
});

describe('a device behind an edge node', () => {
  it('is there from its own birth, and shares the sequence of the node', () => {
    const hear = listening('door');
    expect(hear('NBIRTH', made.nbirth)?.readings).toMatchObject([
      { availability: 'unknown', reason: 'gatewayRestarted' },
    ]);
    expect(hear('DBIRTH', made.dbirth, { of: 'door' })?.readings).toMatchObject([
      { availability: 'online' },
      { name: 'Door', value: true },
      { name: 'Neg', value: -5 },
    ]);
    expect(hear('DDATA', made.ddata, { of: 'door' })?.readings).toEqual([
      { kind: 'value', name: 'Door', value: false },
    ]);
    expect(hear('DDEATH', made.ddeath, { of: 'door' })?.readings).toEqual([offline]);
  });

  it('is told apart from its neighbours, whose messages count in the sequence', () => {
    const hear = listening('door');
    hear('NBIRTH', made.nbirth);
    expect(hear('DBIRTH', made.dbirth, { of: 'window' })).toEqual({ readings: [] });
    expect(hear('DDATA', made.ddata, { of: 'door' })).toEqual({ readings: [] });
    expect(hear('DDEATH', made.ddeath, { of: 'window' })).toEqual({ readings: [] });
  });

  it('goes with its node', () => {
    const hear = listening('door');
    hear('NBIRTH', made.nbirth);
    hear('DBIRTH', made.dbirth, { of: 'door' });
    expect(hear('NDEATH', made.ndeath)?.readings).toEqual([offline]);
  });
});

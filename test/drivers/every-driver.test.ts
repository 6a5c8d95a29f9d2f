import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadDrivers } from '../../bridge/drivers/catalog.ts';
import { loadCatalog } from '../../bridge/profiles/catalog.ts';
import type { ByteDriver, Example, MessageDriver, Reading, Request } from '../../bridge/drivers/driver.ts';
import type { Framing } from '../../bridge/framing/framing.ts';
import { fromHex, toHex } from '../../bridge/framing/bytes.ts';
import { readWords } from '../../bridge/framing/messages.ts';
import { matchesTopic } from '../../bridge/transports/topic.ts';
import { framesOf, plainSettings } from './frames.ts';
import { bytewise, cut, glue, hear, tidy } from './stream.ts';

type Message = NonNullable<Example['after']>[number];

const drivers = [...(await loadCatalog()).values()];
const byteDrivers = drivers.filter((driver) => driver.medium === 'bytes');
const messageDrivers = drivers.filter((driver) => driver.medium === 'messages');

/** Devices that never say anything: nobody knows whether they are there. */
const mute = ['mingxing-sign'];

/** Where a byte that begins nothing may still end what the framing waits for. */
const harmless: Record<string, (byte: number) => boolean> = {
  escpos: (byte) => byte >= 0x80 || ((byte & 0x10) === 0 && byte !== 0x5f),
  'lock-8a': (byte) => ![0x80, 0x81, 0x82, 0x8a, 0x90, 0x9a, 0x9b, 0x33].includes(byte),
  onbon: (byte) => byte !== 0xa5,
  ff68: (byte) => byte !== 0xff,
};

/** Bytes that mean nothing to a framing wherever they lie. */
function isHarmless(framing: Framing): (byte: number) => boolean {
  return harmless[framing.id] ?? ((byte) => framing.inspect(Uint8Array.of(byte), false).kind === 'noise');
}

function settingsOf(driver: ByteDriver | MessageDriver, example: Example): unknown {
  return driver.settings.parse(example.settings ?? {});
}

/** The request that an example answers, as its driver asks it. */
function pendingOf(driver: ByteDriver, settings: unknown, { answers }: Example): Request | null {
  if (answers === undefined) return null;
  const door = /^unlock (\d+)$/.exec(answers)?.[1];
  const asked = [
    ...(driver.greeting?.(settings) ?? []),
    ...(driver.polls?.(settings) ?? []).map(({ request }) => request),
    ...(door === undefined ? [] : (driver.actions?.unlockDoor?.({ door: Number(door) }, settings) ?? [])),
  ];
  return asked.find(({ name }) => name === answers) ?? { name: answers, bytes: new Uint8Array(0) };
}

describe('the catalog of drivers', () => {
  it('holds every built-in device', () => {
    const builtIn = [
      'escpos-printer',
      'ff68-evaluator',
      'ff68-pad',
      'kiosk-mqtt',
      'lock-8a',
      'onbon-bx5k',
      'zigbee2mqtt-button',
      'zigbee2mqtt-contact',
    ];
    expect(drivers.map(({ id }) => id)).toEqual(expect.arrayContaining(builtIn));
  });

  it('shows the frames of no system that sends names to everybody', () => {
    const ofOthers = drivers.filter(({ examples }) =>
      examples.some(({ readings }) => readings.some(({ kind }) => kind === 'booking' || kind === 'observed')),
    );
    expect(ofOthers.map(({ id, private: isPrivate }) => [id, isPrivate])).toEqual([
      ['booking-mqtt', true],
      ['queue-mqtt', true],
    ]);
  });

  it.each([
    ['broken.ts', 'export default {', /broken\.ts cannot be loaded/],
    ['empty.ts', 'export const nothing = 1;', /empty\.ts exports no driver/],
    [
      'named.ts',
      'export default { id: "x", medium: "bytes", settings: 1, decode: 1 };',
      /named\.ts holds .* id: x/,
    ],
  ])('names the file %s that holds no driver', async (file, text, words) => {
    const folder = await mkdtemp(join(tmpdir(), 'drivers-'));
    await writeFile(join(folder, file), text);
    await expect(loadDrivers(pathToFileURL(`${folder}/`))).rejects.toThrow(words);
    await rm(folder, { recursive: true });
  });

  it.each(drivers)('$id says what it is in both languages and shows examples', (driver) => {
    expect(driver.name.zh).toMatch(/\p{Script=Han}/u);
    expect(driver.name.en).not.toBe('');
    expect(driver.silentAfter).toBeGreaterThan(0);
    if (!mute.includes(driver.id)) expect(driver.examples.length).toBeGreaterThan(1);
  });
});

describe.each(byteDrivers)('the driver $id', (driver) => {
  const framing = driver.framing([plainSettings(driver)]);
  const frames = framesOf(driver);
  const noise = fc.uint8Array({ maxLength: 24 }).map((bytes) => bytes.filter(isHarmless(framing)));

  it.each(driver.examples)('reads its example: $meaning', (example) => {
    const settings = settingsOf(driver, example);
    const frame = fromHex(example.frame);
    expect(hear(driver.framing([settings]), bytewise(frame)).frames).toEqual([tidy(example.frame)]);
    const decoded = driver.decode(frame, settings, pendingOf(driver, settings, example));
    expect(decoded?.readings).toEqual(example.readings);
    expect(decoded?.acknowledge && toHex(decoded.acknowledge)).toBe(example.acknowledge);
  });

  it.each(driver.examples)('names every byte of its example: $meaning', ({ frame }) => {
    expectAllNamed(driver, fromHex(frame));
  });

  it.each([...new Set(frames)])('recovers %s however it arrives', (hex) => {
    const frame = fromHex(hex);
    const splits = Array.from(frame, (_, at) => cut(frame, [at]));
    for (const chunks of [[frame], bytewise(frame), ...splits]) {
      expect(hear(framing, chunks)).toEqual({ frames: [hex], discarded: [], all: hex });
    }
  });

  it('recovers frames that lie back to back', () => {
    const stream = glue(frames.map(fromHex));
    expect(hear(framing, [stream]).frames).toEqual(frames);
    expect(hear(framing, bytewise(stream)).frames).toEqual(frames);
  });

  it('recovers every frame amid noise, and hands on every byte once', () => {
    const frame = fc.constantFrom(...frames);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(noise, frame), { minLength: 1, maxLength: 8 }),
        noise,
        fc.array(fc.nat(), { maxLength: 40 }),
        (parts, tail, places) => {
          const stream = glue([...parts.flatMap(([before, hex]) => [before, fromHex(hex)]), tail]);
          const heard = hear(framing, cut(stream, places));
          expect(heard.frames).toEqual(parts.map(([, hex]) => hex));
          expect(heard.all).toBe(toHex(stream));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('finds the next frame after any noise once the line was silent', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(...frames), (anything, hex) => {
        const noiseAlone = hear(framing, [anything]);
        const heard = hear(framing, [anything, 'silence', fromHex(hex)]);
        expect(heard.frames).toEqual([...noiseAlone.frames, hex]);
        expect(heard.all).toBe(toHex(glue([anything, fromHex(hex)])));
      }),
      { numRuns: 300 },
    );
  });

  it('answers nothing to a frame it does not understand, and never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 80 }), (anything) => {
        driver.decode(anything, plainSettings(driver), null);
        expectAllNamed(driver, anything);
      }),
      { numRuns: 300 },
    );
  });
});

/** What anybody may be heard to say in any words; everything else a device must have meant. */
const isPlain = (reading: Reading): boolean => reading.kind === 'value';

describe.each(messageDrivers)('the driver $id', (driver) => {
  const messageOf = ({ topic = '', frame, isHex = false, retained = false }: Message) => ({
    topic,
    payload: isHex ? fromHex(frame) : new TextEncoder().encode(frame),
    retained,
  });
  const topicsOf = (settings: unknown) => [
    ...driver.topics(settings).filter((filter) => !/[+#]/.test(filter)),
    ...driver.examples.map(({ topic = '' }) => topic).filter((topic) => isSubscribed(settings, topic)),
  ];
  const isSubscribed = (settings: unknown, topic: string) =>
    driver.topics(settings).some((filter) => matchesTopic(filter, topic));

  it.each(driver.examples)('reads its example: $meaning', (example) => {
    const settings = settingsOf(driver, example);
    const memory = driver.memory?.(settings);
    for (const before of example.after ?? []) {
      expect(isSubscribed(settings, before.topic!)).toBe(true);
      driver.decode(messageOf(before), settings, memory);
    }
    expect(isSubscribed(settings, example.topic!)).toBe(true);
    const decoded = driver.decode(messageOf(example), settings, memory);
    expect(decoded?.readings).toEqual(example.readings);
    expect(decoded?.publish?.map(({ topic }) => topic)).toEqual(example.publishes);
  });

  it('takes no message of another device and no payload that is not its own', () => {
    for (const example of driver.examples) {
      const settings = settingsOf(driver, example);
      for (const topic of [`${example.topic}x`, `x${example.topic}`]) {
        if (isSubscribed(settings, topic)) continue;
        expect(
          driver.decode(messageOf({ ...example, topic }), settings, driver.memory?.(settings)),
        ).toBeNull();
      }
    }
    const settings = settingsOf(driver, driver.examples[0]!);
    const memory = driver.memory?.(settings);
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 60 }), fc.boolean(), (payload, retained) => {
        // To say nothing at all has a meaning of its own in some conventions.
        fc.pre(readWords(payload) !== '');
        for (const topic of topicsOf(settings)) {
          const decoded = driver.decode({ topic, payload, retained }, settings, memory);
          expect((decoded?.readings ?? []).filter((reading) => !isPlain(reading))).toEqual([]);
        }
      }),
    );
  });

  it.each(driver.examples)('lives through every single wrong bit of: $meaning', (example) => {
    const settings = settingsOf(driver, example);
    const { topic, payload, retained } = messageOf(example);
    for (let bit = 0; bit < 8 * payload.length; bit += 1) {
      const wrong = payload.slice();
      wrong[bit >> 3]! ^= 1 << (bit & 7);
      const decoded = driver.decode({ topic, payload: wrong, retained }, settings, driver.memory?.(settings));
      expect(decoded?.readings.length ?? 0).toBeLessThanOrEqual(200);
    }
  });

  const structure = fc.json().filter((text) => /^[{[]/.test(text));

  it('lives through any JSON without claiming what it does not say', () => {
    const settings = settingsOf(driver, driver.examples[0]!);
    const memory = driver.memory?.(settings);
    fc.assert(
      fc.property(structure, (text) => {
        const payload = new TextEncoder().encode(text);
        for (const topic of topicsOf(settings)) {
          const decoded = driver.decode({ topic, payload, retained: false }, settings, memory);
          expect((decoded?.readings ?? []).filter((reading) => !isPlain(reading))).toEqual([]);
          expect(decoded?.readings.length ?? 0).toBeLessThanOrEqual(200);
        }
      }),
    );
  });
});

function expectAllNamed(driver: ByteDriver, frame: Uint8Array): void {
  let at = 0;
  for (const field of driver.describe(frame)) {
    expect(field.at).toBe(at);
    expect(field.length).toBeGreaterThan(0);
    expect(field.name.zh).toMatch(/\p{Script=Han}/u);
    // What a sign shows is quoted, in whatever language it is.
    const said = (field.value?.en ?? '').replace(/“.*”/su, '');
    expect(`${field.name.en} ${said}`).not.toMatch(/[\p{Script=Han}：，、]/u);
    at += field.length;
  }
  expect(at).toBe(frame.length);
}

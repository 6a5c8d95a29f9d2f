import iconv from 'iconv-lite';
import mqtt, { type MqttClient } from 'mqtt';
import { expect, it, onTestFinished } from 'vitest';
import { buildOnbon, onbonHost } from '../../bridge/framing/onbon.ts';
import { Screen } from '../support/screen.ts';
import { embeddedLine, runningHall, tcpLine } from '../support/running.ts';
import { fromHex, SerialServer } from '../support/serial-server.ts';
import { wellPrinter } from '../support/paper-printer.ts';
import { within } from '../support/until.ts';

const callKey = 'FF 68 03 03 68 01 01 0C 0E 16';
const startKey = 'FF 68 04 04 68 01 01 01 0F 12 16';
const finishKey = 'FF 68 03 03 68 01 01 0B 0D 16';
const bestKey = 'FF 68 03 03 68 01 11 03 15 16';

/** What a sign says to everything: done. */
const signed = buildOnbon({
  ...{ to: onbonHost, from: 1, group: 0xa0, command: 0, third: 0 },
  payload: new Uint8Array(0),
});

/** An answer of the bridge on a topic. */
function nextMessage(client: MqttClient): Promise<unknown> {
  return within(
    new Promise((resolve) =>
      client.once('message', (_topic, payload) => resolve(JSON.parse(payload.toString()))),
    ),
    'a message',
  );
}

it('a visit goes from kiosk to printer, pad, signs and rating, and every device does its part', async () => {
  const bus = await SerialServer.listen();
  const printer = await wellPrinter();
  const sign = await SerialServer.listen((bytes) => (bytes.at(-1) === 0x5a ? signed : null));
  const hall = await runningHall({
    lines: [
      tcpLine('bus', bus.port),
      tcpLine('paper', printer.server.port),
      tcpLine('sign', sign.port),
      embeddedLine,
    ],
    devices: [
      { id: 'pad-1', driver: 'ff68-pad', line: 'bus', window: '1' },
      { id: 'stars-1', driver: 'ff68-evaluator', line: 'bus', window: '1' },
      { id: 'printer', driver: 'escpos-printer', line: 'paper' },
      { id: 'sign-1', driver: 'onbon-bx5k', line: 'sign', window: '1' },
      { id: 'kiosk', driver: 'kiosk-mqtt', line: 'mqtt', settings: { kiosk: 'k1', printer: 'printer' } },
    ],
  });
  const screen = await Screen.watching(hall.url);
  await hall.line('paper', ({ counters }) => counters.frames >= 4);
  const kiosk = await mqtt.connectAsync(hall.brokerUrl ?? '');
  onTestFinished(() => kiosk.endAsync(true));
  await kiosk.subscribeAsync('hall/kiosk/k1/response', { qos: 1 });

  const answered = nextMessage(kiosk);
  await kiosk.publishAsync('hall/kiosk/k1/request', '{"id":"r-1","service":"A"}', { qos: 1 });
  expect(await answered).toEqual({ id: 'r-1', number: 'A001', ahead: 0 });
  const issued = await screen.sees('ticket.issued');
  const printed = await screen.sees('ticket.printed');
  expect(printed).toMatchObject({
    device: 'printer',
    cause: issued.seq,
    data: { ticket: issued.data.ticket },
  });
  const paper = printer.jobs().join('');
  expect(paper).toContain('A001');
  expect(paper).toContain('业务A');

  await bus.say(callKey);
  const called = await screen.sees('ticket.called');
  const pressed = await screen.sees('pad.keyPressed');
  expect(called).toMatchObject({
    cause: pressed.seq,
    data: { window: '1', ticket: issued.data.ticket },
    by: { who: 'device:pad-1' },
  });
  const text = '请A001到1号窗口';
  await screen.sees('display.shown', ({ data }) => data.text === text);
  await sign.hears(iconv.encode(text, 'gbk'));
  // Nobody waits; ticket 001 is at the window.
  await bus.hears('FF 68 08 08 68 01 02 0A 0A 00 00 00 01');

  await bus.say(startKey);
  await screen.sees('ticket.started');
  await bus.say(finishKey);
  await screen.sees('ticket.finished');
  // Asking for a rating is the very bytes of the acknowledgement: it comes a second time.
  await bus.hears(finishKey, 2);
  await bus.say(bestKey);
  const rated = await screen.sees('rating.given');
  expect(rated.data).toMatchObject({ window: '1', ticket: issued.data.ticket, grade: 5 });
  expect(screen.state.tickets[issued.data.ticket]).toMatchObject({
    number: 'A001',
    print: 'printed',
    legs: [{ service: 'A', window: '1', end: 'done', grade: 5, calls: 1 }],
  });

  const detail = await (await fetch(`${hall.url}/api/events/${called.seq}`)).json();
  expect(detail.causes.map(({ type }: { type: string }) => type)).toEqual(['pad.keyPressed']);
  expect(fromHex(detail.frame.hex)).toEqual(fromHex(callKey));
});

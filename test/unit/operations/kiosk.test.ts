import { describe, expect, it } from 'vitest';
import { effectsOf } from '../../../bridge/operations/effects.ts';
import type { Draft, HallEvent } from '../../../shared/events/index.ts';
import { day, type Day } from '../../support/day.ts';
import { smallHall } from '../../support/hall.ts';
import { following } from '../../support/present.ts';

const line = { id: 'mqtt', transport: { kind: 'mqtt' as const, url: 'embedded' } };
const hall = smallHall({
  lines: [line],
  devices: [
    { id: 'kiosk-1', driver: 'kiosk-mqtt', line: 'mqtt', settings: { kiosk: 'k1', printer: 'printer' } },
    { id: 'kiosk-2', driver: 'kiosk-mqtt', line: 'mqtt', settings: { kiosk: 'k2' } },
  ],
});

const request = (service: string, id: string, device: string): Draft => ({
  ...{ type: 'kiosk.ticketRequested' as const, device },
  data: { service, request: id },
});

/** What a kiosk gets for its request, told as facts of the day. */
function ask(told: Day, service: string, id: string, device: string): { facts: Draft[]; answer: unknown } {
  const facts = following(told, '09:00', request(service, id, device));
  const asking = told.events.at(-1) as HallEvent;
  for (const fact of facts) told.say('09:00', fact);
  const [effect] = effectsOf(asking, told.state, { hall, kindOf: () => undefined });
  return { facts, answer: effect?.action === 'answerKiosk' ? effect.args : undefined };
}

describe('a request at a kiosk', () => {
  it('becomes a ticket on the printer that stands in it, and an answer', () => {
    const told = day(hall).device('printer', '08:30', 'online');
    const { facts, answer } = ask(told, 'A', 'r-1', 'kiosk-1');
    expect(facts).toMatchObject([
      { type: 'ticket.issued', data: { number: 'A001', service: 'A', printer: 'printer', request: 'r-1' } },
    ]);
    expect(answer).toEqual({ request: 'r-1', number: 'A001', ahead: 0 });
  });

  it('of a kiosk without a printer becomes a ticket on its screen', () => {
    const { facts } = ask(day(hall), 'A', 'r-1', 'kiosk-2');
    expect(facts[0]?.data).not.toHaveProperty('printer');
  });

  it('is refused with the reason where no ticket can be printed, and none comes into being', () => {
    const told = day(hall).device('printer', '08:30', 'offline');
    const { facts, answer } = ask(told, 'A', 'r-1', 'kiosk-1');
    expect(facts).toMatchObject([
      {
        type: 'ticket.refused',
        data: { service: 'A', printer: 'printer', request: 'r-1', code: 'printer.offline' },
      },
    ]);
    expect(answer).toEqual({ request: 'r-1', code: 'printer.offline' });
    expect(told.state.tickets).toEqual({});
    expect(told.state.refusals).toMatchObject([{ service: 'A', code: 'printer.offline' }]);
  });

  it('for a service the hall does not have is refused', () => {
    expect(ask(day(hall), 'Z', 'r-1', 'kiosk-2').answer).toEqual({ request: 'r-1', code: 'service.unknown' });
  });

  it('asked again gets the same ticket, not a second one', () => {
    const told = day(hall);
    ask(told, 'A', 'r-1', 'kiosk-2');
    const { facts, answer } = ask(told, 'A', 'r-1', 'kiosk-2');
    expect(facts).toEqual([]);
    expect(answer).toEqual({ request: 'r-1', number: 'A001', ahead: 0 });
  });

  it('asked again after a refusal gets a ticket when it can be printed now', () => {
    const told = day(hall).device('printer', '08:30', 'offline');
    ask(told, 'A', 'r-1', 'kiosk-1');
    told.device('printer', '08:59', 'online');
    expect(ask(told, 'A', 'r-1', 'kiosk-1').answer).toEqual({ request: 'r-1', number: 'A001', ahead: 0 });
  });

  it('is its own, whatever another kiosk called its requests', () => {
    const told = day(hall).device('printer', '08:30', 'online');
    expect(ask(told, 'A', '17', 'kiosk-1').answer).toEqual({ request: '17', number: 'A001', ahead: 0 });
    expect(ask(told, 'B', '17', 'kiosk-2').answer).toEqual({ request: '17', number: 'B001', ahead: 0 });
    expect(ask(told, 'A', '17', 'kiosk-1').answer).toEqual({ request: '17', number: 'A001', ahead: 0 });
  });
});

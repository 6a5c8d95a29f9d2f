import type { DeviceConfig, HallConfig } from '../../../shared/config/schema.ts';
import type { Bilingual } from '../../../shared/text.ts';
import type { Equipment, Fixture } from '../equipment.ts';
import {
  buttonKeys,
  contactKeys,
  doorKeys,
  kioskKeys,
  padHand,
  printerKeys,
  ratingKeys,
  signKeys,
  type Key,
  type Tell,
} from '../keys.ts';
import type { FaultyLine } from '../ports/faulty.ts';
import type { MessageWire } from '../ports/faulty-messages.ts';
import type { MessageSeat } from '../ports/message-port.ts';
import { Remarks, type Stand } from './stand.ts';

/** The faults of the lines that carry bytes, and of each client that carries messages. */
export interface HallWires {
  lines: ReadonlyMap<string, FaultyLine>;
  seats: ReadonlyMap<MessageSeat, MessageWire>;
}

export interface HallStandsParts {
  hall: HallConfig;
  equipment: Equipment;
  wires: HallWires;
  now: () => number;
}

/** The devices of a simulated hall, each where somebody may do things to it. */
export function standsOf({ hall, equipment, wires, now }: HallStandsParts): Stand[] {
  return hall.devices.flatMap((device) => {
    const fixture = equipment.fixtures.get(device.id);
    return fixture ? [standOf(device, fixture)] : [];
  });

  function standOf({ id, driver, line }: DeviceConfig, fixture: Fixture): Stand {
    const remarks = new Remarks(now);
    const seat = seatOf(fixture);
    const medium = seat ? ('messages' as const) : ('bytes' as const);
    const wire = (seat ? wires.seats.get(seat) : wires.lines.get(line)) ?? { faults: {} };
    return {
      ...{ id, driver, line, medium, wire, remarks },
      keys: keysOf(fixture, hall, (words) => remarks.add(words)),
      shows: () => shownBy(fixture),
      ...cableOf(fixture, () => equipment.port(line)),
    };
  }
}

function keysOf(fixture: Fixture, { services }: HallConfig, tell: Tell): Key[] {
  switch (fixture.kind) {
    case 'pad':
      return padHand(fixture.unit, tell);
    case 'evaluator':
      return ratingKeys(fixture.unit, tell);
    case 'sign':
      return signKeys(fixture.sign);
    case 'printer':
      return printerKeys(fixture.printer);
    case 'kiosk':
      return kioskKeys(fixture.kiosk, services, tell);
    case 'board': {
      const { board, doors } = fixture;
      const move = (door: number) => board.set(door, board.isClosed(door) ? 'open' : 'closed');
      return doorKeys(doors, (door) => board.isClosed(door), move);
    }
    case 'contact':
      return contactKeys(fixture.gateway, fixture.name);
    case 'button':
      return buttonKeys(fixture.gateway, fixture.name);
  }
}

/** The client that speaks for a device over MQTT. */
function seatOf(fixture: Fixture): MessageSeat | null {
  if (fixture.kind === 'kiosk') return fixture.kiosk.seat;
  return fixture.kind === 'contact' || fixture.kind === 'button' ? fixture.gateway.seat : null;
}

function shownBy(fixture: Fixture): Bilingual | null {
  if (fixture.kind === 'pad') {
    const { waiting, number } = fixture.unit.display;
    return {
      zh: `显示 ${number || '—'}，等候 ${waiting ?? '—'}`,
      en: `shows ${number || '—'}, waiting ${waiting ?? '—'}`,
    };
  }
  if (fixture.kind === 'sign') {
    const text = fixture.sign.text.replaceAll('\n', ' / ') || '—';
    return { zh: `显示：${text}`, en: `shows: ${text}` };
  }
  return null;
}

/** How a device is taken off its line: with its whole line where it is alone on it. */
function cableOf(
  fixture: Fixture,
  port: () => { plugged: boolean; plug(): void; unplug(): void },
): Pick<Stand, 'plugged' | 'plug'> {
  switch (fixture.kind) {
    case 'pad':
    case 'evaluator': {
      const { unit } = fixture;
      return { plugged: () => !unit.isAway, plug: (plugged) => void (unit.isAway = !plugged) };
    }
    case 'kiosk': {
      const { kiosk } = fixture;
      return { plugged: () => kiosk.plugged, plug: (plugged) => kiosk.plug(plugged) };
    }
    case 'contact':
    case 'button': {
      const { gateway, name } = fixture;
      return { plugged: () => !gateway.isAway(name), plug: (plugged) => gateway.setAway(name, !plugged) };
    }
    default:
      return {
        plugged: () => port().plugged,
        plug: (plugged) => (plugged ? port().plug() : port().unplug()),
      };
  }
}

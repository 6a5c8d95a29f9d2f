import type { DeviceConfig } from '../../shared/config/schema.ts';
import type { Draft, EventData } from '../../shared/events/index.ts';
import type { HallState } from '../../shared/hall/state.ts';
import { maskName } from '../../shared/hall/ledger-person.ts';
import { isTold } from '../../shared/hall/told-ids.ts';
import { isNoNews } from '../../shared/queue/bookings.ts';
import type { PrinterFlags, Reading } from '../drivers/driver.ts';
import { valueFacts } from './values.ts';

/** A printer's status as one fact: the gravest fault names it. */
function printerStatus(flags: Partial<PrinterFlags>): EventData<'printer.statusChanged'> {
  const fault = flags.cover
    ? 'cover'
    : flags.cutter
      ? 'cutter'
      : flags.unrecoverable
        ? 'unrecoverable'
        : flags.recoverable
          ? 'recoverable'
          : // Out of paper a printer calls itself offline too; the paper says it better.
            flags.offline && flags.paper !== 'out'
            ? 'offline'
            : 'none';
  return { paper: flags.paper ?? 'unknown', fault };
}

/** Single answers of a device put together over time. */
export interface Memory {
  printer: Partial<PrinterFlags>;
  /** Names of its values. */
  values: Set<string>;
}

export function emptyMemory(): Memory {
  return { printer: {}, values: new Set() };
}

/**
 * reading → events: what is new in it, given what is known. A reading that repeats the
 * known state is no event. Availability is not decided here.
 */
export function factsOf(
  reading: Reading,
  device: DeviceConfig,
  memory: Memory,
  state: Readonly<HallState>,
  now: number,
): Draft[] {
  const window = device.window !== undefined ? { window: device.window } : {};
  switch (reading.kind) {
    case 'key': {
      const digits = reading.digits.length > 0 ? { digits: reading.digits } : {};
      return [{ type: 'pad.keyPressed', data: { ...window, key: reading.key, ...digits } }];
    }
    case 'rating':
      return [{ type: 'evaluator.keyPressed', data: { ...window, raw: reading.raw, grade: reading.grade } }];
    case 'printer': {
      Object.assign(memory.printer, reading.flags);
      const status = printerStatus(memory.printer);
      const known = state.printers[device.id];
      return known?.paper === status.paper && known.fault === status.fault
        ? []
        : [{ type: 'printer.statusChanged', data: status }];
    }
    case 'channel':
    case 'channels': {
      const said =
        reading.kind === 'channel'
          ? [{ channel: reading.channel, state: reading.state }]
          : reading.states.map((contact, index) => ({ channel: index + 1, state: contact }));
      const known = state.lockers[device.id] ?? [];
      const changes = said.filter(
        ({ channel, state: contact }) => (known[channel - 1] ?? 'unknown') !== contact,
      );
      return changes.length > 0 ? [{ type: 'locker.changed', data: { changes } }] : [];
    }
    case 'contact':
      return state.contacts[device.id] === reading.state
        ? []
        : [{ type: 'contact.changed', data: { state: reading.state } }];
    case 'battery':
      return state.devices[device.id]?.battery === reading.percent
        ? []
        : [{ type: 'battery.changed', data: { percent: reading.percent } }];
    case 'button':
      return [{ type: 'button.pressed', data: { action: reading.action } }];
    case 'value':
      return valueFacts(
        reading,
        state.values[device.id] ?? [],
        memory.values,
        device.quiet && { ...device.quiet, now },
      );
    case 'ticketRequest': {
      const { kind: _kind, ...asked } = reading;
      return [{ type: 'kiosk.ticketRequested', data: asked }];
    }
    case 'observed': {
      if (isTold(state.observed, reading.observation.id)) return [];
      const { at: happenedAt, ...said } = reading.observation;
      const data = { ...said, ...(happenedAt !== undefined ? { happenedAt } : {}) };
      return [{ type: 'queue.observed', data }];
    }
    case 'booking': {
      const { name, ...booking } = reading.booking;
      if (isNoNews(state.appointments[booking.appointment], booking)) return [];
      const masked = name ? { name: maskName(name) } : {};
      return [{ type: 'appointment.told', data: { ...booking, ...masked } }];
    }
    default:
      return [];
  }
}

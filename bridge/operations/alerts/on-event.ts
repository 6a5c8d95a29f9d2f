import type { AlertKind, Draft, HallEvent, Severity } from '../../../shared/events/index.ts';
import { MINUTE } from '../../../shared/time.ts';
import type { Present } from '../rules.ts';
import { causeOf } from './cause.ts';

/** Alerts that one event raises by itself, to stay until a person has seen them or they lapse. */
export function alertOn(event: HallEvent, { state, hall }: Present): Draft[] {
  const raise = (kind: AlertKind, severity: Severity, about: Record<string, string | number>): Draft[] => {
    const lasting = Object.values(state.alerts).map((alert) => ({ ...alert, alert: alert.id }));
    const under = causeOf({ kind, about }, lasting);
    const data = { alert: `${kind}/${event.seq}`, kind, severity, about };
    return [{ type: 'alert.raised', data: { ...data, ...(under !== undefined ? { under } : {}) } }];
  };
  switch (event.type) {
    case 'rating.given': {
      const { window, ticket, grade } = event.data;
      const { on, severity } = hall.alerts['rating.bad'];
      return on && grade <= 2 ? raise('rating.bad', severity, { window, ticket, grade }) : [];
    }
    case 'ticket.printFailed': {
      const { ticket, printer, code } = event.data;
      const { on, severity } = hall.alerts['print.failed'];
      return on ? raise('print.failed', severity, { ticket, device: printer, code }) : [];
    }
    case 'clock.stepped': {
      const { on, severity } = hall.alerts['clock.jumped'];
      const minutes = Math.floor(event.data.jump / MINUTE);
      return on && minutes > 0 ? raise('clock.jumped', severity, { minutes }) : [];
    }
    case 'button.pressed':
      return raise('guide.called', 'warning', { device: event.device ?? '', action: event.data.action });
    case 'help.called': {
      const { reason, window } = event.data;
      return raise('help.called', 'warning', { reason, ...(window !== undefined ? { window } : {}) });
    }
    default:
      return [];
  }
}

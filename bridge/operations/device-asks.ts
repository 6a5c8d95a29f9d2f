import type { Ask } from '../../shared/commands.ts';
import type { Draft } from '../../shared/events/index.ts';
import { dateTime } from '../../shared/time.ts';
import type { ActionArguments, ActionName } from '../drivers/driver.ts';
import type { Present } from './rules.ts';

/** Something a person asks of a device: what is recorded of the asking, and what the device is told. */
export type DeviceAsk = {
  [K in ActionName]: { device: string; draft: Draft; action: K; args: ActionArguments[K] };
}[ActionName];

/** What a command asks of a device, or null when it asks nothing of one. */
export function deviceAsk(ask: Ask, { hall, now }: Pick<Present, 'hall' | 'now'>): DeviceAsk | null {
  const local = dateTime(now, hall.zone);
  switch (ask.name) {
    case 'unlockDoor': {
      const { device, door } = ask.data;
      return {
        device,
        draft: { type: 'door.unlockRequested', data: { door } },
        action: ask.name,
        args: { door },
      };
    }
    case 'showText': {
      const { device, text } = ask.data;
      return {
        device,
        draft: { type: 'display.textRequested', data: { text } },
        action: ask.name,
        args: { text },
      };
    }
    case 'setPower': {
      const { device, on } = ask.data;
      return { device, draft: requested({ action: ask.name, on }), action: ask.name, args: { on } };
    }
    case 'setBrightness': {
      const { device, level } = ask.data;
      return { device, draft: requested({ action: ask.name, level }), action: ask.name, args: { level } };
    }
    case 'setClock':
    case 'askStatus': {
      const { device } = ask.data;
      return { device, draft: requested({ action: ask.name }), action: ask.name, args: { local } };
    }
    case 'clearText': {
      const { device } = ask.data;
      return { device, draft: requested({ action: ask.name }), action: ask.name, args: {} };
    }
    default:
      return null;
  }
}

function requested(data: Extract<Draft, { type: 'device.actionRequested' }>['data']): Draft {
  return { type: 'device.actionRequested', data };
}

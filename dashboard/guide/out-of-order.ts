import type { PublicDevice } from '../../shared/config/public.ts';
import type { HallState } from '../../shared/hall/state.ts';
import { printerTrouble } from '../../shared/queue/printers.ts';
import type { RefusalCode } from '../../shared/refusals.ts';

/** A printer or a kiosk that gives no tickets now. */
export interface OutOfOrder {
  device: PublicDevice;
  why: RefusalCode;
  /** Since when it is not there, in milliseconds UTC; absent where only its paper or cover is wrong. */
  since?: number;
}

type Devices = Pick<HallState, 'devices' | 'printers'>;

/** Printers and kiosks that give no tickets now: while there are any, a guide issues by hand. */
export function outOfOrder(state: Devices, devices: readonly PublicDevice[]): OutOfOrder[] {
  return devices.flatMap((device): OutOfOrder[] => {
    const known = state.devices[device.id];
    const isAway = known?.availability !== 'online';
    // Nobody has heard of it yet: unknown is no fault.
    if ((known?.availability ?? 'unknown') === 'unknown') return [];
    const why =
      device.kind === 'printer'
        ? printerTrouble(state, device.id)
        : device.kind === 'kiosk' && isAway
          ? 'device.offline'
          : null;
    return why ? [{ device, why, ...(isAway && known ? { since: known.since } : {}) }] : [];
  });
}

/** A printer as it may be chosen, and why it cannot. */
export interface PrinterChoice {
  device: PublicDevice;
  why: RefusalCode | null;
}

/** All printers of the hall, in the order of the configuration. */
export function printersOf(state: Devices, devices: readonly PublicDevice[]): PrinterChoice[] {
  return devices
    .filter(({ kind }) => kind === 'printer')
    .map((device) => ({ device, why: printerTrouble(state, device.id) }));
}

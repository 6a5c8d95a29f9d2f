import type { HallState } from '../hall/state.ts';
import type { RefusalCode } from '../refusals.ts';

/** Why a printer cannot print now, or null when it can. */
export function printerTrouble(
  { devices, printers }: Pick<HallState, 'devices' | 'printers'>,
  printer: string,
): RefusalCode | null {
  if (devices[printer]?.availability !== 'online') return 'printer.offline';
  const status = printers[printer];
  if (!status) return null;
  if (status.paper === 'out') return 'printer.paperOut';
  if (status.fault === 'cover') return 'printer.cover';
  if (status.fault === 'offline') return 'printer.offline';
  return status.fault === 'none' ? null : 'printer.fault';
}

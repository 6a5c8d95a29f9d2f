import { same } from '../../../shared/text.ts';
import type {
  LoneByteDevice,
  LoneMessageDevice,
  SimDevice,
  SimFault,
  SimKey,
} from '../../../shared/workbench/simulation.ts';
import type { Driver } from '../../drivers/driver.ts';
import type { Key } from '../keys.ts';
import { faultNames, faultWords } from '../ports/faults.ts';
import { driversOf, messageFaultNames, messageFaultWords } from '../ports/message-faults.ts';
import type { LoneClient } from './lone-client.ts';
import type { LoneStand } from './lone-stand.ts';
import type { Stand } from './stand.ts';

/** Every fault there is, in words. */
export function faultList(): SimFault[] {
  const ofMessages = messageFaultNames.map((name): SimFault => {
    const drivers = driversOf(name);
    return { medium: 'messages', name, words: messageFaultWords[name], ...(drivers ? { drivers } : {}) };
  });
  return [
    ...faultNames.map((name): SimFault => ({ medium: 'bytes', name, words: faultWords[name] })),
    ...ofMessages,
  ];
}

/** Whether a device can have a fault of this name. */
export function canHave({ medium, driver }: Stand, fault: string): boolean {
  return faultList().some(
    (one) => one.medium === medium && one.name === fault && one.drivers?.includes(driver) !== false,
  );
}

/** A simulated device as it is told; nothing of it that would answer an exercise. */
export function shownDevice(
  stand: Stand,
  drivers: ReadonlyMap<string, Driver>,
  hidden: boolean,
): Omit<SimDevice, 'medium'> {
  const { id, driver, line, wire, keys, remarks } = stand;
  const faults = Object.entries(wire.faults).filter(
    (entry): entry is [string, number] => (entry[1] ?? 0) > 0,
  );
  return {
    ...{ id, driver, line, hidden, shared: [] },
    name: drivers.get(driver)?.name ?? same(driver),
    faults: hidden ? {} : Object.fromEntries(faults),
    plugged: hidden || stand.plugged(),
    keys: hidden ? [] : keys.map(shownKey),
    shows: hidden ? null : stand.shows(),
    remarks: hidden ? [] : [...remarks.latest],
  };
}

type BytePlace = Pick<
  LoneByteDevice,
  'medium' | 'host' | 'port' | 'serial' | 'bridge' | 'hostRate' | 'deviceRate' | 'counts'
>;
type MessagePlace = Pick<LoneMessageDevice, 'medium' | 'broker' | 'transport' | 'isConnected' | 'counts'>;

/** Where a lone device is reached, and what came of it so far. */
export function placeOf(stand: LoneStand | LoneClient, hidesRate: boolean): BytePlace | MessagePlace {
  if (stand.medium === 'messages') {
    const { medium, address: broker, transport, isConnected, trace } = stand;
    return { medium, broker, transport, isConnected, counts: trace.counts };
  }
  const { medium, host, port, serial, hostRate, deviceRate, trace, bridge } = stand;
  return {
    ...{ medium, host, port, hostRate, counts: trace.counts },
    ...(serial === undefined ? {} : { serial }),
    ...(bridge === undefined ? {} : { bridge }),
    deviceRate: hidesRate ? null : deviceRate,
  };
}

function shownKey({ id, words, count, isOn, isPlain }: Key): SimKey {
  return {
    ...{ id, words },
    ...(count === undefined ? {} : { count }),
    ...(isOn ? { on: Array.from({ length: count ?? 1 }, (_, index) => isOn(index + 1)) } : {}),
    ...(isPlain ? { isPlain } : {}),
  };
}

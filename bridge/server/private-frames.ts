import type { FrameRecord } from '../../shared/channel.ts';
import type { PublicDevice } from '../../shared/config/public.ts';

/** What of a hall says which of its boards know where phones are. */
interface Boards {
  devices: readonly Pick<PublicDevice, 'id' | 'line' | 'phones'>[];
}

const holdsPhones = ({ phones = [] }: Pick<PublicDevice, 'phones'>) => phones.length > 0;

/** Whether the bytes of a device tell where the phone of a clerk is. */
export function isPrivate(device: string, { devices }: Boards): boolean {
  return devices.some((one) => one.id === device && holdsPhones(one));
}

/**
 * A frame as everyone may see it: that it passed, when, and how it was judged. On the line of a
 * board that holds phones only the bytes of another device of the hall are shown: a frame that
 * nobody claims may be half of the board's, and one that is only tried may be the board itself.
 */
export function withoutBytes(record: FrameRecord, { devices }: Boards): FrameRecord {
  const here = devices.filter(({ line }) => line === record.line);
  const isOther = here.some((one) => one.id === record.device && !holdsPhones(one));
  if (isOther || !here.some(holdsPhones)) return record;
  return { ...record, hex: '', fields: [], withheld: true };
}

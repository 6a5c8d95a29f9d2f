import type { FrameRecord } from '../../shared/channel.ts';
import type { PublicDevice } from '../../shared/config/public.ts';

/** Where a device stands, and whether what it says there is about persons. */
type Standing = Pick<PublicDevice, 'id' | 'line' | 'private'>;

/** What of a hall says whose frames are about persons. */
interface Boards {
  devices: readonly Standing[];
}

/** Whether what a device says is about persons: where a clerk's phone is, or who has an appointment. */
export function isPrivate(device: string, { devices }: Boards): boolean {
  return devices.some((one) => one.id === device && one.private);
}

/**
 * A frame as everyone may see it: that it passed, when, and how it was judged. On the line of a
 * device that speaks of persons only the bytes of another device of the hall are shown: a frame
 * that nobody claims may be half of one of its own, and one that is only tried may be the device
 * itself.
 *
 * @param running the devices that run now: others than those of the hall while some are tried
 */
export function withoutBytes(
  record: FrameRecord,
  { devices }: Boards,
  running: readonly Standing[] = [],
): FrameRecord {
  const isHere = ({ line }: Standing) => line === record.line;
  const here = [...devices, ...running].filter(isHere);
  const isOwn = ({ id }: Standing) => id === record.device;
  const isOther = devices.filter(isHere).some(isOwn) && !here.filter(isOwn).some((one) => one.private);
  if (isOther || !here.some((one) => one.private)) return record;
  const { topic: _, ...passed } = record;
  return { ...passed, hex: '', fields: [], withheld: true };
}

import type { Clock } from '../../../clock/clock.ts';
import { Framer, type FramerSink } from '../../../framing/framer.ts';
import type { Framing } from '../../../framing/framing.ts';
import type { BytePort } from '../../ports/byte-port.ts';

/** After so long a silence the rest of a frame does not come any more, in milliseconds. */
const PAUSE = 30;

/** Hears at a port what a host says, cut into frames. */
export function listen(port: BytePort, framing: Framing, clock: Clock, sink: FramerSink): void {
  const framer = new Framer(framing, sink);
  let cancel: (() => void) | undefined;
  port.receiver = (bytes) => {
    cancel?.();
    framer.push(bytes);
    if (framer.pending > 0) cancel = clock.after(PAUSE, () => framer.idle());
  };
}

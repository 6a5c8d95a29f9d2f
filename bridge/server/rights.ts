import type { Actor } from '../../shared/events/index.ts';
import { Refusal } from '../../shared/refusals.ts';
import { isLoopback } from '../config/settings.ts';

/** Who stands at the door: as the network tells, before anything is believed. */
export interface Visitor {
  /** Address the connection comes from. */
  address: string;
  /** The `Host` it asked for. */
  host: string | undefined;
  /** The page it was sent by, if it came from a browser. */
  origin: string | undefined;
}

/** What a visitor wants. */
export type Wish = { kind: 'read'; what: string } | { kind: 'watch' } | { kind: 'command'; name: string };

export type Authorise = (visitor: Visitor, wish: Wish) => Actor;

function hostName(host: string): string {
  return host.replace(/:\d+$/, '');
}

/**
 * The one door for rights: every route, socket message and command passes it.
 *
 * Its first policy is plain: everyone on this machine may do everything. A browser lends
 * its place on this machine to any site it visits, so a request must have been addressed
 * to this machine by name (no rebound DNS name), and its page must have come from here.
 *
 * @param remoteAllowed set by the words that open the hall to other machines
 */
export function createDoor({ remoteAllowed }: { remoteAllowed: boolean }): Authorise {
  return ({ address, host, origin }, _wish) => {
    if (!remoteAllowed && (host === undefined || !isLoopback(hostName(host)))) {
      throw new Refusal('rights.host', { host: host ?? '' });
    }
    if (origin !== undefined && origin !== 'null' && hostOf(origin) !== host) {
      throw new Refusal('rights.origin', { origin });
    }
    if (origin === 'null') throw new Refusal('rights.origin', { origin });
    const isHere = isLoopback(address.replace(/^::ffff:/, ''));
    return { who: isHere ? 'person:loopback' : 'person:remote', from: address };
  };
}

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host;
  } catch {
    return undefined;
  }
}

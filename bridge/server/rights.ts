import { isPersonal } from '../../shared/discipline/commands.ts';
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

/**
 * What somebody wants; `visit` is what a taxpayer with a phone may: the own ticket, and what is published.
 * `person` is what is about a person: the record of a clerk, looked at or changed, as its manager or as
 * the clerk; who somebody is from whom an entry of the ledger came, as its officer; the bytes of a device
 * that speaks of persons, as the technician.
 */
export type Wish =
  | { kind: 'read'; what: string }
  | { kind: 'watch' }
  | { kind: 'command'; name: string }
  | { kind: 'person'; name: string; as: 'manager' | 'clerk' | 'officer' | 'technician' }
  | { kind: 'visit' };

/** What a command of a name wishes. */
export function wishOf(name: string): Wish {
  if (!isPersonal(name)) return { kind: 'command', name };
  return { kind: 'person', name, as: name === 'contestRecord' ? 'clerk' : 'manager' };
}

export type Authorise = (visitor: Visitor, wish: Wish) => Actor;

/** Whether an address is a page for taxpayers. */
export function isVisitorsPage(url: string): boolean {
  return /^\/(t\/|public\/?($|[?#]))/.test(url);
}

/** Whether an address belongs to the pages for taxpayers: one of them, what it reads, or what it is made of. */
export function isForVisitors(url: string): boolean {
  return isVisitorsPage(url) || /^\/(api\/t\/|api\/public($|\?)|assets\/|mark\.svg$)/.test(url);
}

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
 * The hall's public name leads to the pages for taxpayers and to nothing else.
 *
 * @param remoteAllowed set by the words that open the hall to other machines
 * @param publicUrl the address under which phones reach the hall, if they do
 */
export function createDoor({
  remoteAllowed,
  publicUrl,
}: {
  remoteAllowed: boolean;
  publicUrl?: () => string | undefined;
}): Authorise {
  return ({ address, host, origin }, wish) => {
    const publicHost = wish.kind === 'visit' ? hostOf(publicUrl?.() ?? '') : undefined;
    const isPublic = publicHost !== undefined && host === publicHost;
    if (!remoteAllowed && !isPublic && (host === undefined || !isLoopback(hostName(host)))) {
      throw new Refusal('rights.host', { host: host ?? '' });
    }
    // A proxy in between may ask by another name than the page was sent by.
    const hosts = [host, publicHost];
    if (origin !== undefined && (origin === 'null' || !hosts.includes(hostOf(origin) ?? ''))) {
      throw new Refusal('rights.origin', { origin });
    }
    if (wish.kind === 'visit') return { who: 'person:visitor', from: address };
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

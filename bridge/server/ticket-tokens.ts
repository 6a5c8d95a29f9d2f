import type { HallState, Ticket } from '../../shared/hall/state.ts';

/** What stands behind the code of a ticket: the subject it is made from. */
export function ticketSubject(ticket: string): string {
  return `ticket/${ticket}`;
}

/**
 * Tickets of today by the token of their page. Tokens follow from a secret, so none is kept on
 * disk; here they are only looked up, and forgotten with the day.
 */
export class TicketTokens {
  readonly #codeFor: (subject: string) => string;
  #byToken = new Map<string, string>();
  #date: string | undefined;

  constructor(codeFor: (subject: string) => string) {
    this.#codeFor = codeFor;
  }

  /** The ticket of today that a token stands for; also one typed in small letters, or with O for 0. */
  find(state: Readonly<HallState>, token: string): Ticket | undefined {
    const code = token.toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1');
    if (this.#date !== state.day?.date) {
      this.#byToken = new Map();
      this.#date = state.day?.date;
    }
    if (!this.#byToken.has(code)) this.#learn(state);
    return state.tickets[this.#byToken.get(code) ?? ''];
  }

  /** Tickets are only ever added in the course of a day. */
  #learn({ tickets }: Readonly<HallState>): void {
    const ids = Object.keys(tickets);
    for (const id of ids.slice(this.#byToken.size)) this.#byToken.set(this.#codeFor(ticketSubject(id)), id);
  }
}

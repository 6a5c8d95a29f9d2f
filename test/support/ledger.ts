import type { CommandInput } from '../../shared/commands.ts';
import type { HallEvent } from '../../shared/events/index.ts';
import type { LedgerEntry } from '../../shared/hall/ledger-book.ts';
import { Refusal } from '../../shared/refusals.ts';
import type { Live } from './live.ts';

type Input = CommandInput<'actOnEntry'>['do'];

/** A complaint as a clerk at the desk enters it. */
export const complaint: CommandInput<'openEntry'> = {
  ...{ source: 'complaint', category: 'attitude', title: '窗口态度不好', officer: '王主任' },
};

/** A bad rating under a name, as it comes from elsewhere. */
export const namedRating: CommandInput<'openEntry'> = {
  ...{ source: 'rating', category: 'business', title: '网上实名差评', officer: '王主任' },
  person: { name: '张小明', contact: '13812345678' },
};

/** The desk of the ledger in a hall whose clock is set by hand. */
export class LedgerDesk {
  readonly live: Live;

  constructor(live: Live) {
    this.live = live;
  }

  /** Opens an entry. */
  async open(intake: CommandInput<'openEntry'> = complaint): Promise<LedgerEntry> {
    const [event] = (await this.live.ask('openEntry', intake)) as [HallEvent<'ledger.opened'>];
    return this.entry(event.data.entry);
  }

  entry(id: string): LedgerEntry {
    const entry = this.live.live.state.ledger.entries[id];
    if (!entry) throw new Error(`there is no entry ${id}`);
    return entry;
  }

  /** Does something with an entry. @throws Refusal */
  async act(entry: string, asked: Input, officer = '王主任'): Promise<LedgerEntry> {
    await this.live.ask('actOnEntry', { entry, officer, do: asked });
    return this.entry(entry);
  }

  /** The code with which it is refused. */
  async refusal(entry: string, asked: Input, officer = '王主任'): Promise<string> {
    try {
      await this.act(entry, asked, officer);
    } catch (error) {
      if (error instanceof Refusal) return error.code;
      throw error;
    }
    throw new Error(`${asked.act} was not refused`);
  }
}

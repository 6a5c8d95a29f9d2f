import { buildFf68 } from '../../bridge/framing/ff68.ts';
import { tcpLine } from './running.ts';
import { SerialServer } from './serial-server.ts';
import { ofType, type Story } from './story.ts';

/** Keys of a pad at address 1, by what the driver makes of them. */
const keys = { call: [0x0c], start: [0x01, 0x0f], finish: [0x0b] };

/** The pad and the evaluator of window 1 behind a serial server, and somebody who presses them. */
export class PadOfOne {
  readonly #bus: SerialServer;

  private constructor(bus: SerialServer) {
    this.#bus = bus;
  }

  static async listen(): Promise<PadOfOne> {
    return new PadOfOne(await SerialServer.listen());
  }

  /** @param grades which key of the evaluator is which grade, where it is not the usual */
  config(grades?: Record<string, number>) {
    return {
      lines: [tcpLine('bus', this.#bus.port)],
      devices: [
        { id: 'pad-1', driver: 'ff68-pad', line: 'bus', window: '1' },
        {
          id: 'stars-1',
          driver: 'ff68-evaluator',
          line: 'bus',
          window: '1',
          ...(grades ? { settings: { grades } } : {}),
        },
      ],
    };
  }

  /** Presses a key of the pad; resolves once the hall has recorded it with all that follows. */
  async press(story: Story, clock: string, key: keyof typeof keys): Promise<void> {
    await this.#say(story, clock, 'pad.keyPressed', buildFf68({ address: 1, func: 0x01, data: keys[key] }));
  }

  /** Calls with the pad; whoever comes has this number. */
  async call(story: Story, clock: string, number: string): Promise<void> {
    await this.press(story, clock, 'call');
    const called = ofType(story.screen.events, 'ticket.called').at(-1);
    const found = story.state.tickets[called?.data.ticket ?? '']?.number;
    if (found !== number) throw new Error(`${clock}: ${found ?? 'nobody'} instead of ${number}`);
  }

  /** Presses a key of the evaluator, from 0. */
  async rate(story: Story, clock: string, key: number): Promise<void> {
    await this.#say(story, clock, 'evaluator.keyPressed', buildFf68({ address: 1, func: 0x11, data: [key] }));
  }

  async #say(
    story: Story,
    clock: string,
    type: 'pad.keyPressed' | 'evaluator.keyPressed',
    frame: Uint8Array,
  ): Promise<void> {
    await story.at(clock);
    const before = story.state.seq;
    await this.#bus.say(frame);
    // What follows from a press is committed with it, and comes in the same batch.
    await story.screen.sees(type, ({ seq }) => seq > before);
  }
}

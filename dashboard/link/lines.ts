import type { FrameRecord, LinesReport, RevealAnswer } from '../../shared/channel.ts';
import type { FrameLookInput } from '../../shared/discipline/api.ts';
import type { HallSocket } from './socket.ts';

type ReportListener = (report: LinesReport) => void;
type FramesListener = (records: FrameRecord[]) => void;

/** How long an answer to a look may take. */
const ANSWER_MS = 5000;

/**
 * The lines and their frames, for pages that look at devices. What is followed is asked for
 * again after every reconnect; the bridge forgets it with the connection.
 */
export class LineFeed {
  private readonly socket: HallSocket;
  private readonly reportListeners = new Set<ReportListener>();
  private inspected: { line: string; take: FramesListener } | null = null;
  /** The look by which this screen is told bytes that are withheld. */
  private look: { asked: FrameLookInput; until: number } | null = null;

  constructor(socket: HallSocket) {
    this.socket = socket;
    socket.on('connect', () => this.resume());
    socket.on('lines', (report) => this.report(report));
    socket.on('frames', (records) => this.takeFrames(records));
  }

  /** Calls `take` with the health of all lines, now and every second; returns how to stop. */
  follow(take: ReportListener): () => void {
    this.reportListeners.add(take);
    if (this.socket.connected) this.askReports();
    return () => {
      this.reportListeners.delete(take);
      if (this.reportListeners.size === 0 && this.socket.connected) {
        this.socket.emit('watchLines', false, () => undefined);
      }
    };
  }

  /**
   * Follows the frames of one line, the latest ones first; returns how to stop.
   * One line at a time: to inspect another ends the first.
   */
  inspect(line: string, take: FramesListener): () => void {
    const inspected = { line, take };
    this.inspected = inspected;
    if (this.socket.connected) this.askFrames();
    return () => {
      if (this.inspected !== inspected) return;
      this.inspected = null;
      if (this.socket.connected) this.socket.emit('inspect', null, () => undefined);
    };
  }

  /**
   * Asks to be told the bytes that are withheld, saying who and what for. What has passed is told
   * to whoever inspects anew; a connection that is made anew goes on with the same look.
   */
  async reveal(asked: FrameLookInput): Promise<RevealAnswer> {
    if (!this.socket.connected) return { ok: false, code: 'link.lost', params: {} };
    try {
      const answer = await this.socket.timeout(ANSWER_MS).emitWithAck('revealFrames', asked);
      this.look = answer.ok
        ? { asked: { ...asked, look: answer.look }, until: Date.now() + answer.lasts }
        : null;
      return answer;
    } catch {
      return { ok: false, code: 'link.noAnswer', params: {} };
    }
  }

  private resume(): void {
    if (this.reportListeners.size > 0) this.askReports();
    const { look } = this;
    // A look that is over is not begun anew by itself.
    if (look && Date.now() < look.until) void this.reveal(look.asked).then(() => this.askFrames());
    else this.askFrames();
  }

  private askReports(): void {
    this.socket.emit('watchLines', true, (report) => this.report(report));
  }

  private askFrames(): void {
    const { inspected } = this;
    if (!inspected) return;
    this.socket.emit('inspect', inspected.line, (recent) => {
      if (this.inspected === inspected) inspected.take(recent);
    });
  }

  /** What is still on its way from the line that was inspected before is not of this one. */
  private takeFrames(records: FrameRecord[]): void {
    const { inspected } = this;
    const own = records.filter(({ line }) => line === inspected?.line);
    if (own.length > 0) inspected?.take(own);
  }

  private report(report: LinesReport): void {
    for (const take of this.reportListeners) take(report);
  }
}

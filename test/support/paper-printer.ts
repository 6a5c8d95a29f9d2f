import iconv from 'iconv-lite';
import { SerialServer } from './serial-server.ts';

/** A state of a printer, as it answers DLE EOT 1 to 4 and as it reports by itself. */
export interface Condition {
  answers: [printer: number, cause: number, error: number, paper: number];
  report: string;
}

export const WELL: Condition = { answers: [0x12, 0x12, 0x12, 0x12], report: '10 00 00 00' };
export const NO_PAPER: Condition = { answers: [0x1a, 0x32, 0x12, 0x72], report: '18 00 0F 00' };
export const COVER_OPEN: Condition = { answers: [0x1a, 0x16, 0x12, 0x12], report: '38 00 00 00' };

/** The end of a ticket. */
export const CUT = Buffer.from([0x1d, 0x56, 0x42, 0x00]);

/** A printer that answers what its state is, and keeps the bytes of every ticket. */
export interface PaperPrinter {
  server: SerialServer;
  /** Sets the state; `null` is a printer that no longer answers. */
  become(condition: Condition | null): void;
  /** The words of every ticket sent to it, from the first byte to the cut. */
  jobs(): string[];
}

/** Listens as a printer that is well. */
export async function wellPrinter(): Promise<PaperPrinter> {
  let present: Condition | null = WELL;
  const server = await SerialServer.listen((bytes) => {
    const answers: number[] = [];
    for (let at = 0; at + 2 < bytes.length; at += 1) {
      if (bytes[at] === 0x10 && bytes[at + 1] === 0x04)
        answers.push(present?.answers[bytes[at + 2]! - 1] ?? -1);
    }
    const known = answers.filter((byte) => byte >= 0);
    return known.length > 0 ? Uint8Array.from(known) : null;
  });
  return {
    server,
    become: (condition) => {
      present = condition;
    },
    jobs() {
      const jobs: string[] = [];
      let rest = server.heard;
      for (let at = rest.indexOf(CUT); at >= 0; at = rest.indexOf(CUT)) {
        jobs.push(iconv.decode(rest.subarray(0, at), 'gbk'));
        rest = rest.subarray(at + CUT.length);
      }
      return jobs;
    },
  };
}

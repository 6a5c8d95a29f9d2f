/** What is the matter with a printer. */
export interface PrinterCondition {
  paper: 'ok' | 'low' | 'out';
  /** Open. */
  cover: boolean;
  /** Jammed. */
  cutter: boolean;
  /** Its head is too hot to print; it goes on by itself when that is over. */
  hot: boolean;
  /** Nothing hangs in the mouth of its presenter. */
  taken: boolean;
}

/** The four bytes of the automatic status. */
export function printerStatus(condition: PrinterCondition): Uint8Array {
  const { paper, cover, cutter, hot } = condition;
  const papers = { ok: 0x00, low: 0x03, out: 0x0f };
  return Uint8Array.of(
    0x10 | (isOffline(condition) ? 0x08 : 0) | (cover ? 0x20 : 0),
    (cutter ? 0x08 : 0) | (hot ? 0x40 : 0),
    papers[paper],
    0,
  );
}

/** The byte that answers DLE EOT `n`; none where the printer does not know the question. */
export function realTimeStatus(n: number, condition: PrinterCondition): Uint8Array | null {
  const { paper, cover, cutter, hot } = condition;
  const always = 0x12;
  switch (n) {
    case 1:
      return Uint8Array.of(always | (isOffline(condition) ? 0x08 : 0));
    case 2:
      return Uint8Array.of(
        always | (cover ? 0x04 : 0) | (paper === 'out' ? 0x20 : 0) | (cutter || hot ? 0x40 : 0),
      );
    case 3:
      return Uint8Array.of(always | (cutter ? 0x08 : 0) | (hot ? 0x40 : 0));
    case 4:
      return Uint8Array.of(always | { ok: 0x00, low: 0x0c, out: 0x6c }[paper]);
    default:
      return null;
  }
}

/** The six bytes that answer DLE EOT 20 of a kiosk printer. */
export function fullStatus({ paper, cover, cutter, hot, taken }: PrinterCondition): Uint8Array {
  const papers = { ok: 0x00, low: 0x04, out: 0x05 };
  return Uint8Array.of(
    ...[0x10, 0x0f],
    papers[paper] | (taken ? 0 : 0x20),
    cover ? 0x02 : 0,
    hot ? 0x01 : 0,
    cutter ? 0x01 : 0,
  );
}

/** The byte that answers GS r 1. */
export function inStreamStatus({ paper }: PrinterCondition): Uint8Array {
  return Uint8Array.of({ ok: 0x00, low: 0x03, out: 0x0f }[paper]);
}

/** Whether it stands still. */
export function isOffline({ paper, cover, cutter, hot }: PrinterCondition): boolean {
  return paper === 'out' || cover || cutter || hot;
}

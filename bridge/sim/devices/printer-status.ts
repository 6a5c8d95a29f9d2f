/** What is the matter with a printer. */
export interface PrinterCondition {
  paper: 'ok' | 'low' | 'out';
  /** Open. */
  cover: boolean;
  /** Jammed. */
  cutter: boolean;
}

/** The four bytes of the automatic status. */
export function printerStatus(condition: PrinterCondition): Uint8Array {
  const { paper, cover, cutter } = condition;
  const papers = { ok: 0x00, low: 0x03, out: 0x0f };
  return Uint8Array.of(
    0x10 | (isOffline(condition) ? 0x08 : 0) | (cover ? 0x20 : 0),
    cutter ? 0x08 : 0,
    papers[paper],
    0,
  );
}

/** The byte that answers DLE EOT `n`. */
export function realTimeStatus(n: number, condition: PrinterCondition): number {
  const { paper, cover, cutter } = condition;
  const always = 0x12;
  switch (n) {
    case 1:
      return always | (isOffline(condition) ? 0x08 : 0);
    case 2:
      return always | (cover ? 0x04 : 0) | (paper === 'out' ? 0x20 : 0) | (cutter ? 0x40 : 0);
    case 3:
      return always | (cutter ? 0x08 : 0);
    case 4:
      return always | { ok: 0x00, low: 0x0c, out: 0x6c }[paper];
    default:
      return always;
  }
}

function isOffline({ paper, cover, cutter }: PrinterCondition): boolean {
  return paper === 'out' || cover || cutter;
}

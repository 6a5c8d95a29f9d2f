/** Notices kept that people posted; the oldest go first. */
export const NOTICES_POSTED = 30;

/** A sign as it was last told. */
export interface DisplayState {
  /** What it shows: the last text that it took. */
  text: string;
  /** When it took it, or when it first failed where it never took one. */
  at: number;
  /** Why it did not take what it was told after that, and since when. */
  failed?: string;
  failedSince?: number;
  /** A text that it cannot show at all. */
  refused?: string;
  /** What a person put on it. */
  hand?: { text: string; at: number; seq: number };
}

/** A notice that a person posted. */
export interface PostedNotice {
  id: string;
  text: string;
  seconds: number;
  from?: string | undefined;
  until?: string | undefined;
  displays?: string[] | undefined;
  at: number;
  seq: number;
  by?: string;
}

/** A text that takes the displays from everything else. */
export interface Emergency {
  text: string;
  /** The displays that show it; all where absent. */
  displays?: string[] | undefined;
  at: number;
  seq: number;
  by?: string;
}

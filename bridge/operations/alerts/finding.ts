import type { AlertKind, Severity } from '../../../shared/events/index.ts';

/** Something the present state shows that somebody should know. */
export interface Finding {
  /** Identity: the same trouble is the same alert as long as it lasts. */
  alert: string;
  kind: AlertKind;
  severity: Severity;
  /** Ids and values that the sentence of the kind names. */
  about: Record<string, string | number>;
}

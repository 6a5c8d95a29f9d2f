import { alertAnswer, alertClearing } from './alerts.ts';
import { clearingTime } from './congestion.ts';
import { deviceAvailability, deviceKnown, deviceOutages } from './devices.ts';
import type { Definition } from './figure.ts';
import {
  arrivals,
  endsUnseen,
  handEntered,
  noShowRate,
  served,
  timesUnmeasured,
  transferRate,
  waiting,
} from './flow.ts';
import { namedCalls, overtaking, precedence } from './fairness.ts';
import { idleWhileQueue, pausedTime } from './idle.ts';
import { ratingBursts, ratingLatency, ratingRun, ratingsAtClose, ratingsBeforeEnd } from './integrity.ts';
import { badClosureRate, badOnTimeRate, callBackRate, ledgerOpen, ledgerOverdue } from './ledger.ts';
import { answerMedian, answerP95, badFrameRate, noiseRate, reconnects, unansweredRate } from './lines.ts';
import { badCount, goodRate, orphanRatings, ratedShare, ratingCount, satisfactionRate } from './ratings.ts';
import { displacement, occupancy, openWindows, serviceMedian, serviceP90 } from './services.ts';
import {
  abandonRate,
  afterHours,
  appointmentPunctuality,
  longServices,
  missedAppointments,
  promiseBreaches,
  returnsToService,
  windowsPerVisit,
} from './visits.ts';
import { dataCompleteness, recalls } from './record.ts';
import { afterHoursTime, inferredAbandonRate, stayMedian, stayP90 } from './stay.ts';
import { breaksOwed, loadImbalance, lockerCompliance, lockerCoverage, longestUnbroken } from './staff.ts';
import { longestWait, serviceLevel, waitMedian, waitP90 } from './waits.ts';

/** Every figure, by id. */
export const figures = {
  arrivals,
  handEntered,
  waiting,
  served,
  clearingTime,
  longestWait,
  waitMedian,
  waitP90,
  serviceLevel,
  timesUnmeasured,
  displacement,
  serviceMedian,
  serviceP90,
  occupancy,
  openWindows,
  recalls,
  noShowRate,
  endsUnseen,
  transferRate,
  ratingCount,
  ratedShare,
  satisfactionRate,
  goodRate,
  badCount,
  orphanRatings,
  ratingLatency,
  ratingBursts,
  ratingsBeforeEnd,
  ratingsAtClose,
  ratingRun,
  abandonRate,
  inferredAbandonRate,
  stayMedian,
  stayP90,
  windowsPerVisit,
  returnsToService,
  longServices,
  promiseBreaches,
  afterHours,
  afterHoursTime,
  appointmentPunctuality,
  missedAppointments,
  dataCompleteness,
  alertAnswer,
  alertClearing,
  idleWhileQueue,
  pausedTime,
  overtaking,
  precedence,
  namedCalls,
  breaksOwed,
  longestUnbroken,
  loadImbalance,
  lockerCompliance,
  lockerCoverage,
  ledgerOpen,
  ledgerOverdue,
  badClosureRate,
  badOnTimeRate,
  callBackRate,
  deviceAvailability,
  deviceKnown,
  deviceOutages,
  unansweredRate,
  answerMedian,
  answerP95,
  badFrameRate,
  noiseRate,
  reconnects,
} as const satisfies Record<string, Definition>;

export type FigureId = keyof typeof figures;

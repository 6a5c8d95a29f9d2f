import type { Ask, CommandName, CommandData } from '../../shared/commands.ts';
import type { Draft } from '../../shared/events/index.ts';
import { Refusal } from '../../shared/refusals.ts';
import { isSettledBySeeing } from './alerts/sweep.ts';
import * as appointments from './queue/appointments.ts';
import * as calling from './queue/calling.ts';
import * as issuing from './queue/issuing.ts';
import * as leaving from './queue/leaving.ts';
import { observe } from './queue/observing.ts';
import * as serving from './queue/serving.ts';
import * as windows from './queue/windows.ts';
import * as displays from './displays.ts';
import * as discipline from './discipline/discipline.ts';
import * as duty from './duty/duty.ts';
import { actOnEntry } from './ledger/acts.ts';
import { openEntry } from './ledger/opening.ts';
import * as response from './response.ts';
import type { Present } from './rules.ts';

type Decisions = { [N in CommandName]?: (present: Present, data: CommandData<N>) => Draft[] };

/** Decisions of a queue that this hall runs itself. */
const queue: Decisions = {
  issueTicket: issuing.issueTicket,
  enterTicket: issuing.enterTicket,
  checkIn: issuing.checkIn,
  reprintTicket: issuing.reprintTicket,
  issueCard: issuing.issueCard,
  callNext: calling.callNext,
  callTicket: calling.callTicket,
  recall: calling.recall,
  passOver: calling.passOver,
  returnTicket: calling.returnTicket,
  startService: serving.startService,
  holdService: serving.holdService,
  resumeService: serving.resumeService,
  finishService: serving.finishService,
  transferTicket: serving.transferTicket,
  abandonTicket: leaving.abandonTicket,
  cancelTicket: leaving.cancelTicket,
  setClass: leaving.setClass,
  openWindow: windows.openWindow,
  closeWindow: windows.closeWindow,
  pauseWindow: windows.pauseWindow,
  resumeWindow: windows.resumeWindow,
  lendWindow: windows.lendWindow,
  endLending: windows.endLending,
};

/** Commands that end as events by themselves. The others ask something of a device. */
const decisions: Decisions = {
  ...queue,
  observe,
  bookAppointment: appointments.bookAppointment,
  cancelAppointment: appointments.cancelAppointment,
  callHelp: (_present, { reason, window }) => [
    { type: 'help.called', data: { reason, ...(window !== undefined ? { window } : {}) } },
  ],
  declareOutage: response.declareOutage,
  endOutage: response.endOutage,
  startPlaybook: response.startPlaybook,
  markStep: response.markStep,
  endPlaybook: response.endPlaybook,
  acknowledgeAlert: ({ state }, { alert }) => {
    const known = state.alerts[alert];
    if (!known) throw new Refusal('alert.unknown');
    const drafts: Draft[] = known.acknowledgedAt ? [] : [{ type: 'alert.acknowledged', data: { alert } }];
    // What a person pressed once has no later fact to clear it: seeing it settles it.
    return isSettledBySeeing(known.kind)
      ? [...drafts, { type: 'alert.cleared', data: { alert, reason: 'seen' } }]
      : drafts;
  },
  openEntry: (present, intake) => openEntry(present, intake),
  actOnEntry,
  postNotice: displays.postNotice,
  withdrawNotice: displays.withdrawNotice,
  raiseEmergency: displays.raiseEmergency,
  clearEmergency: displays.clearEmergency,
  setRoster: duty.setRoster,
  swapDuty: duty.swapDuty,
  takeOverDuty: duty.takeOverDuty,
  handOverDuty: duty.handOverDuty,
  reportPresence: duty.reportPresence,
  permitPhone: discipline.permitPhone,
  endPermission: discipline.endPermission,
  contestRecord: discipline.contestRecord,
  answerContest: discipline.answerContest,
};

/** True when the command is decided on the state alone. */
export function isDecided(name: CommandName): boolean {
  return name in decisions;
}

/**
 * What a command becomes in the present state.
 *
 * @throws Refusal with the reason when it cannot be done now
 */
export function decide(present: Present, ask: Ask): Draft[] {
  const decision = decisions[ask.name] as ((present: Present, data: unknown) => Draft[]) | undefined;
  if (!decision) throw new Refusal('command.unknown', { name: ask.name });
  if (present.hall.queue.source && ask.name in queue) throw new Refusal('queue.elsewhere');
  return decision(present, ask.data);
}

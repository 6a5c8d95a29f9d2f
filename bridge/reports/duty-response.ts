import { usualPlaybooks } from '../../shared/config/playbooks.ts';
import type { LogLine } from '../../shared/events/duty.ts';
import type { HallEvent } from '../../shared/events/index.ts';
import { same } from '../../shared/text.ts';
import { MINUTE } from '../../shared/time.ts';
import { lineOf, ofType, says, timeOf, type LoggedDay } from './duty-line.ts';

/** Systems of others that failed in the day, and how long. */
export function outageLines({ events, hall, until }: LoggedDay): LogLine[] {
  const ended = ofType(events, 'outage.ended');
  return ofType(events, 'outage.declared').map(({ seq, at, data: { outage, system } }) => {
    const end = ended.find(({ data }) => data.outage === outage);
    const minutes = Math.round(((end?.at ?? until) - at) / MINUTE);
    const [from, to] = [timeOf(at, hall), end ? timeOf(end.at, hall) : null];
    const text = says(
      `${from} ${system}故障，${to ? `${to} 恢复` : '尚未恢复'}，共 ${minutes} 分钟`,
      `${from} ${system} failed, ${to ? `back at ${to}` : 'not back yet'}, ${minutes} min`,
    );
    return lineOf(`outage/${outage}`, 'emergency', at, text, [seq, end?.seq ?? 0]);
  });
}

/** The steps of a checklist that are done in the end. */
function stepsOf(events: readonly HallEvent[], run: string): HallEvent<'playbook.stepDone'>[] {
  const done = new Map<string, HallEvent<'playbook.stepDone'>>();
  for (const event of events) {
    if (event.type === 'playbook.stepDone' && event.data.run === run) done.set(event.data.step, event);
    if (event.type === 'playbook.stepUndone' && event.data.run === run) done.delete(event.data.step);
  }
  return [...done.values()];
}

/** Checklists that were worked through, how far, and whether fewer people waited afterwards. */
export function playbookLines({ events, hall }: LoggedDay): LogLine[] {
  const ended = ofType(events, 'playbook.ended');
  const effects = ofType(events, 'playbook.effectSeen');
  return ofType(events, 'playbook.started').map(({ seq, at, data: { run, playbook: id, before } }) => {
    const playbook = [...hall.playbooks, ...usualPlaybooks].find((one) => one.id === id);
    const name = playbook?.name ?? same(id);
    const steps = stepsOf(events, run);
    const most = playbook?.steps.length ?? steps.length;
    const end = ended.find(({ data }) => data.run === run);
    const effect = effects.find(({ data }) => data.run === run);
    const people = effect ? [before.waiting, effect.data.after.waiting].join(' → ') : null;
    const outcome = people
      ? says(`，等候 ${people} 人`, `, people waiting ${people}`)
      : end
        ? says('，效果未测得', ', effect not measured')
        : says('', '');
    const text = says(
      `${timeOf(at, hall)} 启动预案“${name.zh}”，完成 ${steps.length}/${most} 步，${end ? `${timeOf(end.at, hall)} 结束` : '未结束'}${outcome.zh}`,
      `${timeOf(at, hall)} checklist “${name.en}”: ${steps.length} of ${most} steps, ${end ? `ended ${timeOf(end.at, hall)}` : 'not ended'}${outcome.en}`,
    );
    const seqs = [seq, ...steps.map((step) => step.seq), end?.seq ?? 0, effect?.seq ?? 0];
    return lineOf(`playbook/${run}`, 'emergency', at, text, seqs);
  });
}

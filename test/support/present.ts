import { createCodes } from '../../bridge/operations/codes.ts';
import { decide } from '../../bridge/operations/decide.ts';
import { consequencesOf } from '../../bridge/operations/consequences.ts';
import type { Present } from '../../bridge/operations/rules.ts';
import { commandSchemas, type Ask, type CommandInput, type CommandName } from '../../shared/commands.ts';
import type { Draft, HallEvent } from '../../shared/events/index.ts';
import { Refusal, type RefusalCode } from '../../shared/refusals.ts';
import type { Clock, Day } from './day.ts';

/** A command as it is decided on, its defaults filled in. */
export function asked<N extends CommandName>(name: N, input: CommandInput<N>): Ask {
  return { name, data: commandSchemas[name].parse(input) } as Ask;
}

/** The present of a day that has been told so far. */
export function presentOf(told: Day, clock: Clock = told.state.at): Present {
  return { state: told.state, hall: told.hall, now: told.at(clock), codeFor: createCodes('test') };
}

/** What a command becomes after what has been told. */
export function decided<N extends CommandName>(told: Day, name: N, input: CommandInput<N>): Draft[] {
  return decide(presentOf(told), asked(name, input));
}

/** The code with which a command is refused after what has been told. */
export function refusalOf<N extends CommandName>(told: Day, name: N, input: CommandInput<N>): RefusalCode {
  try {
    decided(told, name, input);
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  throw new Error(`${name} was not refused`);
}

/** Tells a fact, and what follows from it by itself. */
export function following(told: Day, clock: Clock, draft: Draft): Draft[] {
  told.say(clock, draft);
  return consequencesOf(told.events.at(-1) as HallEvent, presentOf(told));
}

/** Decides a command at an instant of the day and tells what it becomes. */
export function act<N extends CommandName>(told: Day, clock: Clock, name: N, input: CommandInput<N>): Day {
  for (const draft of decide(presentOf(told, clock), asked(name, input))) told.say(clock, draft);
  return told;
}

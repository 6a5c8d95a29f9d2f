import { Refusal, refusals } from '../../../shared/refusals.ts';
import { MINUTE } from '../../../shared/time.ts';
import type { TrainingAnswer, TrainingVerdict } from '../../../shared/workbench/training.ts';
import type { Cancel } from '../../clock/clock.ts';
import { address } from './exercises/address.ts';
import type { Exercise, ExerciseKind, Ground } from './exercises/exercise.ts';
import { lineFault } from './exercises/line-fault.ts';
import { messageFault } from './exercises/message-fault.ts';
import { printer } from './exercises/printer.ts';
import { rate } from './exercises/rate.ts';
import { silent } from './exercises/silent.ts';

/** An exercise that everybody has forgotten ends by itself. */
const LASTS = 30 * MINUTE;

const kinds: readonly ExerciseKind[] = [rate, address, lineFault, messageFault, silent, printer];

interface Running {
  kind: ExerciseKind;
  exercise: Exercise;
  since: number;
  wrong: string[];
  cancel: Cancel;
}

/**
 * Exercises for technicians: a fault is put on and not named. Only simulated devices have it: one
 * that stands alone, or, where the whole hall is simulated, one of the hall's.
 */
export class Training {
  /** Whether the whole hall is simulated. */
  readonly #demo: boolean;
  #running: Running | null = null;
  #isBeginning = false;

  constructor(demo: boolean) {
    this.#demo = demo;
  }

  /** Whether how a device is would answer the exercise under way. */
  hides(device: string): boolean {
    return this.#running?.exercise.hides.includes(device) ?? false;
  }

  /** Whether how fast a device speaks would. */
  hidesRate(device: string): boolean {
    return this.hides(device) && this.#running?.exercise.hidesRate === true;
  }

  answer(): TrainingAnswer {
    const running = this.#running;
    return {
      kinds: kinds.map(({ id, title, lead, ofHall }) => {
        const refused = ofHall && !this.#demo ? refusals['sim.realHall'] : null;
        return { id, title, lead, refused };
      }),
      task: running && {
        ...{ kind: running.kind.id, since: running.since, wrong: running.wrong },
        ...{ task: running.exercise.task, places: [...running.exercise.places] },
        answers: running.exercise.answers,
      },
    };
  }

  /** Puts a fault on. @throws Refusal in a real hall, or while an exercise is under way */
  async begin(id: string, ground: Ground): Promise<void> {
    const kind = kinds.find((one) => one.id === id);
    if (!kind) throw new Refusal('sim.noExercise', { exercise: id });
    if (kind.ofHall && !this.#demo) throw new Refusal('sim.realHall');
    if (this.#running || this.#isBeginning) throw new Refusal('sim.exercising');
    this.#isBeginning = true;
    try {
      const exercise = await kind.begin(ground);
      // Nobody hears of what fails half an hour later, and there is nothing left to do about it.
      const cancel = ground.clock.after(LASTS, () => void this.stop().catch(() => undefined));
      this.#running = { kind, exercise, since: ground.clock.now(), wrong: [], cancel };
    } finally {
      this.#isBeginning = false;
    }
  }

  /** Judges an answer; one that is right ends the exercise. @throws Refusal where none is under way */
  async judge(answer: string): Promise<TrainingVerdict> {
    const { exercise, kind, wrong } = this.#present();
    if (!exercise.answers.some(({ id }) => id === answer))
      throw new Refusal('command.malformed', { detail: `answer: ${answer}` });
    const { words, records } = exercise.evidence(answer);
    if (answer === exercise.right) {
      await this.stop();
      return {
        ...{ kind: kind.id, isRight: true, isOver: true },
        ...{ words: exercise.solution, evidence: words, records },
      };
    }
    if (!wrong.includes(answer)) wrong.push(answer);
    const hint = {
      zh: '不是它。看下面的依据，再试一次。',
      en: 'That is not it. Look at what follows and try again.',
    };
    return {
      ...{ kind: kind.id, isRight: false, isOver: false },
      ...{ words: hint, evidence: words, records },
    };
  }

  /** Tells what it was, and ends it. @throws Refusal where none is under way */
  async giveUp(): Promise<TrainingVerdict> {
    const { exercise, kind } = this.#present();
    const { words, records } = exercise.evidence(null);
    await this.stop();
    return {
      ...{ kind: kind.id, isRight: false, isOver: true },
      ...{ words: exercise.solution, evidence: words, records },
    };
  }

  /** Takes the fault off, if one is on. */
  async stop(): Promise<void> {
    const running = this.#running;
    this.#running = null;
    running?.cancel();
    await running?.exercise.end();
  }

  #present(): Running {
    if (!this.#running) throw new Refusal('sim.noTask');
    return this.#running;
  }
}

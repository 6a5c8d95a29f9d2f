import type { Desk } from './desk.ts';

/** What a clerk can press, one key a step. */
export const steps = [
  'open',
  'call',
  'recall',
  'pass',
  'start',
  'hold',
  'done',
  'accepted',
  'returned',
  'transfer',
  'pause',
  'close',
  'lend',
  'help',
] as const;
export type Step = (typeof steps)[number];

/**
 * The key of each step by its place on the keyboard, so that an input method or another layout
 * changes nothing, and as it is written on the button.
 */
export const stepKeys: Record<Step, { code: string; label: string }> = {
  open: { code: 'KeyO', label: 'O' },
  call: { code: 'KeyC', label: 'C' },
  recall: { code: 'KeyR', label: 'R' },
  pass: { code: 'KeyP', label: 'P' },
  start: { code: 'KeyS', label: 'S' },
  hold: { code: 'KeyH', label: 'H' },
  done: { code: 'Digit1', label: '1' },
  accepted: { code: 'Digit2', label: '2' },
  returned: { code: 'Digit3', label: '3' },
  transfer: { code: 'KeyT', label: 'T' },
  pause: { code: 'KeyB', label: 'B' },
  close: { code: 'KeyQ', label: 'Q' },
  lend: { code: 'KeyL', label: 'L' },
  help: { code: 'KeyF', label: 'F' },
};

/** A key of the console: a step, one item more or less, or one of the lists of what was put by. */
export type Pressed = Step | 'more' | 'fewer' | 'takeUp' | 'callBack';

const others: Record<string, Pressed> = {
  Equal: 'more',
  NumpadAdd: 'more',
  Minus: 'fewer',
  NumpadSubtract: 'fewer',
  KeyJ: 'takeUp',
  KeyK: 'callBack',
};
const byCode = new Map<string, Pressed>([
  ...Object.entries(others),
  ...steps.map((step): [string, Step] => [stepKeys[step].code, step]),
  ...steps.flatMap((step): [string, Step][] => {
    const { code } = stepKeys[step];
    return code.startsWith('Digit') ? [[code.replace('Digit', 'Numpad'), step]] : [];
  }),
]);

const TYPED_INTO = 'input, textarea, select, [contenteditable], dialog, [role="dialog"]';

/** What a press of the keyboard means here; nothing while something is typed, held down or part of a shortcut. */
export function pressedKey(event: KeyboardEvent): Pressed | null {
  if (event.defaultPrevented || event.repeat || event.isComposing) return null;
  if (event.ctrlKey || event.altKey || event.metaKey) return null;
  if (event.target instanceof Element && event.target.closest(TYPED_INTO)) return null;
  return byCode.get(event.code) ?? null;
}

/** Why a step can do nothing now, as the name of a sentence. */
export type Obstacle =
  | 'link'
  | 'closed'
  | 'paused'
  | 'opened'
  | 'called'
  | 'serving'
  | 'empty'
  | 'nobody'
  | 'started'
  | 'notStarted'
  | 'settle'
  | 'notDedicated';

/** Why each step can do nothing now; null for one that can. */
export function obstacleTo(step: Step, desk: Desk, isLinked: boolean): Obstacle | null {
  if (!isLinked) return 'link';
  const { mode, here, next, config, clerk } = desk;
  const needsCalled = (): Obstacle | null => (!here ? 'nobody' : here.step === 'serving' ? 'started' : null);
  const needsServing = (): Obstacle | null =>
    !here ? 'nobody' : here.step === 'called' ? 'notStarted' : null;
  switch (step) {
    case 'open':
      return mode === 'open' && clerk !== undefined ? 'opened' : mode === 'paused' ? 'paused' : null;
    case 'call':
      return obstacleToCall(desk) ?? (next ? null : 'empty');
    case 'recall':
    case 'pass':
    case 'start':
      return needsCalled();
    case 'hold':
    case 'done':
    case 'accepted':
    case 'returned':
      return needsServing();
    case 'transfer':
      return here ? null : 'nobody';
    case 'pause':
      return mode === 'closed' ? 'closed' : here ? 'settle' : null;
    case 'close':
      return mode === 'closed' ? 'closed' : here ? 'settle' : null;
    case 'lend':
      return config.lend || config.reserved ? null : 'notDedicated';
    case 'help':
      return null;
  }
}

/** Why nobody at all can be called or taken up here now. */
export function obstacleToCall({ mode, here }: Desk): Obstacle | null {
  if (mode !== 'open') return mode;
  if (here) return here.step;
  return null;
}

/** The step that comes next as a rule, and is drawn as the one to press. */
export function mainStep({ mode, here, next }: Desk): Step | null {
  if (mode === 'closed') return 'open';
  if (mode === 'paused') return 'pause';
  if (here) return here.step === 'called' ? 'start' : 'done';
  return next ? 'call' : null;
}

import { nextTick, ref, type Ref } from 'vue';
import { neighbourOf, type Direction } from './neighbour.ts';

const directions: readonly string[] = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'];

/** Whether a key is one of the four that lead somewhere. */
export function isDirection(key: string): key is Direction {
  return directions.includes(key);
}

/** Walks the map by arrow keys; one of all the things on it can be tabbed to, the one last visited. */
export function useWalking(plan: Ref<HTMLElement | null>): {
  /** `device:…` or `line:…`; null before anything was visited. */
  visited: Ref<string | null>;
  visit: (event: FocusEvent) => void;
  walk: (event: KeyboardEvent) => void;
  /** Brings a thing into sight. */
  show: (stop: string) => HTMLElement | undefined;
  /** Brings a thing into sight and focuses it. */
  goTo: (stop: string) => void;
} {
  const visited = ref<string | null>(null);
  const stops = () => Array.from(plan.value?.querySelectorAll<HTMLElement>('[data-stop]') ?? []);

  function visit({ target }: FocusEvent): void {
    visited.value = (target as HTMLElement).dataset['stop'] ?? visited.value;
  }

  function walk(event: KeyboardEvent): void {
    if (!isDirection(event.key)) return;
    const all = stops();
    const at = all.indexOf(document.activeElement as HTMLElement);
    if (at < 0) return;
    event.preventDefault();
    const boxes = all.map((stop) => stop.getBoundingClientRect());
    const next = all[neighbourOf(boxes, at, event.key)];
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  function show(stop: string): HTMLElement | undefined {
    const found = stops().find((one) => one.dataset['stop'] === stop);
    found?.scrollIntoView({ block: 'nearest', inline: 'center' });
    return found;
  }

  function goTo(stop: string): void {
    visited.value = stop;
    void nextTick(() => show(stop)?.focus({ preventScroll: true }));
  }

  return { visited, visit, walk, show, goTo };
}

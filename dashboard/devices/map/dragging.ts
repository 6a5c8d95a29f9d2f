import { onScopeDispose } from 'vue';

/** What is dragged further than this many pixels is meant to move. */
const SLIP = 3;

/**
 * Drags what says `data-move` by the pointer. The element itself follows; `drop` is told where its
 * corner was let go, in pixels of the screen, and nothing when the drag was given up by Escape.
 */
export function useDragging(drop: (key: string, corner: { x: number; y: number }) => void): {
  begin: (event: PointerEvent) => void;
} {
  let stop: (() => void) | null = null;

  function begin(event: PointerEvent): void {
    const element = (event.target as HTMLElement).closest<HTMLElement>('[data-move]');
    const key = element?.dataset['move'];
    if (!element || key === undefined || event.button !== 0) return;
    event.preventDefault();
    stop?.();
    element.focus({ preventScroll: true });
    const start = { x: event.clientX, y: event.clientY };
    let far = false;

    const follow = ({ clientX, clientY }: PointerEvent) => {
      const [dx, dy] = [clientX - start.x, clientY - start.y];
      far ||= Math.hypot(dx, dy) > SLIP;
      if (!far) return;
      element.style.transform = `translate(${dx}px, ${dy}px)`;
      element.style.zIndex = '5';
    };
    const letGo = () => {
      const { x, y } = element.getBoundingClientRect();
      stop?.();
      if (far) drop(key, { x, y });
    };
    const giveUp = ({ key: pressed }: KeyboardEvent) => {
      if (pressed === 'Escape') stop?.();
    };
    const cancelled = () => stop?.();
    stop = () => {
      stop = null;
      element.style.transform = '';
      element.style.zIndex = '';
      window.removeEventListener('pointermove', follow);
      window.removeEventListener('pointerup', letGo);
      window.removeEventListener('pointercancel', cancelled);
      window.removeEventListener('keydown', giveUp);
    };
    window.addEventListener('pointermove', follow);
    window.addEventListener('pointerup', letGo);
    window.addEventListener('pointercancel', cancelled);
    window.addEventListener('keydown', giveUp);
  }

  onScopeDispose(() => stop?.());
  return { begin };
}

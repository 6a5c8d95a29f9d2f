/**
 * A call as it is spoken: `请 A 0 1 2 号到 3 号窗口`. The number of the ticket is read sign by sign,
 * the way people compare it with the one in their hand.
 */
export function spokenCall(number: string, window: number | string): string {
  return `请 ${[...number].join(' ')} 号到 ${window} 号窗口`;
}

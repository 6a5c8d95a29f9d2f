import type { ActionArguments, ActionName, DeviceKind } from '../drivers/driver.ts';

/** When an action must have begun, and the event that asked for it. */
export interface Occasion {
  /** Milliseconds UTC. */
  expires: number;
  cause?: number;
}

/** What operations know of the devices: what kind they are, and how to ask something of one. */
export interface Hands {
  kindOf(device: string): DeviceKind | undefined;
  /** Whether its driver knows this action at all. */
  can(device: string, action: ActionName): boolean;
  /** @throws Refusal when there is no such device, when it cannot do that, or when it did not */
  act<K extends ActionName>(
    device: string,
    action: K,
    args: ActionArguments[K],
    occasion: Occasion,
  ): Promise<void>;
}

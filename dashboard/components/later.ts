import { defineAsyncComponent, type Component } from 'vue';

/** How long after a failure the code of a part is asked for again. */
const AGAIN_MS = 3000;

/** A part whose code is loaded when it is first shown, and asked for until the bridge is there to give it. */
export function loadLater<C extends Component>(load: () => Promise<{ default: C }>): C {
  return defineAsyncComponent({
    loader: async () => (await load()).default,
    onError: (_error, retry) => setTimeout(retry, AGAIN_MS),
  }) as unknown as C;
}

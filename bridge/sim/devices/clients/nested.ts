import type { Scalar } from '../../../drivers/driver.ts';

type Branch = { [name: string]: Branch | Scalar };

/** Facts by paths with dots as one object: `AM2301.Temperature` stands in `AM2301`. */
export function nested(facts: readonly (readonly [path: string, value: Scalar])[]): Record<string, unknown> {
  const root: Branch = Object.create(null) as Branch;
  for (const [path, value] of facts) {
    const names = path.split('.');
    const last = names.pop() ?? path;
    let here = root;
    for (const name of names) {
      const next = here[name];
      here = typeof next === 'object' ? next : (here[name] = Object.create(null) as Branch);
    }
    here[last] = value;
  }
  return root;
}

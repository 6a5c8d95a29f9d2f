import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { runningHall } from '../support/running.ts';
import { Screen } from '../support/screen.ts';
import { within } from '../support/until.ts';

it('a connection that a browser opened and has not used holds up no stop', async () => {
  const { url, stop } = await runningHall();
  const spare = connect(Number(new URL(url).port), '127.0.0.1');
  onTestFinished(() => void spare.destroy());
  await once(spare, 'connect');
  // The bridge has it for certain once it has answered a later one.
  await Screen.watching(url);
  await within(stop(), 'the end of the hall');
  await expect(fetch(url)).rejects.toThrow();
});

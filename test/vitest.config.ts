import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

const level = (name: string, more: object = {}) => ({
  extends: true as const,
  test: { name, include: [`test/${name}/**/*.test.ts`], ...more },
});

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  plugins: [vue()],
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // As patient as `until`: unasked it gives up after one second, which a busy browser may need for a page.
    expect: { poll: { timeout: 20_000 } },
    // Two cores: more workers only make real brokers and browsers late.
    maxWorkers: 2,
    projects: [
      // Files share what they import: loading the bridge anew for each takes longer than its tests.
      level('unit', { isolate: false }),
      level('drivers', { isolate: false }),
      // What waits for other programs tries once more before it fails; see second-tries.ts.
      level('flow', { isolate: false, retry: 1 }),
      level('hardware', { isolate: false, retry: 1 }),
      level('faults', { testTimeout: 120_000, retry: 1 }),
      level('browser', { testTimeout: 120_000, retry: 1 }),
    ],
  },
});

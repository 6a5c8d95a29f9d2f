import { expect, it } from 'vitest';
import { demoHall, serialEndpoints, tcpEndpoints } from '../../../bridge/sim/demo-hall.ts';
import { Options } from '../../../bridge/verbs/sim/options.ts';
import { hallSchema } from '../../../shared/config/schema.ts';

it('a configuration for a simulated hall enters its broker as the simulated devices do', () => {
  const words = ['--broker', 'mqtts://broker:8883', '--username', 'hall', '--password', 'secret'];
  const files = ['--ca', '/pem/ca', '--cert', '/pem/cert', '--key', '/pem/key', '--verify', 'no'];
  const broker = new Options([...words, ...files], 'en').broker('mqtt://127.0.0.1:1883');
  for (const endpoints of [tcpEndpoints('127.0.0.1', 7001, broker), serialEndpoints('/ports', broker)]) {
    const { lines } = hallSchema.parse(demoHall(endpoints));
    expect(lines.find(({ id }) => id === 'mqtt')?.transport).toEqual({
      ...{ kind: 'mqtt', url: 'mqtts://broker:8883', username: 'hall', password: 'secret' },
      ...{ ca: '/pem/ca', cert: '/pem/cert', key: '/pem/key', rejectUnauthorized: false },
    });
  }
});

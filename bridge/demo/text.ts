import { Document, isMap, isSeq, type Pair } from 'yaml';
import { demoHall, tcpEndpoints } from '../sim/demo-hall.ts';

/** The host of a line that leads to a simulated device, wherever that listens today. */
export const DEMO_HOST = 'demo';

/** The number by which the first simulated line is known at that host. */
export const FIRST_PORT = 7001;

const title = ` 演示大厅 · the demo hall
 主机名 demo 指内置的模拟设备。The host "demo" stands for the simulated devices.`;

/** The configuration of the demo hall as somebody would have written it, one entry a line. */
export function demoText(): string {
  const hall = demoHall(tcpEndpoints(DEMO_HOST, FIRST_PORT, { url: 'embedded' }));
  const document = new Document({ ...hall, broker: { port: 0 } });
  document.commentBefore = title;
  if (isMap(document.contents)) {
    for (const { value } of document.contents.items as Pair[]) {
      if (isMap(value)) value.flow = true;
      else if (isSeq(value)) for (const item of value.items) if (isMap(item)) item.flow = true;
    }
  }
  return document.toString({ lineWidth: 0 });
}

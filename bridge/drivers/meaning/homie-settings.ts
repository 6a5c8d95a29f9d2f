import { z } from 'zod';
import { topicLevel, topicPart } from '../../framing/messages.ts';
import { meaningsSchema } from './meaning.ts';

/** Where a Homie device speaks, and what its properties mean; the same in every version of the convention. */
export const homieSettings = z.strictObject({
  /** Root of all devices: the base topic of Homie 4, the domain of Homie 5. */
  topic: topicPart.default('homie').meta({ zh: '根主题', en: 'Root topic' }),
  device: topicLevel.meta({ zh: '设备 id', en: 'Device id' }),
  map: meaningsSchema,
});

export type HomieSettings = z.infer<typeof homieSettings>;

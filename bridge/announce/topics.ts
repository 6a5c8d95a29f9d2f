import type { AnnounceConfig } from '../../shared/config/announce.ts';
import type { PublicDevice } from '../../shared/config/public.ts';

type Place = Pick<PublicDevice, 'kind' | 'id'>;

/** Where the bridge says whether it is there; retained, and its will. */
export function bridgeTopic({ site }: Pick<AnnounceConfig, 'site'>): string {
  return `${site}/bridge/state`;
}

/** A topic of a device: `hall/printer/p1/state`. */
export function deviceTopic({ site }: AnnounceConfig, { kind, id }: Place, word: string): string {
  return `${site}/${kind}/${id}/${word}`;
}

/** The device's name among all that Home Assistant knows. */
export function nodeOf({ site }: AnnounceConfig, { id }: Pick<Place, 'id'>): string {
  return `${site}-${id}`;
}

/** Where a device is described to Home Assistant. */
export function discoveryTopic({ discoveryPrefix }: AnnounceConfig, node: string): string {
  return `${discoveryPrefix}/device/${node}/config`;
}

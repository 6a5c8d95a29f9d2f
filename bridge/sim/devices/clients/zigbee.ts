import type { Meanings } from '../../../drivers/meaning/meaning.ts';
import { readJson } from '../../../framing/messages.ts';
import type { Key } from '../../keys.ts';
import type { LoneDevice } from '../../lone-device.ts';
import { ZigbeeGateway } from '../zigbee-gateway.ts';
import { deviceWith, type ClientParts } from './client.ts';
import { nested } from './nested.ts';
import { Panel, showsOf } from './panel.ts';
import { battery, button, door, relay, temperature, traitsOf, type Trait } from './trait.ts';

const PRESSES = ['single', 'double', 'hold'];
const contactTraits: Trait[] = [door('contact', true, false), battery('battery')];
const plugTraits: Trait[] = [
  relay('state', 'OFF', 'ON'),
  button('action', PRESSES),
  temperature('temperature'),
  battery('battery'),
];

/** A door contact behind Zigbee2MQTT (Koenkk/zigbee2mqtt 2.x). */
export function zigbeeContact(parts: ClientParts): LoneDevice {
  return radioWith(parts, contactTraits);
}

/** A button behind Zigbee2MQTT, whose presses are told once and are in no state. */
export function zigbeeButton(parts: ClientParts): LoneDevice {
  return radioWith(parts, [button('action', PRESSES), battery('battery')]);
}

/** A remote with several keys behind Zigbee2MQTT, of which the site made an evaluator. */
export function zigbeeEvaluator(parts: ClientParts): LoneDevice {
  const { grades } = parts.settings as { grades: Record<string, number> };
  const choices = Object.entries(grades).map(([raw, grade]) => ({
    raw,
    words: { zh: `按键 ${raw}（评价 ${grade}）`, en: `Key ${raw} (grade ${grade})` },
  }));
  return radioWith(parts, [{ kind: 'happening', name: 'action', choices }, battery('battery')]);
}

/** Any other device behind Zigbee2MQTT: a plug that measures, and whatever the site names. */
export function zigbeeDevice(parts: ClientParts): LoneDevice {
  const { map } = parts.settings as { map: Meanings };
  return radioWith(parts, traitsOf(plugTraits, map, { closed: true, open: false, presses: PRESSES }));
}

function radioWith(
  { port, clock, random, settings, tell }: ClientParts,
  traits: readonly Trait[],
): LoneDevice {
  const { topic, device } = settings as { topic: string; device: string };
  const gateway = new ZigbeeGateway(port, clock, topic, random);
  const stateOf = () =>
    nested(panel.states.map(({ trait, value }) => [trait.name, value])) as Record<string, string>;
  const panel: Panel = new Panel(traits, {
    tell,
    changed: () => gateway.change(device, stateOf()),
    happened: ({ name }, raw) => gateway.press(device, raw, name),
  });
  gateway.pairWith(device, stateOf());
  gateway.commanded = (name, payload) => {
    if (name !== device) return;
    for (const [what, said] of Object.entries(readJson(payload) ?? {})) {
      const trait = panel.named(what);
      if (said === 'TOGGLE') panel.command(what, null);
      else if (trait?.kind === 'toggle' && (said === trait.on || said === trait.off))
        panel.command(what, said === trait.on);
    }
  };
  const away: Key = {
    id: 'away',
    words: { zh: '走出无线范围', en: 'Out of radio reach' },
    isOn: () => gateway.isAway(device),
    press: () => gateway.setAway(device, !gateway.isAway(device)),
  };
  return deviceWith([...panel.keys, away], { shows: () => showsOf(panel) });
}

import type { z } from 'zod';

/** The parts of a hall that are named by ids, as far as this module reads them. */
interface Named {
  hours: { open: string; close: string };
  services: { id: string; prefix: string; group?: string | undefined; class?: string | undefined }[];
  groups: { id: string }[];
  classes: { id: string }[];
  windows: {
    id: string;
    services: string[];
    transferTo?: string | undefined;
    reserved?: string[] | undefined;
    lend?: { services: string[] } | undefined;
    clerk?: string | undefined;
  }[];
  clerks: {
    id: string;
    number: string;
    slot?: { device: string; door?: number | undefined; phone: number } | undefined;
  }[];
  lines: { id: string; transport: { kind: string } }[];
  devices: { id: string; line: string; window?: string | undefined }[];
  announce?: { line: string } | undefined;
}

type Path = (string | number)[];

/** Reports ids and letters that are used twice, and names of what is not there. */
export function checkConsistency(hall: Named, context: z.core.$RefinementCtx): void {
  const report = (path: Path, message: string) => context.addIssue({ code: 'custom', path, message });
  const once = (list: keyof Named, field: string, values: readonly string[]): Set<string> => {
    values.forEach((value, index) => {
      if (values.indexOf(value) < index) report([list, index, field], `"${value}" is used twice`);
    });
    return new Set(values);
  };
  const idsOf = (list: 'services' | 'groups' | 'classes' | 'windows' | 'lines' | 'devices' | 'clerks') =>
    once(
      list,
      'id',
      hall[list].map(({ id }) => id),
    );
  const known = {
    service: idsOf('services'),
    group: idsOf('groups'),
    class: idsOf('classes'),
    window: idsOf('windows'),
    line: idsOf('lines'),
    device: idsOf('devices'),
    clerk: idsOf('clerks'),
  };
  once(
    'clerks',
    'number',
    hall.clerks.map(({ number }) => number),
  );
  once(
    'services',
    'prefix',
    hall.services.map(({ prefix }) => prefix),
  );
  const named = (what: keyof typeof known, path: Path, name: string | undefined) => {
    if (name !== undefined && !known[what].has(name)) report(path, `there is no ${what} "${name}"`);
  };
  const allNamed = (what: keyof typeof known, path: Path, names: readonly string[] = []) =>
    names.forEach((name, at) => named(what, [...path, at], name));

  hall.services.forEach((service, at) => {
    named('group', ['services', at, 'group'], service.group);
    named('class', ['services', at, 'class'], service.class);
  });
  hall.windows.forEach((window, at) => {
    allNamed('service', ['windows', at, 'services'], window.services);
    allNamed('class', ['windows', at, 'reserved'], window.reserved);
    allNamed('service', ['windows', at, 'lend', 'services'], window.lend?.services);
    named('service', ['windows', at, 'transferTo'], window.transferTo);
    named('clerk', ['windows', at, 'clerk'], window.clerk);
  });
  hall.devices.forEach((device, at) => {
    named('line', ['devices', at, 'line'], device.line);
    named('window', ['devices', at, 'window'], device.window);
  });
  const boxes = new Set<string>();
  hall.clerks.forEach(({ slot }, at) => {
    named('device', ['clerks', at, 'slot', 'device'], slot?.device);
    for (const channel of slot ? [slot.door, slot.phone] : []) {
      const box = `${slot?.device}/${channel}`;
      if (channel !== undefined && boxes.has(box))
        report(['clerks', at, 'slot'], `channel ${channel} is used twice`);
      boxes.add(box);
    }
  });
  named('line', ['announce', 'line'], hall.announce?.line);
  const told = hall.lines.find(({ id }) => id === hall.announce?.line);
  if (told && told.transport.kind !== 'mqtt')
    report(['announce', 'line'], `the line "${told.id}" is no broker: name one of the kind mqtt`);
  if (hall.hours.open >= hall.hours.close) report(['hours'], 'the hall must open before it closes');
}

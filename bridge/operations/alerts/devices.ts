import { SECOND } from '../../../shared/time.ts';
import type { Present } from '../rules.ts';
import type { Finding } from './finding.ts';

/** Devices that are gone; those lost with their line are one alert, not ten. */
export function findLost({ state, hall, now }: Present): Finding[] {
  const { on, severity, seconds } = hall.alerts['device.offline'];
  if (!on) return [];
  const lost = hall.devices.filter(({ id }) => {
    const device = state.devices[id];
    return device?.availability === 'offline' && now - device.since >= seconds * SECOND;
  });
  return [...Map.groupBy(lost, ({ line }) => line)].flatMap(([line, devices]): Finding[] => {
    const onLine = hall.devices.filter((device) => device.line === line);
    if (onLine.length > 1 && devices.length === onLine.length) {
      const about = { line, devices: devices.length };
      return [{ alert: `line.offline/${line}`, kind: 'line.offline', severity, about }];
    }
    return devices.map(({ id }) => ({
      ...{ alert: `device.offline/${id}`, kind: 'device.offline', severity },
      about: { device: id },
    }));
  });
}

export function findPrinterTrouble({ state, hall }: Present): Finding[] {
  const rules = hall.alerts;
  return Object.entries(state.printers).flatMap(([device, { paper, fault }]): Finding[] => {
    if (state.devices[device]?.availability !== 'online') return [];
    if (paper === 'out') {
      const rule = rules['printer.paperOut'];
      return rule.on
        ? [{ alert: `paper/${device}`, kind: 'printer.paperOut', severity: rule.severity, about: { device } }]
        : [];
    }
    if (fault !== 'none' && fault !== 'offline') {
      const rule = rules['printer.fault'];
      return rule.on
        ? [
            {
              alert: `fault/${device}`,
              kind: 'printer.fault',
              severity: rule.severity,
              about: { device, fault },
            },
          ]
        : [];
    }
    const rule = rules['printer.paperLow'];
    return paper === 'low' && rule.on
      ? [
          {
            alert: `paperLow/${device}`,
            kind: 'printer.paperLow',
            severity: rule.severity,
            about: { device },
          },
        ]
      : [];
  });
}

export function findLowBatteries({ state, hall }: Present): Finding[] {
  const { on, severity, percent } = hall.alerts['battery.low'];
  if (!on) return [];
  return Object.entries(state.devices).flatMap(([device, { battery }]): Finding[] =>
    battery !== undefined && battery <= percent
      ? [{ alert: `battery/${device}`, kind: 'battery.low', severity, about: { device } }]
      : [],
  );
}

import mqtt from 'mqtt';
import { expect, it, onTestFinished } from 'vitest';
import { usingBrowser } from '../support/browser.ts';
import { embeddedLine, runningHall } from '../support/running.ts';

const open = usingBrowser();

it('values of a device stand in a table, each with its unit, since when, and the event behind it', async () => {
  const hall = await runningHall({
    lines: [embeddedLine],
    devices: [{ id: 'air', driver: 'tasmota-device', line: 'mqtt', settings: { topic: 'air' } }],
  });
  await hall.line('mqtt', ({ connected }) => connected);
  const client = await mqtt.connectAsync(hall.brokerUrl ?? '', { reconnectPeriod: 0 });
  onTestFinished(() => client.endAsync(true));
  const say = (topic: string, text: string) => client.publishAsync(topic, text, { qos: 1 });
  await say(
    'tele/air/SENSOR',
    '{"AM2301":{"Temperature":21.5},"<b>evil</b>":"<i>x</i>","on":true,"TempUnit":"C"}',
  );
  const page = await open(`${hall.url}/devices?device=air`);
  const table = page.getByRole('table', { name: '读数' });
  const row = table.getByRole('row', { name: 'AM2301.Temperature' });
  expect(await row.innerText()).toMatch(/21\.5\s+°C\s+\d\d:\d\d:\d\d/);
  expect(await table.getByRole('row', { name: '<b>evil</b>' }).innerText()).toContain('<i>x</i>');
  expect(await table.getByRole('row', { name: 'on' }).last().innerText()).toContain('是');
  await say('tele/air/SENSOR', '{"AM2301":{"Temperature":22.5},"TempUnit":"C"}');
  await row.getByText('22.5').waitFor();
  await row.getByRole('button').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('设备读数变化').first().waitFor();
  await dialog.getByText('22.5').first().waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await say('tele/air/LWT', 'Offline');
  await page.getByRole('table', { name: '最后一次读数（设备现在不在线）' }).waitFor();
});

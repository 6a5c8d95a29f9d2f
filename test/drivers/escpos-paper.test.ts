import { expect, it } from 'vitest';
import { loadDrivers } from '../../bridge/drivers/catalog.ts';
import type { ByteDriver } from '../../bridge/drivers/driver.ts';
import { paperOf } from '../support/paper.ts';

const printer = (await loadDrivers()).get('escpos-printer') as ByteDriver;
const ticket = {
  ticket: '2026-11-21/A012',
  hall: '湖滨区市民中心政务服务大厅一层社会保险办事处',
  number: 'A012',
  service: '社保业务（个人）',
  ahead: 3,
  issued: '2026-11-21 09:30',
  link: 'https://hall.example/t/A012',
};

function paper(settings: Record<string, unknown>): string {
  const parsed = printer.settings.parse(settings);
  const columns = (parsed as { columns: number }).columns;
  const [job] = printer.actions!.printTicket!(ticket, parsed);
  return `\n${paperOf(job!.bytes, columns).join('\n')}\n`;
}

it('a ticket on 58 mm paper has sixteen characters a line, the number as large as it goes', () => {
  expect(paper({ columns: 32 })).toBe(`
湖滨区市民中心政务服务大厅一层社
          会保险办事处

社  保  业  务  （  个  人  ）
        A   0   1   2

       前面还有 3 人等候
        2026-11-21 09:30
 ▣ https://hall.example/t/A012

✂
`);
});

it('a ticket on 80 mm paper has twenty-four, and its code may be drawn', () => {
  expect(paper({ columns: 48, codes: 'raster', cut: 'full' })).toBe(`
  湖滨区市民中心政务服务大厅一层社会保险办事处

        社  保  业  务  （  个  人  ）
                A   0   1   2

               前面还有 3 人等候
                2026-11-21 09:30
                   ▦ 192×185

✂
`);
});

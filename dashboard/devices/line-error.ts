import type { Bilingual, Language } from '../../shared/text.ts';

/** What a system says when a line fails, and what a technician makes of it. */
const meanings: [RegExp, Bilingual][] = [
  [
    /ECONNREFUSED/,
    {
      zh: '对方拒绝连接：端口不对，或设备上的服务没有启动',
      en: 'Refused: a wrong port, or nothing listens there',
    },
  ],
  [
    /ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN/,
    { zh: '网络不通：检查地址、网线和电源', en: 'Not reachable: check address, cable and power' },
  ],
  [/ENOTFOUND|EAI_AGAIN/, { zh: '主机名无法解析', en: 'The host name is not known' }],
  [/ENOENT|No such file/, { zh: '没有这个串口：检查 USB 转接线', en: 'No such port: check the USB adapter' }],
  [/EACCES|Permission denied/, { zh: '没有使用串口的权限', en: 'No permission to use the port' }],
  [
    /EBUSY|lock port|Resource temporarily unavailable/,
    { zh: '串口正被别的程序占用', en: 'Another program holds the port' },
  ],
  [
    /ECONNRESET|EPIPE|closed by the other side/,
    {
      zh: '连接被对方关闭：串口服务器重启或断电',
      en: 'Closed by the other side: it restarted or lost power',
    },
  ],
];

/** The error of a line in words; what is not known stays as the system said it. */
export function lineErrorText(error: string, language: Language): string {
  return meanings.find(([pattern]) => pattern.test(error))?.[1][language] ?? error;
}

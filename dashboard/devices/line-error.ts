import type { Bilingual, Language } from '../../shared/text.ts';

/** What a system says when a line fails, and what a technician makes of it. */
const meanings: [RegExp, Bilingual][] = [
  [
    /(ENOENT|EACCES).*, open '/,
    {
      zh: '证书或密钥文件读不到：检查配置中的 ca、cert、key',
      en: 'A certificate or key cannot be read: check ca, cert and key in the configuration',
    },
  ],
  [
    /Not authorized|Bad User ?Name or Password/i,
    {
      zh: 'MQTT 用户名或密码不对：改好配置，或在 MQTT 服务器上放行',
      en: 'Wrong user name or password for the broker: correct it here, or allow it there',
    },
  ],
  [
    /certificate|CERT_|unable to verify|self-signed|ERR_TLS|ERR_SSL|EPROTO/i,
    {
      zh: '证书不被信任：把签发它的 CA 写入 ca，并检查主机名和有效期',
      en: 'The certificate is not trusted: name its CA under ca; check host name and expiry',
    },
  ],
  [
    /unacceptable protocol|unsupported protocol/i,
    {
      zh: 'MQTT 服务器不支持这个版本：把 version 改为 4，或去掉',
      en: 'The broker does not know this version of MQTT: set version to 4, or leave it out',
    },
  ],
  [
    /RFC 2217/,
    {
      zh: '网关没有开启 RFC 2217：在网关上切换模式，或改用 kind: tcp',
      en: 'The gateway is not in RFC 2217 mode: switch it, or use kind: tcp',
    },
  ],
  [
    /the gateway (refuses|does not answer|closed)/,
    {
      zh: '网关不接受串口参数：检查波特率、数据位、校验和停止位',
      en: 'The gateway does not take the settings of the port: check speed, data bits, parity, stop bits',
    },
  ],
  [
    /the broker does not answer|connack timeout/i,
    {
      zh: 'MQTT 服务器没有应答：检查地址和端口，mqtts 与 mqtt 端口不同',
      en: 'The broker does not answer: check address and port; mqtts has another port than mqtt',
    },
  ],
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
  [
    /EACCES|Permission denied/,
    {
      zh: '没有使用串口的权限：把运行本程序的用户加入 dialout 组，再重新登录',
      en: 'No permission to use the port: add the user to the group dialout and sign in again',
    },
  ],
  [
    /EBUSY|lock port|Resource temporarily unavailable/,
    {
      zh: '串口正被别的程序占用：关闭那个程序',
      en: 'Another program holds the port: close it',
    },
  ],
  [
    /EADDRINUSE/,
    { zh: '本地端口已被占用：换一个 localPort', en: 'The local port is taken: choose another localPort' },
  ],
  [
    /EIO|ENXIO|EBADF|Input\/output error|bad file descriptor/i,
    {
      zh: '串口在使用中消失：检查 USB 转接线，插好后自动恢复',
      en: 'The port went away while in use: check the USB adapter; it is used again once it is back',
    },
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

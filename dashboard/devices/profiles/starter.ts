import type { Bilingual } from '../../../shared/text.ts';

/** A profile to begin with: it is right as it stands, and says what to put in its places. */
export const starter: Bilingual = {
  zh: `# 对照厂家的协议说明，逐字节改写；每一步都可先“检查”，再用“试解”看抓到的字节。
profile: my-device            # 档案名：小写字母、数字、-
name: { zh: 我的设备, en: My device }
kind: contact                 # evaluator 评价器，pad 呼叫器，display 窗口屏，contact 门磁，sensor 传感器 …
line: { baudRate: 9600 }      # 也可加 dataBits、parity: even、stopBits

frame:
  - head: 5A                  # 固定的字节，十六进制
  - station: u8               # 会变的一个字节
  - state: u8
    in: [0, 1]
  - sum: u8
    check: sum8(head..state)  # 校验：从 head 到 state 求和
  - end: 0D

settings:
  station: { type: integer, least: 1, most: 247, default: 1, label: { zh: 站号, en: Station } }
claims: station == settings.station

says:
  - contact: { state: 'if(state == 1, closed, open)' }

vectors:                      # 抓到的或说明书里的帧，保存前都会试一遍
  - meaning: 1 号站的门开了
    hex: 5A 01 00 5B 0D
    readings: [{ kind: contact, state: open }]
`,
  en: `# Write it from the maker's sheet, byte by byte; "Check" tries it, "Try it" reads captured bytes.
profile: my-device            # its name: small letters, digits, -
name: { zh: 我的设备, en: My device }
kind: contact                 # evaluator, pad, display, contact, sensor …
line: { baudRate: 9600 }      # also dataBits, parity: even, stopBits

frame:
  - head: 5A                  # bytes that never change, in hex
  - station: u8               # a byte that varies
  - state: u8
    in: [0, 1]
  - sum: u8
    check: sum8(head..state)  # the sum of the bytes from head to state
  - end: 0D

settings:
  station: { type: integer, least: 1, most: 247, default: 1, label: { zh: 站号, en: Station } }
claims: station == settings.station

says:
  - contact: { state: 'if(state == 1, closed, open)' }

vectors:                      # frames from the line or the sheet; they are tried before it is kept
  - meaning: the door of station 1 was opened
    hex: 5A 01 00 5B 0D
    readings: [{ kind: contact, state: open }]
`,
};

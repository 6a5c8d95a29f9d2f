import type { Bilingual } from '../text.ts';

/** Why a configuration is not taken. */
export const configRefusals = {
  'config.changed': {
    zh: '配置已被 {by} 于 {at} 改为版本 {version}。请先查看差异，再在新版本上重做。',
    en: 'The configuration was changed meanwhile by {by} at {at} (version {version}): look at the difference, then make your change on it.',
  },
  'config.fileChanged': {
    zh: '配置文件 {file} 于 {at} 在系统之外被修改。请先查看差异：采用文件的内容，或用现行版本覆盖它。',
    en: 'The file {file} was edited past the bridge at {at}: look at the difference, then take what it says or put the version in force over it.',
  },
  'config.mistakes': {
    zh: '配置有 {n} 处错误，没有生效。第一处：第 {line} 行 {field}。请先检查并改正。',
    en: 'The configuration has {n} mistakes and did not come into force. The first: line {line}, {field}. Check and mend it.',
  },
  'config.same': { zh: '与现行配置相同，无需更改。', en: 'It is the configuration in force already.' },
  'config.noSuch': {
    zh: '配置中没有“{id}”，可能已被移除。请刷新后重试。',
    en: 'There is no "{id}" in the configuration; it may have been removed. Look again.',
  },
  'config.noVersion': {
    zh: '没有版本 {version}，或它已不再保留。',
    en: 'There is no version {version}, or it is kept no longer.',
  },
  'config.notWritten': {
    zh: '无法写入配置文件（{detail}）：更改未生效，原配置完好。请检查磁盘空间和权限。',
    en: 'The configuration cannot be written ({detail}): nothing was changed and the old one is whole. Check the disk and its rights.',
  },
  'config.windowBusy': {
    zh: '窗口 {window} 还在使用，不能移除：请先办结、过号并关窗。',
    en: 'Window {window} is in use and cannot be removed: settle its ticket and close it first.',
  },
  'config.serviceOpen': {
    zh: '业务“{service}”还有未办结的号票（{numbers}），不能移除：请先办结或转移。',
    en: 'The service "{service}" has open tickets ({numbers}) and cannot be removed: finish or transfer them first.',
  },
  'config.serviceUnserved': {
    zh: '更改后没有窗口可办“{service}”，而还有人在等候（{numbers}）：请给一个窗口保留这项业务，或先办结。',
    en: 'No window would serve "{service}" any more, and people wait for it ({numbers}): keep it at one window, or serve them first.',
  },
  'config.prefixUsed': {
    zh: '字母 {prefix} 今天已发过“{other}”的号票，换给“{service}”会出现相同的号码：请在下一个营业日之前、当天取号之前更改。',
    en: 'The letter {prefix} stands on tickets of "{other}" today, and numbers would appear twice with "{service}": change it on a day before the first ticket.',
  },
  'config.dayTurns': {
    zh: '更改时区或营业日起点会使当前营业日（{date}）变成另一天：请在当天结束后更改。',
    en: 'The time zone or the start of the day would turn the present business day ({date}) into another: change it after the day.',
  },
  'config.port': {
    zh: '内置 MQTT 无法使用 {address}（{detail}）：请换一个 broker.port。',
    en: 'The built-in MQTT broker cannot have {address} ({detail}): choose another broker.port.',
  },
} as const satisfies Record<string, Bilingual>;

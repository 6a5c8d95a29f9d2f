import type { Bilingual } from '../text.ts';

/** Reasons of the technician's bench to refuse: profiles, trials, detection, readiness and simulation. */
export const benchRefusals = {
  'capture.noBytes': {
    zh: '“{driver}”不是以字节通信的设备，请选一个串口类设备来解读。',
    en: 'The device "{driver}" does not speak bytes: choose another to read the capture by.',
  },
  'profile.unknown': { zh: '没有设备档案“{profile}”。', en: 'There is no device profile "{profile}".' },
  'profile.taken': {
    zh: '“{profile}”是随系统提供的，不能更改或移除：请换一个档案名另存。',
    en: 'The profile "{profile}" came with the bridge and cannot be changed or removed: keep yours under another name.',
  },
  'profile.inUse': {
    zh: '档案“{profile}”正由设备 {devices} 使用，不能移除：请先让它们改用别的档案。',
    en: 'The profile "{profile}" is used by {devices} and cannot be removed: give them another one first.',
  },
  'profile.breaks': {
    zh: '按新档案，设备 {device} 的设置不再合用（{detail}），未保存：请先改设备设置，或在档案中保留这一项。',
    en: 'With this profile the settings of {device} would no longer fit ({detail}); it was not kept. Change the settings first, or leave the field in the profile.',
  },
  'profile.tooLong': {
    zh: '档案过长：至多 {most} 个字符。',
    en: 'The profile is too long: {most} characters at most.',
  },
  'trial.other': {
    zh: '{by} 正在试用另一台设备，请稍候，或等其结束。',
    en: 'Another device is being tried by {by}: wait until that trial ends.',
  },
  'detect.other': {
    zh: '有人正在探测 {port}：请等其结束，一次只能探测一个。',
    en: 'Somebody is finding out what stands at {port}: wait for the end, it is done one at a time.',
  },
  'detect.inUse': {
    zh: '{port} 正由线路“{line}”使用：请换一个端口，或先移除这条线路。',
    en: 'The port {port} is used by the line "{line}": choose another port, or remove that line first.',
  },
  'detect.cannotOpen': {
    zh: '打不开 {port}（{detail}）：请检查插头、地址和权限，并关闭占用它的程序。',
    en: 'The port {port} cannot be opened ({detail}): check plug, address and permission, and close what holds it.',
  },
  'detect.noQuery': {
    zh: '“{driver}”没有名为“{request}”的无害询问。请刷新后重选。',
    en: 'The device "{driver}" names no harmless question "{request}". Load the list anew and choose again.',
  },
  'detect.notAgreed': {
    zh: '要发送的字节与确认的不同，未发送。现在是 {hex}，请重新确认。',
    en: 'The bytes are not those that were agreed to; nothing was sent. They are {hex} now: agree anew.',
  },
  'readiness.gone': {
    zh: '这次自检已不在（已过了当天，或另开了一次）：请重新自检。',
    en: 'This check is gone (its day is over, or another was begun): run it again.',
  },
  'readiness.running': {
    zh: '自检还在进行：请等它结束。',
    en: 'The check is still under way: wait until it ends.',
  },
  'readiness.signed': {
    zh: '这次自检已经签过，不能再改：有变化请重新自检。',
    en: 'This check is signed and cannot be changed: if things are different now, run it again.',
  },
  'readiness.old': {
    zh: '这次自检已过去一个多小时，不能代表现在：请重新自检再签。',
    en: 'This check is more than an hour old and says nothing of now: run it again, then sign.',
  },
  'readiness.noSheet': {
    zh: '没有编号为 {seq} 的自检单。',
    en: 'There is no readiness sheet {seq}.',
  },
  'sim.unknown': {
    zh: '没有模拟设备“{device}”：它可能已停止，重启后也不保留。请刷新后重试。',
    en: 'There is no simulated device "{device}": it may have been stopped, and none outlives a restart. Look again.',
  },
  'sim.real': {
    zh: '“{device}”不是模拟设备，未作任何改动：故障与训练从不触碰真实设备。请单独启动一台模拟设备。',
    en: 'The device "{device}" is no simulated device and was not touched: faults and training are never for real ones. Start a simulated device alone instead.',
  },
  'sim.realHall': {
    zh: '本厅的设备是真实的，训练不触碰它们：请选用单独模拟设备的训练，或不带配置另开演示大厅。',
    en: 'The devices of this hall are real, and training does not touch them: choose an exercise with a device alone, or run the demo hall, which is what starts without a configuration.',
  },
  'sim.noDriver': { zh: '目录中没有设备“{driver}”。', en: 'The catalog has no device "{driver}".' },
  'sim.broker': {
    zh: '“{address}”这个 MQTT 服务器用不了（{detail}），未启动：请检查地址、用户名、口令与证书。',
    en: 'The MQTT broker "{address}" cannot be used ({detail}); it was not started. Check its address, the user, the password and the certificates.',
  },
  'sim.noLine': {
    zh: '本厅没有叫“{line}”的 MQTT 线路：请另选一个服务器。',
    en: 'This hall has no MQTT line "{line}": choose another broker.',
  },
  'sim.taken': {
    zh: '本厅的“{device}”在同一个 MQTT 服务器上用着这些主题，而且在线，两台的话会混在一起：未启动，请换一个设备名或主题。',
    en: 'The device "{device}" of this hall is online at the same broker with these topics, and nobody could tell the two apart: it was not started. Give it another name or topic.',
  },
  'sim.settings': {
    zh: '“{driver}”的设置不合用（{detail}），未启动：请改正后重试。',
    en: 'The settings do not fit "{driver}" ({detail}); it was not started. Mend them and try again.',
  },
  'sim.port': {
    zh: '端口 {port} 用不了（{detail}）：请换一个，或填 0 任选。',
    en: 'Port {port} cannot be had ({detail}): choose another, or 0 for any.',
  },
  'sim.noSocat': {
    zh: '这台机器没有 socat，开不了模拟串口：请安装（apt-get install socat），或只用 TCP 端口。',
    en: 'This machine has no socat, and can offer no simulated serial port: install it (apt-get install socat), or use the TCP port alone.',
  },
  'sim.serial': {
    zh: '这台机器开不了模拟串口（{detail}）：请只用 TCP 端口。',
    en: 'This machine can offer no simulated serial port ({detail}): use the TCP port alone.',
  },
  'sim.tooMany': {
    zh: '已有 {most} 台单独的模拟设备，不能再多：请先停止一台。',
    en: 'There are {most} simulated devices alone, and no more can be: stop one first.',
  },
  'sim.noRate': {
    zh: '“{device}”经 MQTT 传消息，没有波特率。',
    en: 'The device "{device}" speaks MQTT, and has no baud rate.',
  },
  'sim.noKey': {
    zh: '“{device}”没有按键“{key}”。请刷新后重试。',
    en: 'The device "{device}" has no key "{key}". Look again.',
  },
  'sim.exercising': {
    zh: '训练正在进行：请先作答，或放弃这一题。',
    en: 'An exercise is under way: answer it first, or give it up.',
  },
  'sim.noTask': {
    zh: '现在没有训练题：请先开始一题（无人作答的题半小时后自动结束）。',
    en: 'No exercise is under way: begin one first (one that nobody answers ends after half an hour).',
  },
  'sim.noExercise': { zh: '没有训练“{exercise}”。', en: 'There is no exercise "{exercise}".' },
  'sim.nothing': {
    zh: '没有合适的模拟设备可供训练：请先修好、插回它们，并确认它们仍在大厅配置中。',
    en: 'No simulated device fits this exercise: mend and plug in those there are, and see that the hall has them.',
  },
} as const satisfies Record<string, Bilingual>;

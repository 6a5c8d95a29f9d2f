/** Words of the screens that call people. */
export const words = {
  zh: {
    display: {
      title: '叫号屏',
      latest: '最近叫号',
      to: '请到',
      window: '{number} 号窗口',
      none: '还没有叫号',
      idle: '请留意屏幕和语音叫号',
      rest: { before: '{open} 开始办理', after: '今天的办理已结束' },
      emergency: '紧急通知',
      opening: '正在连接主机…',
      lost: '叫号屏与主机失去联系',
      lostHelp: '现在的叫号不会显示在这里，请听从工作人员引导。',
      unknown: '没有名为“{id}”的屏幕，现按全厅显示。请检查网址或配置 displays.screens。',
      voice: {
        touch: '请点一下屏幕，开启语音叫号',
        none: '本浏览器没有语音，只显示不播报',
        foreign: '本浏览器没有中文语音，只显示不播报',
      },
    },
  },
  en: {
    display: {
      title: 'Calls',
      latest: 'Latest calls',
      to: 'Please go to',
      window: 'Window {number}',
      none: 'Nobody has been called yet',
      idle: 'Please watch the screen and listen for your number',
      rest: { before: 'We open at {open}', after: 'Closed for today' },
      emergency: 'Emergency',
      opening: 'Connecting to the bridge…',
      lost: 'This screen has lost the bridge',
      lostHelp: 'Calls made now are not shown here: please follow the staff.',
      unknown: 'No screen is named "{id}": all calls are shown. Check the address, or displays.screens.',
      voice: {
        touch: 'Touch the screen once to switch the voice on',
        none: 'This browser has no speech: calls are shown, not spoken',
        foreign: 'This browser has no Chinese voice: calls are shown, not spoken',
      },
    },
  },
};

/** Words of what can be set at a device. */
export const words = {
  zh: {
    adjust: {
      title: '调整与查询',
      clearText: '清空',
      powerOn: '亮屏',
      powerOff: '熄屏',
      brightness: '亮度（0 最暗，15 最亮）',
      setBrightness: '设亮度',
      setClock: '校时',
      askStatus: '查询状态',
    },
  },
  en: {
    adjust: {
      title: 'Set and ask',
      clearText: 'Clear',
      powerOn: 'Switch on',
      powerOff: 'Switch off',
      brightness: 'Brightness (0 darkest, 15 brightest)',
      setBrightness: 'Set brightness',
      setClock: 'Set clock',
      askStatus: 'Ask for status',
    },
  },
};

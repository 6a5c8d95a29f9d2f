/** Words of the row of the technician's pages. */
export const words = {
  zh: {
    bench: {
      title: '设备管理页面',
      detect: '识别设备',
      learn: '按键学习',
      profiles: '档案',
      add: '添加',
      readiness: '开门自检',
      health: '健康',
      capture: '回放',
      simulate: '模拟与训练',
      config: '配置',
    },
  },
  en: {
    bench: {
      title: "The technician's pages",
      detect: 'Detect',
      learn: 'Learn',
      profiles: 'Profiles',
      add: 'Add',
      readiness: 'Readiness',
      health: 'Health',
      capture: 'Replay',
      simulate: 'Simulate',
      config: 'Configuration',
    },
  },
};

import type { Verb } from './verb.ts';

const verb: Verb = {
  summary: {
    zh: '启动桥接程序与页面（同 npm start）',
    en: 'Run the bridge and its pages (as npm start does)',
  },
  help: {
    zh: `hall start

启动桥接程序与页面。设置来自环境变量：
  HALL_CONFIG  大厅的 YAML 配置文件；不设置则运行演示大厅
  HALL_DATA    存放日志（journal）的文件夹，默认 ~/.hallwatch；演示大厅用其中的 demo
  HALL_HOST    监听地址，默认 127.0.0.1
  HALL_PORT    监听端口，默认 8080`,
    en: `hall start

Runs the bridge and its pages. Settings come from the environment:
  HALL_CONFIG  the hall's YAML file; without it the demo hall runs
  HALL_DATA    the folder that holds the journal, ~/.hallwatch by default; the demo hall uses demo/ in it
  HALL_HOST    the address to listen on, 127.0.0.1 by default
  HALL_PORT    the port to listen on, 8080 by default`,
  },
  async run() {
    await import('../main.ts');
    return new Promise(() => undefined);
  },
};
export default verb;

import { loadHall } from '../config/load.ts';
import { ConfigError } from '../schemas/mistake.ts';
import { shelfOf } from '../profiles/find.ts';
import { UsageError, type Verb } from './verb.ts';

const verb: Verb = {
  summary: { zh: '检查配置文件，不启动', en: 'Check a configuration without starting' },
  help: {
    zh: `hall check <文件.yaml>

检查大厅配置：逐条列出错误所在的文件、行、字段与改法。没有错误时退出码为 0。`,
    en: `hall check <file.yaml>

Checks a hall's configuration: lists every mistake by file, line and field, with what would
be right. Exits with 0 when there is none.`,
  },
  async run([file, ...rest], { language, out }) {
    if (file === undefined || rest.length > 0) throw new UsageError();
    try {
      const { drivers, unusable } = await shelfOf({ ...process.env, HALL_CONFIG: file });
      for (const { words } of unusable) out(words[language]);
      const hall = loadHall(file, drivers, language);
      const { services, windows, lines, devices } = hall;
      out(
        language === 'zh'
          ? `${file}：没有错误。${hall.name.zh}：${services.length} 项业务，${windows.length} 个窗口，${lines.length} 条线路，${devices.length} 台设备。`
          : `${file}: no mistakes. ${hall.name.en}: ${services.length} services, ${windows.length} windows, ${lines.length} lines, ${devices.length} devices.`,
      );
      return 0;
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      out(error.message);
      return 1;
    }
  },
};
export default verb;

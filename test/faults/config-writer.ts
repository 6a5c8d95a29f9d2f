/** Replaces a file by two texts in turn, for ever, as a program of its own that can be killed. */
import { replaceFile } from '../../bridge/config/replace.ts';

const [file = '', ...texts] = process.argv.slice(2);
for (let turn = 0; ; turn += 1) {
  const text = texts[turn % texts.length] ?? '';
  await (await replaceFile(file, text.repeat(100_000))).keep();
}

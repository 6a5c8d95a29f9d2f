import type { DetectReport, Finding } from '../../../shared/workbench/detection.ts';
import type { Bilingual } from '../../../shared/text.ts';
import { characterWords } from '../../transports/character.ts';

/** What a verdict is made of. */
export type Ground = Pick<DetectReport, 'phase' | 'bytes' | 'findings' | 'error'> & { address: string };

/** The outcome of listening in a sentence that says what to do next. */
export function verdictOf({ phase, bytes, findings, error, address }: Ground): Bilingual {
  if (phase === 'failed') {
    return {
      zh: `${address} 中断了（${error}）：检查插头和电源，再重新开始`,
      en: `${address} was lost (${error}): check plug and power, then begin again`,
    };
  }
  const [best, ...others] = findings;
  if (!best) return nothingWords(phase, bytes);
  if (others.length > 0) {
    const count = findings.length;
    if (findings.every(({ together }) => together)) {
      return {
        zh: `线上有 ${count} 种设备，可分别添加`,
        en: `${count} devices stand on this line: add each`,
      };
    }
    return {
      zh: `有 ${count} 种设备都符合，请按说明区分`,
      en: `${count} devices fit: tell them apart as each says`,
    };
  }
  return foundWords(best);
}

function foundWords({ name, confidence, character }: Finding): Bilingual {
  const at = character
    ? { zh: `，${characterWords(character)}`, en: ` at ${characterWords(character)}` }
    : null;
  const sure = {
    certain: { zh: '是', en: 'This is' },
    likely: { zh: '很可能是', en: 'Probably' },
    faint: { zh: '有点像', en: 'It looks a little like' },
  }[confidence];
  return { zh: `${sure.zh}“${name.zh}”${at?.zh ?? ''}`, en: `${sure.en}: ${name.en}${at?.en ?? ''}` };
}

function nothingWords(phase: DetectReport['phase'], bytes: number): Bilingual {
  if (phase === 'listening') {
    return bytes === 0
      ? {
          zh: '还没有声音：按一下设备的键，或开关一次门',
          en: 'Nothing yet: press a key of the device, or move its door',
        }
      : { zh: '有数据，还认不出是什么', en: 'Something speaks, and is not known yet' };
  }
  return bytes === 0
    ? {
        zh: '什么也没有收到。很多设备不问不答：可在下面逐条询问；否则检查电源、接线、A/B 与 TX/RX',
        en: 'Nothing was heard. Many devices speak only when asked: ask below, one question at a time; else check power, wires, A/B and TX/RX',
      }
    : {
        zh: `收到 ${bytes} 字节，但没有已知的设备符合。请看下面收到了什么，或用“学习”为它写一份档案`,
        en: `${bytes} bytes came and no known device fits. See below what they are, or let its profile be learned`,
      };
}

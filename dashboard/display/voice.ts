import { onScopeDispose, ref, type Ref } from 'vue';

/**
 * Whether this browser can speak: `touch` where it wants to be touched first, `none` without any
 * speech, `foreign` without a Chinese voice.
 */
export type VoiceState = 'asking' | 'ready' | 'touch' | 'none' | 'foreign';

/** No announcement is longer; an utterance that never ends is a fault of the browser. */
const LONGEST = 20_000;
/** Browsers list their voices late, and some have none. */
const PATIENCE = 3_000;

/** The speech of the browser, and what keeps it from speaking. */
export interface Voice {
  state: Ref<VoiceState>;
  /** Resolves when it has been said, or could not be. */
  say: (text: string) => Promise<void>;
}

/** Listens to whether the browser speaks, and tries again once somebody has touched the screen. */
export function useVoice(): Voice {
  const speech = 'speechSynthesis' in window ? window.speechSynthesis : null;
  const state = ref<VoiceState>(speech ? 'asking' : 'none');

  const isChinese = ({ lang }: SpeechSynthesisVoice) => /^(zh|cmn)/i.test(lang);
  const chinese = () => speech?.getVoices().find((voice) => isChinese(voice) && voice.localService);
  const anyChinese = () => chinese() ?? speech?.getVoices().find(isChinese);

  function speak(text: string, volume: number): Promise<boolean> {
    if (!speech) return Promise.resolve(false);
    return new Promise((resolve) => {
      const utterance = new SpeechSynthesisUtterance(text);
      utterance.lang = 'zh-CN';
      utterance.rate = 0.9;
      utterance.volume = volume;
      const voice = anyChinese();
      if (voice) utterance.voice = voice;
      const timer = setTimeout(() => {
        // A queue that hangs would hang for good.
        speech.cancel();
        resolve(false);
      }, LONGEST);
      const settle = (isSaid: boolean) => {
        clearTimeout(timer);
        resolve(isSaid);
      };
      utterance.onend = () => settle(true);
      utterance.onerror = ({ error }) => {
        if (error === 'not-allowed') state.value = 'touch';
        settle(false);
      };
      speech.speak(utterance);
    });
  }

  async function look(): Promise<void> {
    if (!speech || state.value === 'ready') return;
    if (speech.getVoices().length === 0) return;
    if (!anyChinese()) {
      state.value = 'foreign';
      return;
    }
    if (await speak('。', 0)) state.value = 'ready';
  }

  async function say(text: string): Promise<void> {
    if (state.value === 'none' || state.value === 'foreign') return;
    if (await speak(text, 1)) state.value = 'ready';
  }

  const again = () => void look();
  const late = setTimeout(() => {
    if (state.value === 'asking') state.value = speech?.getVoices().length ? 'touch' : 'none';
  }, PATIENCE);
  speech?.addEventListener?.('voiceschanged', again);
  window.addEventListener('pointerdown', again);
  window.addEventListener('keydown', again);
  void look();
  onScopeDispose(() => {
    clearTimeout(late);
    speech?.removeEventListener?.('voiceschanged', again);
    window.removeEventListener('pointerdown', again);
    window.removeEventListener('keydown', again);
    speech?.cancel();
  });
  return { state, say };
}

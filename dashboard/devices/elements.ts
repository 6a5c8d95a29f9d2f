/** The parts of element-plus this page uses, each with its own style; nothing else of it is loaded. */
import 'element-plus/es/components/button/style/css';
import 'element-plus/es/components/config-provider/style/css';
import 'element-plus/es/components/dialog/style/css';
import 'element-plus/es/components/input/style/css';
import './elements.css';
import { ElConfigProvider as Provider } from 'element-plus/es/components/config-provider/index';
import english from 'element-plus/es/locale/lang/en';
import chinese from 'element-plus/es/locale/lang/zh-cn';
import type { FunctionalComponent } from 'vue';

export { ElButton } from 'element-plus/es/components/button/index';
export { ElDialog } from 'element-plus/es/components/dialog/index';
export { ElInput } from 'element-plus/es/components/input/index';
export { chinese, english };

/** Its own types do not survive strict optional properties; these are the ones used here. */
export const ElConfigProvider = Provider as unknown as FunctionalComponent<{ locale: typeof chinese }>;

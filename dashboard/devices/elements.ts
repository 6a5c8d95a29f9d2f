/** The parts of element-plus this page uses, each with its own style; nothing else of it is loaded. */
import 'element-plus/es/components/button/style/css';
import 'element-plus/es/components/config-provider/style/css';
import 'element-plus/es/components/dialog/style/css';
import 'element-plus/es/components/input/style/css';
import 'element-plus/es/components/option/style/css';
import 'element-plus/es/components/select/style/css';

export { ElButton } from 'element-plus/es/components/button/index';
export { ElConfigProvider } from 'element-plus/es/components/config-provider/index';
export { ElDialog } from 'element-plus/es/components/dialog/index';
export { ElInput } from 'element-plus/es/components/input/index';
export { ElOption, ElSelect } from 'element-plus/es/components/select/index';
export { default as elementsInEnglish } from 'element-plus/es/locale/lang/en';
export { default as elementsInChinese } from 'element-plus/es/locale/lang/zh-cn';

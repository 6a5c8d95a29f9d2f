import './polyfills.ts';
import '@fontsource-variable/noto-sans-sc/wght.css';
import './styles/index.css';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './app.vue';
import { i18n } from './i18n/index.ts';
import { fetchAhead, openMissing } from './missing-code.ts';
import { createPages } from './router.ts';
import { useLink } from './stores/link.ts';

const app = createApp(App);
const pages = createPages();
app.use(createPinia()).use(i18n).use(pages);
openMissing(pages);
fetchAhead(pages);
// One panel that cannot be drawn is logged; the others go on.
app.config.errorHandler = (error) => console.error(error);
app.mount('#app');
useLink().start();

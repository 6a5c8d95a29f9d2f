import './polyfills.ts';
import '@fontsource-variable/noto-sans-sc/wght.css';
import './styles/index.css';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './app.vue';
import { i18n } from './i18n/index.ts';
import { createPages } from './router.ts';
import { useLink } from './stores/link.ts';

const app = createApp(App);
app.use(createPinia()).use(i18n).use(createPages());
app.mount('#app');
useLink().start();

import '../polyfills.ts';
import '../styles/tokens.css';
import '../styles/base.css';
import './visitor.css';
import { createApp } from 'vue';

/**
 * The pages for taxpayers' phones, apart from the application: no link to the hall's state, no
 * store, no fonts beside the phone's own. What they show comes from two addresses.
 */
const path = window.location.pathname;
const page = path.startsWith('/t/') ? import('./ticket/ticket-page.vue') : import('./notice/notice-page.vue');

page.then(
  ({ default: component }) => createApp(component).mount('#visitor'),
  () => {
    const place = document.querySelector('#visitor p');
    if (place) place.textContent = '页面没有加载完整，请刷新。 The page did not load: please try again.';
  },
);

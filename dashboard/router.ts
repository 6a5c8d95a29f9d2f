import { createRouter, createWebHistory, type Router } from 'vue-router';

declare module 'vue-router' {
  interface RouteMeta {
    /** Key of the page's title in the words. */
    title?: string;
    /** A page that fills the screen, without the plain header. */
    wall?: boolean;
    /** One of the technician's pages, which stand in a row of their own. */
    bench?: boolean;
    /** A page without the header of the staff: people of the hall stand before it. */
    bare?: boolean;
    /** A screen to be touched by everybody, from which nothing leads elsewhere. */
    kiosk?: boolean;
  }
}

/** The pages, each loaded when it is first visited. */
export function createPages(): Router {
  const router = createRouter({
    history: createWebHistory(),
    routes: [
      { path: '/', redirect: '/wall' },
      {
        path: '/wall',
        component: () => import('./wall/wall-page.vue'),
        meta: { title: 'app.wall', wall: true },
      },
      {
        path: '/devices',
        component: () => import('./devices/devices-page.vue'),
        meta: { title: 'app.devices', bench: true },
      },
      {
        path: '/devices/capture',
        component: () => import('./devices/capture/capture-page.vue'),
        meta: { title: 'capture.title', bench: true },
      },
      {
        path: '/devices/profiles',
        component: () => import('./devices/profiles/profiles-page.vue'),
        meta: { title: 'profiles.title', bench: true },
      },
      {
        path: '/devices/detect',
        component: () => import('./devices/detect/detect-page.vue'),
        meta: { title: 'detect.title', bench: true },
      },
      {
        path: '/devices/learn',
        component: () => import('./devices/learn/learn-page.vue'),
        meta: { title: 'learn.title', bench: true },
      },
      {
        path: '/devices/simulate',
        component: () => import('./devices/simulate/simulate-page.vue'),
        meta: { title: 'sim.title', bench: true },
      },
      {
        path: '/devices/config',
        component: () => import('./devices/config/config-page.vue'),
        meta: { title: 'config.title', bench: true },
      },
      {
        path: '/devices/:what(add|edit)/:device?',
        component: () => import('./devices/add/add-page.vue'),
        meta: { title: 'adding.title', bench: true },
      },
      {
        path: '/devices/readiness',
        component: () => import('./devices/readiness/readiness-page.vue'),
        meta: { title: 'readiness.title', bench: true },
      },
      {
        path: '/devices/readiness/:seq(\\d+)',
        component: () => import('./devices/readiness/sheet-page.vue'),
        meta: { title: 'readiness.sheet', bench: true },
      },
      {
        path: '/devices/health',
        component: () => import('./devices/health/health-page.vue'),
        meta: { title: 'health.title', bench: true },
      },
      {
        path: '/window',
        component: () => import('./window/choose-page.vue'),
        meta: { title: 'console.chooseTitle' },
      },
      {
        path: '/window/:id',
        component: () => import('./window/console-page.vue'),
        meta: { title: 'console.title' },
      },
      {
        path: '/discipline',
        component: () => import('./discipline/discipline-page.vue'),
        meta: { title: 'discipline.title' },
      },
      {
        path: '/me/:clerk?',
        component: () => import('./discipline/own-page.vue'),
        meta: { title: 'discipline.ownTitle' },
      },
      {
        path: '/kiosk/:device?',
        component: () => import('./kiosk/kiosk-page.vue'),
        meta: { title: 'kiosk.title', bare: true, kiosk: true },
      },
      {
        path: '/guide/:tab(issue|tickets|appointments|more)?',
        component: () => import('./guide/guide-page.vue'),
        meta: { title: 'guide.title' },
      },
      { path: '/duty', component: () => import('./duty/duty-page.vue'), meta: { title: 'duty.title' } },
      {
        path: '/ledger',
        component: () => import('./ledger/ledger-page.vue'),
        meta: { title: 'ledger.title' },
      },
      {
        path: '/ledger/:date(\\d{4}-\\d{2}-\\d{2})/:number(\\d+)',
        component: () => import('./ledger/entry-page.vue'),
        meta: { title: 'ledger.title' },
      },
      {
        path: '/ledger/:date(\\d{4}-\\d{2}-\\d{2})/:number(\\d+)/slip/:slip(\\d+)',
        component: () => import('./ledger/slip-page.vue'),
        meta: { title: 'ledger.slip' },
      },
      {
        path: '/display/:id?',
        component: () => import('./display/display-page.vue'),
        meta: { title: 'display.title', wall: true, bare: true },
      },
      {
        path: '/displays',
        component: () => import('./displays/displays-page.vue'),
        meta: { title: 'screens.title' },
      },
      { path: '/daily', component: () => import('./daily/daily-page.vue'), meta: { title: 'app.daily' } },
      {
        path: '/event/:seq(\\d+)',
        component: () => import('./components/event/event-page.vue'),
        meta: { title: 'app.event' },
      },
      { path: '/:rest(.*)*', redirect: '/wall' },
    ],
  });
  router.afterEach(({ meta }) => {
    document.documentElement.classList.toggle('wall', meta.wall === true);
    document.documentElement.classList.toggle('bench', meta.bench === true);
    document.documentElement.classList.toggle('kiosk', meta.kiosk === true);
  });
  return router;
}

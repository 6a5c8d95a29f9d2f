import vue from '@vitejs/plugin-vue';
import { defineConfig, type Plugin } from 'vite';

declare const process: { env: Record<string, string | undefined> };

const bridge = `http://127.0.0.1:${process.env.HALL_PORT ?? 8080}`;

/** While developing, taxpayers' pages come from their own document, as the bridge does it. */
const visitorPages: Plugin = {
  name: 'visitor-pages',
  configureServer: ({ middlewares }) => {
    middlewares.use((request, _reply, next) => {
      if (/^\/(t\/|public\/?($|[?#]))/.test(request.url ?? '')) request.url = '/visitor.html';
      next();
    });
  },
};

/** Everything is served by the bridge: no address outside, no font from elsewhere. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [vue(), visitorPages],
  define: {
    __VUE_OPTIONS_API__: true,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_I18N_LEGACY_API__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  server: {
    port: 5173,
    strictPort: true,
    proxy: {
      // The bridge asks whether a page was sent by itself: it is told the address as the browser knows it.
      '/api': { target: bridge, changeOrigin: false },
      '/socket.io': { target: bridge, ws: true },
    },
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'chrome90',
    // Fonts stay files, so that a page loads only the slices it shows.
    assetsInlineLimit: 2048,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      input: ['index.html', 'visitor.html'].map((name) => `${import.meta.dirname}/${name}`),
      output: {
        codeSplitting: {
          // What every page needs is shared out first, also the helpers of the compiler; else it would come
          // with the charts, and they with every page.
          groups: [
            { name: 'echarts', priority: 1, test: /node_modules[\\/](echarts|zrender|vue-echarts)[\\/]/ },
            {
              name: 'vue',
              priority: 4,
              test: /node_modules[\\/](vue|@vue)[\\/]|@oxc-project|vite[\\/](preload|modulepreload)|plugin-vue/,
            },
            // Taxpayers' pages do without.
            {
              name: 'shell',
              priority: 3,
              test: /node_modules[\\/](pinia|vue-router|vue-i18n|@intlify)[\\/]/,
            },
            {
              name: 'socket',
              priority: 2,
              test: /node_modules[\\/](socket\.io-client|socket\.io-parser|engine\.io-client|engine\.io-parser)[\\/]/,
            },
          ],
        },
      },
    },
  },
});

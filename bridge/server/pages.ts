import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import serveStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { languageOf } from './answers.ts';
import { isVisitorsPage } from './rights.ts';

const DASHBOARD = fileURLToPath(new URL('../../dashboard/dist', import.meta.url));

/** The pages as they were built: every address that is none of the interface's leads to one of them. */
export async function addPages(app: FastifyInstance): Promise<void> {
  const isBuilt = existsSync(DASHBOARD);
  if (isBuilt) {
    await app.register(serveStatic, {
      root: DASHBOARD,
      // Names of assets carry a hash of their content.
      setHeaders: (reply, path) => {
        const isAsset = path.includes('/assets/');
        void reply.header('cache-control', isAsset ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
      cacheControl: false,
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const isPage = request.method === 'GET' && !/^\/api(?![^/?#])/.test(request.url);
    const page = isVisitorsPage(request.url) ? 'visitor.html' : 'index.html';
    if (isPage && isBuilt) return reply.header('cache-control', 'no-cache').sendFile(page);
    const language = languageOf(request);
    const message = isPage
      ? { zh: '页面尚未构建：请用 npm start 启动。', en: 'The pages are not built: start with npm start.' }
      : { zh: '没有这个地址。', en: 'There is nothing at this address.' };
    return reply.code(404).send({ ok: false, code: 'notFound', message: message[language] });
  });
}

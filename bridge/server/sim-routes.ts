import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '../../shared/events/index.ts';
import {
  simFaultsSchema,
  simPlugSchema,
  simPressSchema,
  simRateSchema,
  startSimSchema,
  type SimAnswer,
  type SimFramesAnswer,
} from '../../shared/workbench/simulation.ts';
import {
  answerTrainingSchema,
  beginTrainingSchema,
  type TrainingVerdict,
} from '../../shared/workbench/training.ts';
import type { SimDesk } from '../sim/desk/desk.ts';
import { bodyOf } from './body.ts';

export interface SimRoutes {
  desk: SimDesk;
  /** Who asks, if he may. @throws Refusal */
  actorFor: (request: FastifyRequest, command: string) => Actor;
}

/**
 * Simulated devices over HTTP: what they are, and what may be done to them. Nothing of it is an
 * event of the hall; what a device of the hall then says is one, as always.
 */
export function addSimRoutes(app: FastifyInstance, { desk, actorFor }: SimRoutes): void {
  app.get('/api/sim', (): SimAnswer => desk.answer());
  app.get<{ Params: { device: string } }>(
    '/api/sim/devices/:device/frames',
    ({ params }): SimFramesAnswer => ({ records: desk.frames(params.device) }),
  );
  app.post<{ Body: unknown }>('/api/sim/devices', async (request) => {
    actorFor(request, 'simulateDevice');
    return { ok: true, device: await desk.start(bodyOf(startSimSchema, request.body)) };
  });
  app.delete<{ Params: { device: string } }>('/api/sim/devices/:device', async (request) => {
    actorFor(request, 'simulateDevice');
    await desk.remove(request.params.device);
    return { ok: true };
  });
  app.post<{ Body: unknown }>('/api/sim/faults', (request) => {
    actorFor(request, 'simulateDevice');
    const { device, faults } = bodyOf(simFaultsSchema, request.body);
    desk.setFaults(device, faults);
    return { ok: true };
  });
  app.post<{ Body: unknown }>('/api/sim/plug', (request) => {
    actorFor(request, 'simulateDevice');
    const { device, plugged } = bodyOf(simPlugSchema, request.body);
    desk.plug(device, plugged);
    return { ok: true };
  });
  app.post<{ Body: unknown }>('/api/sim/press', (request) => {
    actorFor(request, 'simulateDevice');
    const { device, key, number } = bodyOf(simPressSchema, request.body);
    desk.press(device, key, number);
    return { ok: true };
  });
  app.post<{ Body: unknown }>('/api/sim/rate', (request) => {
    actorFor(request, 'simulateDevice');
    const { device, baudRate } = bodyOf(simRateSchema, request.body);
    desk.setRate(device, baudRate);
    return { ok: true };
  });
  addTraining(app, { desk, actorFor });
}

function addTraining(app: FastifyInstance, { desk, actorFor }: SimRoutes): void {
  app.post<{ Body: unknown }>('/api/sim/training', async (request) => {
    actorFor(request, 'train');
    const { kind, device } = bodyOf(beginTrainingSchema, request.body);
    await desk.train(kind, device);
    return { ok: true };
  });
  app.post<{ Body: unknown }>('/api/sim/training/answer', async (request): Promise<TrainingVerdict> => {
    actorFor(request, 'train');
    return desk.judge(bodyOf(answerTrainingSchema, request.body).answer);
  });
  app.delete('/api/sim/training', async (request): Promise<TrainingVerdict> => {
    actorFor(request, 'train');
    return desk.giveUp();
  });
}

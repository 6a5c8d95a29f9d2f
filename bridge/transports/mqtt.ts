import mqtt, { type MqttClient } from 'mqtt';
import { SECOND } from '../../shared/time.ts';
import { once, type MessageConnection, type MessageEvents, type MessageTransport } from './transport.ts';

export interface MqttSettings {
  url: string;
  username?: string | undefined;
  password?: string | undefined;
}

/** A broker on the network, such as mosquitto. */
export function mqttTransport(settings: MqttSettings): MessageTransport {
  return {
    medium: 'messages',
    address: settings.url,
    open: (events) => openClient(settings, events),
  };
}

function openClient(
  { url, username, password }: MqttSettings,
  events: MessageEvents,
): Promise<MessageConnection> {
  return new Promise((resolve, reject) => {
    // The line above decides when to connect again; a client of its own for each connect.
    const client = mqtt.connect(url, {
      clientId: `hallwatch-${process.pid}-${Math.trunc(performance.now() * 1000).toString(36)}`,
      reconnectPeriod: 0,
      connectTimeout: 5 * SECOND,
      keepalive: 15,
      clean: true,
      ...(username !== undefined ? { username } : {}),
      ...(password !== undefined ? { password } : {}),
    });
    const closed = once(events.closed);
    let failure: Error | undefined;
    let connected = false;
    // mqtt.js sends PUBACK when this calls back, and not before: the place to commit first.
    client.handleMessage = ({ topic, payload, retain }, done) => {
      const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload;
      events.message({ topic, payload: bytes, retained: retain }).then(
        () => done(),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
      );
    };
    client.on('error', (error) => (failure = error));
    client.on('close', () => {
      if (connected) closed(failure);
      else reject(failure ?? new Error('the broker does not answer'));
      client.end(true);
    });
    client.once('connect', () => {
      connected = true;
      resolve(connectionOf(client));
    });
  });
}

function connectionOf(client: MqttClient): MessageConnection {
  return {
    subscribe: async (filters) => {
      await client.subscribeAsync(filters, { qos: 1 });
    },
    publish: async (topic, payload) => {
      if (!client.connected) throw new Error('the broker is not connected');
      await client.publishAsync(topic, Buffer.from(payload), { qos: 1 });
    },
    close: () => client.endAsync(),
  };
}

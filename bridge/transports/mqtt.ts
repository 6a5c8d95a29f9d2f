import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { hideValue } from '../../shared/config/secrets.ts';
import { SECOND } from '../../shared/time.ts';
import './packet-numbers.ts';
import {
  once,
  type MessageConnection,
  type MessageEvents,
  type MessageTransport,
  type PublishOptions,
} from './transport.ts';

/** What a broker says in the bridge's name when the bridge is lost without a goodbye. */
export interface Will {
  topic: string;
  payload: string;
  retain?: boolean;
  qos?: 0 | 1;
  /**
   * Milliseconds the broker waits first, so that a bridge that is soon back is not missed: by
   * the `clientId` it had, so it needs one that outlives a restart. MQTT 5 only.
   */
  delay?: number;
}

export interface MqttSettings {
  url: string;
  /** 4 is MQTT 3.1.1. Without it 5 is tried, and 4 with a broker that refuses 5. */
  version?: 4 | 5 | undefined;
  /** Of its own among the broker's clients: a second of this name puts the first out. */
  clientId?: string | undefined;
  username?: string | undefined;
  password?: string | undefined;
  /** Files in PEM, read at every connect: a certificate that was renewed is used without a restart. */
  ca?: string | undefined;
  cert?: string | undefined;
  key?: string | undefined;
  rejectUnauthorized?: boolean | undefined;
  will?: Will | undefined;
}

type Version = 4 | 5;

/** Reasons of a CONNACK for a version the broker does not know: of MQTT 3.1.1, and of 5. */
const UNKNOWN_VERSION = [1, 132];

/** A broker on the network, such as mosquitto. */
export function mqttTransport(settings: MqttSettings): MessageTransport {
  let version: Version = settings.version ?? 5;
  const clientId = settings.clientId ?? `hallwatch-${randomUUID().slice(0, 13)}`;
  const named = { ...settings, clientId };
  return {
    medium: 'messages',
    address: hideValue('url', settings.url),
    open: async (events) => {
      try {
        return await openClient(named, version, events);
      } catch (error) {
        if (settings.version !== undefined || version === 4 || !refusesVersion(error)) throw error;
        version = 4;
        return openClient(named, version, events);
      }
    },
  };
}

function refusesVersion(error: unknown): boolean {
  return UNKNOWN_VERSION.includes((error as { code?: number }).code ?? NaN);
}

function openClient(
  settings: MqttSettings,
  version: Version,
  events: MessageEvents,
): Promise<MessageConnection> {
  return new Promise((resolve, reject) => {
    // The line above decides when to connect again; a client of its own for each connect.
    const client = mqtt.connect(settings.url, clientOptions(settings, version));
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
    // A broker of MQTT 5 says why it hangs up.
    client.on('disconnect', ({ reasonCode }) => {
      failure ??= new Error(`closed by the broker, reason ${reasonCode ?? 0}`);
    });
    client.on('close', () => {
      if (connected) closed(failure);
      else reject(failure ?? new Error('the broker does not answer'));
      client.end(true);
    });
    client.once('connect', () => {
      connected = true;
      resolve(connectionOf(client, version));
    });
  });
}

/**
 * How a client comes to a broker: who it is, by which certificates, and what its will is.
 *
 * @throws Error that names the file of a certificate that cannot be read
 */
export function clientOptions(settings: Omit<MqttSettings, 'url'>, version: Version): IClientOptions {
  const { clientId, username, password, rejectUnauthorized = true, will } = settings;
  // A session that ends with its connection takes the will with it at once.
  const delay = version === 5 ? will?.delay : undefined;
  return {
    ...(clientId !== undefined ? { clientId } : {}),
    protocolVersion: version,
    reconnectPeriod: 0,
    connectTimeout: 4 * SECOND,
    keepalive: 15,
    clean: true,
    rejectUnauthorized,
    ...(username !== undefined ? { username } : {}),
    ...(password !== undefined ? { password } : {}),
    ...pemOf('ca', settings.ca),
    ...pemOf('cert', settings.cert),
    ...pemOf('key', settings.key),
    ...(will ? { will: willOf(will, delay) } : {}),
    ...(delay !== undefined ? { properties: { sessionExpiryInterval: Math.ceil(delay / SECOND) } } : {}),
  };
}

function pemOf(name: 'ca' | 'cert' | 'key', file: string | undefined) {
  return file === undefined ? {} : { [name]: readFileSync(file) };
}

function willOf({ topic, payload, retain = false, qos = 1 }: Will, delay: number | undefined) {
  return {
    ...{ topic, payload: Buffer.from(payload), retain, qos },
    ...(delay !== undefined ? { properties: { willDelayInterval: Math.ceil(delay / SECOND) } } : {}),
  };
}

function connectionOf(client: MqttClient, version: Version): MessageConnection {
  return {
    subscribe: async (filters) => {
      await client.subscribeAsync(filters, { qos: 1 });
    },
    publish: async (topic, payload, { retain = false, qos = 1, expiry }: PublishOptions = {}) => {
      if (!client.connected) throw new Error('the broker is not connected');
      const expires = version === 5 && expiry !== undefined;
      await client.publishAsync(topic, Buffer.from(payload), {
        ...{ retain, qos },
        ...(expires ? { properties: { messageExpiryInterval: Math.ceil(expiry / SECOND) } } : {}),
      });
    },
    close: () => client.endAsync(),
  };
}

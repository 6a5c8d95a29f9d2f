import type { TransportConfig } from '../../shared/config/line.ts';
import type { EmbeddedBroker } from './broker.ts';
import { mqttTransport, type MqttSettings, type Will } from './mqtt.ts';
import { rfc2217Transport } from './rfc2217.ts';
import { serialTransport } from './serial.ts';
import { tasmotaSerialTransport } from './tasmota-serial.ts';
import { tcpTransport } from './tcp.ts';
import type { MessageTransport, Transport } from './transport.ts';
import { udpTransport } from './udp.ts';

/** What a transport needs that is not in its configuration. */
export interface Surroundings {
  /** The broker inside the bridge, if it runs. */
  broker: EmbeddedBroker | null;
  /** What a broker on the network is to say when the bridge is lost. */
  will?: Will | undefined;
}

/** The transport of a line, by the kind that its configuration names. */
export function transportOf(config: TransportConfig, { broker, will }: Surroundings): Transport {
  switch (config.kind) {
    case 'serial':
      return serialTransport(config);
    case 'tcp':
      return tcpTransport(config);
    case 'rfc2217':
      return rfc2217Transport(config);
    case 'udp':
      return udpTransport(config);
    case 'mqtt':
      return brokerOf(config, { broker, will });
    case 'tasmotaSerial':
      return tasmotaSerialTransport(brokerOf(config, { broker }), config);
  }
}

function brokerOf(config: MqttSettings, { broker, will }: Surroundings): MessageTransport {
  return config.url === 'embedded' && broker ? broker.transport() : mqttTransport({ ...config, will });
}

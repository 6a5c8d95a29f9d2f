/**
 * Has mqtt-packet write each number as it comes. By default it keeps a buffer of its own for
 * every number of two bytes: nine megabytes for good, to save a copy of two bytes a packet.
 * Imported for its effect wherever MQTT is spoken.
 */
import { writeToStream } from 'mqtt-packet';

writeToStream.cacheNumbers = false;

import { pushes, type Payload } from '../../contract/api.ts';
import { channelOf, type PushName } from '../../contract/names.ts';

/** Sends a push to every window of Parley's own page. */
export type Push = <P extends PushName>(name: P, payload: Payload<P>) => void;

/**
 * @param send delivers a message on a channel to all trusted windows
 */
export const createPush =
  (send: (channel: string, payload: unknown) => void): Push =>
  (name, payload) =>
    send(channelOf(name), pushes[name].parse(payload));

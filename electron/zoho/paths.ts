/** Where sessions are in Zoho's API (zoho-api.md 2.3 and 2.4). */
import type { Kind } from '../../contract/domain.ts';
import type { ApiTarget } from '../account/service.ts';

const collection: Readonly<Record<Kind, string>> = { meeting: 'sessions', webinar: 'webinar' };

export const rootOf = (at: ApiTarget): string => `https://${at.meetingHost}/api/v2/${encodeURIComponent(at.zsoid)}`;

/** Lists and takes new ones. */
export const collectionUrl = (at: ApiTarget, kind: Kind): string => `${rootOf(at)}/${collection[kind]}.json`;

/** @param key checked by {@link isKey} */
export const sessionUrl = (at: ApiTarget, kind: Kind, key: string): string =>
  `${rootOf(at)}/${collection[kind]}/${key}.json`;

/** Only what can stand in a path without changing it. */
export const isKey = (key: string): boolean => /^[\w-]{1,64}$/.test(key);

export const signalOf = (signal: AbortSignal | undefined): { signal?: AbortSignal } => (signal ? { signal } : {});

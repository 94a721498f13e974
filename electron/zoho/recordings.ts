/** Recordings of past meetings (zoho-api.md 2.5; scope ZohoMeeting.recording.READ). */
import { fail, ok, type Result } from '../../contract/result.ts';
import type { ApiTarget } from '../account/service.ts';
import type { Log } from '../ports.ts';
import type { ZohoHttp } from './http.ts';
import { isKey, rootOf, signalOf } from './paths.ts';
import { readRecording, readRecordingPage, type ZohoRecording } from './wire/recording.ts';

export type { ZohoRecording } from './wire/recording.ts';

export interface RecordingsApi {
  /**
   * Those of one meeting, once each, in the order received. `complete`: nothing was unreadable or cut.
   * Errors: `not-connected`, `not-found` also for what cannot be a key, those of {@link ZohoHttp.request},
   * `bad-answer` when the JSON is of another shape.
   */
  list(
    meetingKey: string,
    signal?: AbortSignal,
  ): Promise<Result<{ readonly recordings: readonly ZohoRecording[]; readonly complete: boolean }>>;
}

export interface RecordingsPorts {
  http: ZohoHttp;
  /** Null while disconnected. */
  target(): ApiTarget | null;
  log: Log;
}

const mostPages = 50;
const mostRecordings = 2_000;

/** Two roots have been seen in use; the other one is tried where the first does not know the call. */
const rootsOf = (at: ApiTarget): string[] => [
  `https://${at.meetingHost}/meeting/api/v2/${encodeURIComponent(at.zsoid)}`,
  rootOf(at),
];

export function createRecordingsApi({ http, target, log }: RecordingsPorts): RecordingsApi {
  /** Page after page, until one brings nothing new: `index` may be ignored. */
  async function readAll(url: string, at: ApiTarget, meetingKey: string, signal: AbortSignal | undefined) {
    const found = new Map<string, ZohoRecording>();
    let unreadable = 0;
    let received = 0;
    for (let page = 1; page <= mostPages; page++) {
      const address = page === 1 ? url : `${url}?index=${received + 1}&count=100`;
      const answer = await http.request({ method: 'GET', url: address, ...signalOf(signal) });
      if (!answer.ok) return answer;
      const told = answer.value.status === 204 ? { items: [], hasMore: false } : readRecordingPage(answer.value.body);
      if (told === null) return fail<never>('bad-answer', 'the recordings are not of the documented shape');
      received += told.items.length;
      const before = found.size;
      for (const item of told.items) {
        const recording = readRecording(item, at.meetingHost);
        if (!recording) unreadable++;
        // A listing of the whole organisation would be one of other meetings, too.
        else if (recording.meetingKey === null || recording.meetingKey === meetingKey)
          if (!found.has(recording.id)) found.set(recording.id, recording);
      }
      if (found.size > mostRecordings) return fail<never>('bad-answer', 'too many recordings');
      const isAtEnd = !told.hasMore || found.size === before;
      if (isAtEnd) return ok({ recordings: [...found.values()], complete: !told.hasMore && unreadable === 0 });
    }
    log.warn('recordings: the listing has no end');
    return ok({ recordings: [...found.values()], complete: false });
  }

  return {
    async list(meetingKey, signal) {
      const at = target();
      if (!at) return fail('not-connected', 'no account');
      if (!isKey(meetingKey)) return fail('not-found', 'not a meeting key');
      const [first = '', second = ''] = rootsOf(at);
      const path = `/recordings/${meetingKey}.json`;
      const told = await readAll(`${first}${path}`, at, meetingKey, signal);
      if (told.ok || told.error.code !== 'wrong-host') return told;
      return readAll(`${second}${path}`, at, meetingKey, signal);
    },
  };
}

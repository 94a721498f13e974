/** The recordings of past meetings: read when somebody looks. Their links stay in main. */
import { fail, ok } from '../../contract/result.ts';
import type { RecordingsApi, ZohoRecording } from '../zoho/recordings.ts';
import type { Recordings } from './calendar/types.ts';

export interface RecordingsPorts {
  api: RecordingsApi;
  /** Whether the scope for it was granted. */
  isGranted(): boolean;
}

export function createRecordings({ api, isGranted }: RecordingsPorts): Recordings & { forget(): void } {
  const links = new Map<string, Pick<ZohoRecording, 'playLink' | 'downloadLink'>>();
  /** Whose they are: an answer to the account before must leave nothing behind. */
  let turn = 0;
  const nameOf = (key: string, id: string) => `${key} ${id}`;

  return {
    async list({ key }) {
      if (!isGranted()) return fail('not-permitted', 'recordings are not granted');
      const asked = turn;
      const read = await api.list(key);
      if (!read.ok) return read;
      if (asked !== turn) return fail('not-connected', 'the account changed meanwhile');
      return ok(
        read.value.recordings.map(({ meetingKey: _key, playLink, downloadLink, ...recording }) => {
          links.set(nameOf(key, recording.id), { playLink, downloadLink });
          return recording;
        }),
      );
    },
    link({ key, id, as }) {
      if (!isGranted()) return fail('not-permitted', 'recordings are not granted');
      const found = links.get(nameOf(key, id));
      const link = as === 'play' ? found?.playLink : found?.downloadLink;
      return link ? ok(link) : fail('link-missing', 'Zoho gave no such link');
    },
    forget() {
      turn += 1;
      links.clear();
    },
  };
}

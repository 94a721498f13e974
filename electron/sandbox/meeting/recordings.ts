import type { Modes } from '../modes.ts';
import { json } from '../server/exchange.ts';
import type { Answer, Call } from '../server/exchange.ts';
import { writeZohoTime, zoneAbbreviation } from '../zone-time.ts';
import type { Access } from './access.ts';
import { invalidKey } from './errors.ts';
import type { Ids } from './ids.ts';
import { pageOf } from './paging.ts';
import type { Recording, Store, StoredSession } from './store.ts';

export interface RecordingsParts {
  readonly modes: Modes;
  readonly store: Store;
  readonly ids: Ids;
}

/** Recordings of past meetings (zoho-api.md 2.5). */
export function createRecordings({ modes, store, ids }: RecordingsParts) {
  function fields(each: Recording, session: StoredSession, { dc }: Access): Record<string, unknown> {
    const link = (what: string) => `https://${dc.meeting}/recording/${what}?id=${each.id}`;
    const { timeZone } = session;
    return {
      erecordingId: each.id,
      meetingKey: ids.text(session.key),
      topic: session.topic,
      duration: each.duration,
      durationInMins: Math.round(each.duration / 60_000),
      startTime: `${writeZohoTime(each.start, timeZone)} ${zoneAbbreviation(each.start, timeZone)}`,
      startTimeinMs: each.start,
      status: each.status,
      fileSize: each.size,
      ...(each.status === 'UPLOADED'
        ? { downloadUrl: link('download'), playUrl: link('play'), shareUrl: link('share') }
        : {}),
      isTranscriptGenerated: each.hasTranscript,
      isSummaryGenerated: false,
      ...(each.hasTranscript ? { transcriptionDownloadUrl: link('transcript') } : {}),
      ...each.wire,
    };
  }

  /** All of the organisation, latest first, or those of one meeting. */
  return (key: string, call: Call, access: Access): Answer => {
    const { zsoid } = access.user;
    const one = key === '' ? undefined : store.find('meeting', zsoid, key);
    if (key !== '' && !one) return invalidKey();
    const sessions = one ? [one] : store.all('meeting').filter((each) => each.zsoid === zsoid);
    const all = sessions
      .flatMap((session) => session.recordings.map((each) => ({ session, each })))
      .toSorted((a, b) => b.each.start - a.each.start);
    const query = new URLSearchParams(call.query);
    if (modes.recordingsIgnoreIndex) query.delete('index');
    const page = pageOf(all, query, modes);
    const last = page.at(-1);
    return json(200, {
      recordings: page.map(({ session, each }) => fields(each, session, access)),
      meta: { moreRecords: last !== undefined && last !== all.at(-1) },
    });
  };
}

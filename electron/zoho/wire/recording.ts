/** Recordings as Zoho sends them (zoho-api.md 2.5; OBSERVED). */
import type { Recording } from '../../../contract/calendar.ts';
import { momentOf } from '../time.ts';
import {
  amount, anything, fieldsBy, fieldsOf, flag, id, isFields, key, length, line, link, mostKept, number, text, textUpTo,
} from './values.ts';

/** A recording with what must not leave main. */
export interface ZohoRecording extends Recording {
  /** Null when Zoho did not tell. */
  readonly meetingKey: string | null;
  /** Absolute https links of Zoho's. */
  readonly playLink: string | null;
  readonly downloadLink: string | null;
}

const wireRecording = fieldsBy({
  erecordingId: id,
  recordingId: id,
  meetingKey: key,
  topic: textUpTo(mostKept.topic),
  duration: length,
  durationInMins: amount,
  startTime: text,
  startTimeinMs: number,
  startTimeInMs: number,
  timezone: text,
  fileSize: amount,
  playUrl: anything,
  shareUrl: anything,
  downloadUrl: anything,
});

/** Null without a usable id. */
export function readRecording(value: unknown, meetingHost: string): ZohoRecording | null {
  if (!isFields(value)) return null;
  const wire = wireRecording(value);
  const recordingId = wire.erecordingId ?? wire.recordingId;
  if (recordingId === null || recordingId.length > 128) return null;
  const playLink = link(wire.playUrl, meetingHost) ?? link(wire.shareUrl, meetingHost);
  const downloadLink = link(wire.downloadUrl, meetingHost);
  const minutes = wire.durationInMins === null ? null : wire.durationInMins * 60_000;
  return {
    id: recordingId,
    topic: line(wire.topic) ?? '',
    startedAt: momentOf({
      millis: wire.startTimeinMs ?? wire.startTimeInMs,
      text: wire.startTime,
      timeZone: wire.timezone,
      offset: null,
    }),
    duration: wire.duration || minutes,
    size: wire.fileSize,
    canPlay: playLink !== null,
    canDownload: downloadLink !== null,
    meetingKey: wire.meetingKey,
    playLink,
    downloadLink,
  };
}

export interface RecordingPage {
  readonly items: readonly unknown[];
  /** `meta.moreRecords`. */
  readonly hasMore: boolean;
}

/** Null for any other answer. A list that is left out beside `meta` is empty. */
export function readRecordingPage(body: unknown): RecordingPage | null {
  const outer = fieldsOf(body);
  if (outer === null) return null;
  const list = outer['recordings'] ?? outer['recording'];
  const hasMore = flag(fieldsOf(outer['meta'])?.['moreRecords']) ?? false;
  if (Array.isArray(list)) return { items: list, hasMore };
  if (isFields(list)) return { items: [list], hasMore };
  return (list === undefined || list === null) && 'meta' in outer ? { items: [], hasMore: false } : null;
}

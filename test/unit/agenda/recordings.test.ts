import { describe, expect, it } from 'vitest';
import { recordingSchema } from '../../../contract/calendar.ts';
import { fail, ok } from '../../../contract/result.ts';
import { createRecordings } from '../../../electron/agenda/recordings.ts';
import type { RecordingsApi, ZohoRecording } from '../../../electron/zoho/recordings.ts';
import { settled } from './fakes.ts';

const recording = (id: string, more: Partial<ZohoRecording> = {}): ZohoRecording => ({
  id, topic: 'Launch', startedAt: 0, duration: 60_000, size: 12_300_000, canPlay: true, canDownload: true, meetingKey: '91',
  playLink: `https://meeting.zoho.eu/recording/play?id=${id}`, downloadLink: `https://meeting.zoho.eu/recording/download?id=${id}`, ...more,
});
function build(list: RecordingsApi['list'] = async () => ok({ recordings: [recording('a'), recording('b', { downloadLink: null, canDownload: false })], complete: true })) {
  const state = { granted: true, asked: 0 };
  const recordings = createRecordings({
    api: { list: (...asked) => (state.asked++, list(...asked)) },
    isGranted: () => state.granted,
  });
  return Object.assign(recordings, { state });
}
const of = { kind: 'meeting', key: '91' } as const;

describe('recordings', () => {
  it('are told without their links, which main opens by itself', async () => {
    const recordings = build();
    const told = await recordings.list(of);
    if (!told.ok) throw new Error('no answer');
    expect(told.value.map((each) => recordingSchema.strict().safeParse(each).success)).toEqual([true, true]);
    expect(JSON.stringify(told)).not.toContain('https:');
    expect(await recordings.link({ ...of, id: 'a', as: 'play' })).toEqual(ok('https://meeting.zoho.eu/recording/play?id=a'));
    expect(await recordings.link({ ...of, id: 'b', as: 'download' })).toMatchObject({ ok: false, error: { code: 'link-missing' } });
    expect(await recordings.link({ ...of, key: '92', id: 'a', as: 'play' })).toMatchObject({ ok: false, error: { code: 'link-missing' } });
  });

  it('are not asked for, and not opened, while they are not granted', async () => {
    const recordings = build();
    await recordings.list(of);
    recordings.state.granted = false;
    expect(await recordings.list(of)).toMatchObject({ ok: false, error: { code: 'not-permitted' } });
    expect(await recordings.link({ ...of, id: 'a', as: 'play' })).toMatchObject({ ok: false, error: { code: 'not-permitted' } });
    expect(recordings.state.asked).toBe(1);
  });

  it('pass on why Zoho gave none', async () => {
    expect(await build(async () => fail('offline', 'no')).list(of)).toMatchObject({ ok: false, error: { code: 'offline' } });
  });

  it('are forgotten with the account, and so is an answer that comes after it was left', async () => {
    const recordings = build();
    await recordings.list(of);
    recordings.forget();
    expect(await recordings.link({ ...of, id: 'a', as: 'play' })).toMatchObject({ ok: false, error: { code: 'link-missing' } });

    let answer = () => undefined as void;
    const late = build(() => new Promise((resolve) => (answer = () => resolve(ok({ recordings: [recording('a')], complete: true })))));
    const listed = late.list(of);
    await settled();
    late.forget();
    answer();
    expect(await listed).toMatchObject({ ok: false, error: { code: 'not-connected' } });
    expect(await late.link({ ...of, id: 'a', as: 'play' })).toMatchObject({ ok: false, error: { code: 'link-missing' } });
  });
});

import { Download, Play } from 'lucide-react';
import type { Recording } from '../../../contract/calendar.ts';
import type { Account, SessionRow } from '../../../contract/domain.ts';
import { lengthText } from '../../../contract/rules/invitation.ts';
import { cut } from '../../../contract/rules/shown-text.ts';
import { ask } from '../../bridge/parley.ts';
import { useRecordings } from '../../bridge/people.ts';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/ticker.ts';
import { type TimeText, useTimeText } from '../../ui/time.ts';
import { useMessages } from '../../ui/toaster.tsx';
import { Unfold } from '../../ui/unfold.tsx';
import { useConnectFlow } from '../connect/flow.tsx';
import { Answer } from '../people/people-list.tsx';
import './recordings.css';

/** Characters. */
const longestName = 120;

/** What was recorded, once it is over; until that is granted, how to come to it. */
export function Recordings({ row, account }: { row: SessionRow; account: Account }) {
  const flow = useConnectFlow();
  const isOn = account.features.some(({ id, state }) => id === 'recordings' && state === 'on');
  return (
    <section className="people-section" aria-label="Recordings">
      {isOn ? (
        <Unfold title="Recordings">
          <RecordingList row={row} />
        </Unfold>
      ) : (
        <p className="muted recordings-off">
          Recordings are switched off.
          <Button
            variant="quiet"
            isDisabled={flow.busy}
            onPress={() => void flow.begin({ sandbox: false, purpose: 'grant', feature: 'recordings' })}
          >
            Switch on recordings
          </Button>
        </p>
      )}
    </section>
  );
}

function RecordingList({ row: { kind, key, topic } }: { row: SessionRow }) {
  const time = useTimeText();
  const now = useNow();
  const messages = useMessages();
  const open = async (id: string, as: 'play' | 'download') => {
    const result = await ask('openRecording', { kind, key, id, as });
    if (result.ok) messages.tell('Opened in your browser');
    else messages.fail(result.error);
  };
  return (
    <Answer asked={useRecordings(kind, key)} loading="Reading the recordings from Zoho…">
      {(recordings) =>
        recordings.length === 0 ? (
          <p className="muted">Zoho lists no recording of this {kind}.</p>
        ) : (
          <ul className="persons" aria-label="Recordings">
            {recordings.map((recording, index) => {
              const name = cut(recording.topic || topic, longestName);
              const which = recordings.length === 1 ? name : `${name}, ${index + 1} of ${recordings.length}`;
              return (
                <li key={recording.id} className="person-row recording-row">
                  <span className="wrap selectable">
                    <bdi>{name}</bdi>
                    <span className="fact-second numbers">{recordingText(recording, time, now)}</span>
                  </span>
                  <span className="recording-actions">
                    {recording.canPlay && (
                      <Button
                        icon={<Play size={14} aria-hidden />}
                        aria-label={`Play: ${which}`}
                        onPress={() => void open(recording.id, 'play')}
                      >
                        Play
                      </Button>
                    )}
                    {recording.canDownload && (
                      <Button
                        icon={<Download size={14} aria-hidden />}
                        aria-label={`Download: ${which}`}
                        onPress={() => void open(recording.id, 'download')}
                      >
                        Download
                      </Button>
                    )}
                    {!recording.canPlay && !recording.canDownload && <span className="muted">No link from Zoho</span>}
                  </span>
                </li>
              );
            })}
          </ul>
        )
      }
    </Answer>
  );
}

/** "Fri, 19 Jun, 10:00 · 42 min · 12 MB", as far as Zoho told. */
export function recordingText({ startedAt, duration, size }: Recording, time: TimeText, now: number): string {
  const parts = [
    startedAt === null ? null : time.dayTime(startedAt, now),
    duration === null ? null : lengthText(Math.max(60_000, duration)),
    size === null ? null : sizeText(size),
  ].filter((part) => part !== null);
  return parts.length === 0 ? 'Date and length not told' : parts.join(' · ');
}

/** Bytes as people say them: "12 MB". */
export function sizeText(bytes: number): string {
  const steps = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
  const step = bytes < 1 ? 0 : Math.min(steps.length - 1, Math.floor(Math.log10(bytes) / 3));
  return new Intl.NumberFormat(undefined, {
    style: 'unit', unit: steps[step] ?? 'byte', unitDisplay: step === 0 ? 'long' : 'short', maximumFractionDigits: step > 2 ? 1 : 0,
  }).format(bytes / 1_000 ** step);
}

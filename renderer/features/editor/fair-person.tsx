import { Check, CircleHelp, Contrast, Moon } from 'lucide-react';
import { useState } from 'react';
import { type FairTime, workingHours } from '../../../contract/rules/fair-time.ts';
import { isZone, resolveZone } from '../../../contract/rules/zones.ts';
import { type ChosenTime, fairText } from './fair-words.ts';
import { ZoneField } from './zone-field.tsx';

interface FairPersonProps {
  address: string;
  isYou: boolean;
  zone: string | null;
  /** What an empty box means: this computer's zone for the person at it. */
  fallback: string | null;
  time: FairTime | null;
  chosen: ChosenTime | null;
  /** Epoch ms, for the offsets shown. */
  at: number;
  onZone(zone: string | null): void;
}

const icons = { within: Check, edge: Contrast, outside: Moon, unknown: CircleHelp };
const day = 24 * 60;

/** One person: where they are, and what the chosen time is for them. The strip shows what the text says. */
export function FairPersonLine({ address, isYou, zone, fallback, time, chosen, at, onZone }: FairPersonProps) {
  const [text, setText] = useState(zone ?? '');
  const [left, setLeft] = useState(false);
  const answer = resolveZone(text);
  const isEmpty = text.trim() === '';
  const settle = () => {
    setLeft(true);
    if (!isEmpty && !answer.ok) return;
    setText(answer.ok ? answer.zone : (fallback ?? ''));
    onZone(answer.ok ? answer.zone : null);
  };
  const Icon = icons[time?.fairness ?? 'unknown'];
  return (
    <li className="fair-person">
      <p className="fair-address">
        <bdi>{address}</bdi>
        {isYou && <span className="muted"> (you)</span>}
      </p>
      <ZoneField
        label={`Time zone of ${address}`}
        labelHidden
        name="fairZone"
        placeholder="City, if you know it"
        value={text}
        at={at}
        problem={left && !isEmpty && !answer.ok ? { code: answer.code, message: answer.message } : undefined}
        onChange={(typed) => {
          setText(typed);
          setLeft(false);
          if (isZone(typed)) onZone(typed);
        }}
        onBlur={settle}
      />
      {time && chosen && (
        <div className={`fair-day fair-${time.fairness}`}>
          <Strip time={time} duration={chosen.duration} />
          <p className="fair-text">
            <Icon size={13} aria-hidden /> {fairText(time, chosen)}
          </p>
        </div>
      )}
    </li>
  );
}

function Strip({ time, duration }: { time: FairTime; duration: number }) {
  const [hours = 0, minutes = 0] = time.start?.time.split(':').map(Number) ?? [];
  const start = hours * 60 + minutes;
  const length = Math.min(duration / 60_000, day - start);
  const part = (of: number) => `${(of / day) * 100}%`;
  return (
    <div className="fair-strip" aria-hidden="true">
      {time.start && (
        <>
          <span
            className="fair-work"
            style={{ insetInlineStart: part(workingHours.from * 60), width: part((workingHours.to - workingHours.from) * 60) }}
          />
          <span className="fair-mark" style={{ insetInlineStart: part(start), width: part(length) }} />
        </>
      )}
    </div>
  );
}

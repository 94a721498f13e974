import { useState } from 'react';
import type { Settings } from '../../../contract/domain.ts';
import { durationInput, parseDuration } from '../../../contract/rules/duration.ts';
import { lengthText } from '../../../contract/rules/invitation.ts';
import { isZone, resolveZone } from '../../../contract/rules/zones.ts';
import { TextField } from '../../ui/field.tsx';
import { useNow } from '../../ui/ticker.ts';
import { useMessages } from '../../ui/toaster.tsx';
import { ZoneField } from '../editor/zone-field.tsx';
import { Section } from './section.tsx';
import { ownZone } from '../../ui/own-zone.ts';

interface NewMeetingsProps {
  settings: Settings;
  onChange(part: Partial<Settings>): Promise<boolean>;
}

const shortest = 5 * 60_000;

/** What a new form begins with. A text that can be read is kept when the focus leaves it. */
export default function NewMeetingsSection({ settings, onChange }: NewMeetingsProps) {
  return (
    <Section title="New meetings">
      <div className="settings-new-meetings">
        <DurationSetting settings={settings} onChange={onChange} />
        <ZoneSetting settings={settings} onChange={onChange} />
      </div>
    </Section>
  );
}

function DurationSetting({ settings, onChange }: NewMeetingsProps) {
  const messages = useMessages();
  const [text, setText] = useState(durationInput(settings.defaultDuration));
  const [left, setLeft] = useState(false);
  const length = parseDuration(text);
  const short = length.ok && length.duration < shortest;
  const error = !length.ok ? length.message : short ? 'Enter 5 minutes at least.' : undefined;
  const save = async () => {
    setLeft(true);
    if (!length.ok || short) return;
    setText(durationInput(length.duration));
    if (length.duration === settings.defaultDuration) return;
    if (await onChange({ defaultDuration: length.duration })) messages.tell('Default duration saved');
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField
        label="Default duration"
        name="defaultDuration"
        value={text}
        onChange={(typed) => {
          setText(typed);
          setLeft(false);
        }}
        onBlur={() => void save()}
        hint={length.ok && !short ? lengthText(length.duration) : '\u00a0'}
        error={left ? error : undefined}
      />
    </form>
  );
}

function ZoneSetting({ settings, onChange }: NewMeetingsProps) {
  const messages = useMessages();
  const now = useNow();
  const [text, setText] = useState(settings.defaultTimeZone ?? '');
  const [left, setLeft] = useState(false);
  const isEmpty = text.trim() === '';
  const zone = resolveZone(text);
  const settle = () => {
    setLeft(true);
    if (!isEmpty && !zone.ok) return;
    const wanted = zone.ok ? zone.zone : null;
    setText(wanted ?? '');
    void save(wanted);
  };
  const save = async (wanted: string | null) => {
    if (wanted === settings.defaultTimeZone) return;
    if (await onChange({ defaultTimeZone: wanted })) messages.tell('Default time zone saved');
  };
  const here = ownZone().replaceAll('_', ' ');
  return (
    <ZoneField
      label="Default time zone"
      name="defaultTimeZone"
      placeholder={here}
      value={text}
      at={now}
      hint={isEmpty ? 'This computer’s. Enter a city to choose another.' : 'Leave empty for this computer’s.'}
      problem={left && !isEmpty && !zone.ok ? { code: zone.code, message: zone.message } : undefined}
      onChange={(typed) => {
        setText(typed);
        setLeft(false);
        if (isZone(typed)) void save(typed);
      }}
      onBlur={settle}
    />
  );
}

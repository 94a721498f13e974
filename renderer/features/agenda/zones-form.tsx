import { useState } from 'react';
import type { Settings } from '../../../contract/domain.ts';
import { isZone, resolveZone } from '../../../contract/rules/zones.ts';
import { useChangeSettings } from '../../bridge/change-settings.ts';
import { ButtonPopover } from '../../ui/button-popover.tsx';
import type { Opened } from '../../ui/open-button.ts';
import { useMessages } from '../../ui/toaster.tsx';
import { useNow } from '../../ui/ticker.ts';
import { ZoneField } from '../editor/zone-field.tsx';

interface ZonesFormProps {
  opened: Opened;
  settings: Settings;
  /** This computer's zone. */
  here: string;
}

/** The two zones of the grid. */
export default function ZonesForm({ opened, settings, here }: ZonesFormProps) {
  return (
    <ButtonPopover opened={opened} className="zones-popover">
      <div className="zones-form">
        <ZoneChoice
          label="Agenda in"
          name="agendaTimeZone"
          placeholder={here.replaceAll('_', ' ')}
          kept={settings.agendaTimeZone}
          hint="Empty: this computer’s."
        />
        <ZoneChoice
          label="Beside it"
          name="secondTimeZone"
          placeholder="None"
          kept={settings.secondTimeZone}
          hint="Its hours stand beside the grid. Empty: none."
        />
      </div>
    </ButtonPopover>
  );
}

interface ZoneChoiceProps {
  label: string;
  name: 'agendaTimeZone' | 'secondTimeZone';
  placeholder: string;
  kept: string | null;
  hint: string;
}

function ZoneChoice({ label, name, placeholder, kept, hint }: ZoneChoiceProps) {
  const messages = useMessages();
  const changeSettings = useChangeSettings();
  const now = useNow();
  const [text, setText] = useState(kept ?? '');
  const [left, setLeft] = useState(false);
  const isEmpty = text.trim() === '';
  const zone = resolveZone(text);
  const save = async (wanted: string | null) => {
    if (wanted === kept) return;
    const error = await changeSettings({ [name]: wanted });
    if (error) messages.fail(error);
  };
  return (
    <ZoneField
      label={label}
      name={name}
      placeholder={placeholder}
      value={text}
      at={now}
      hint={hint}
      problem={left && !isEmpty && !zone.ok ? { code: zone.code, message: zone.message } : undefined}
      onChange={(typed) => {
        setText(typed);
        setLeft(false);
        if (isZone(typed)) void save(typed);
        else if (typed.trim() === '') void save(null);
      }}
      onBlur={() => {
        setLeft(true);
        if (!zone.ok) return;
        setText(zone.zone);
        void save(zone.zone);
      }}
    />
  );
}

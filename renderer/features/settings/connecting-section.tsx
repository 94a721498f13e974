import { useState } from 'react';
import type { Settings } from '../../../contract/domain.ts';
import { Button } from '../../ui/button.tsx';
import { Choice, Switch } from '../../ui/choice.tsx';
import { TextField } from '../../ui/field.tsx';
import { useMessages } from '../../ui/toaster.tsx';
import { CopyUri } from '../connect/client-fields.tsx';
import { loopbackUriError } from './loopback.ts';
import { Section } from './section.tsx';

const methods = [
  { id: 'window', name: 'Parley’s own window', hint: 'Closes by itself when you are done. Keeps nothing.' },
  {
    id: 'browser',
    name: 'System browser',
    hint: 'Uses the sign-in your browser already has. For providers that refuse windows inside apps.',
  },
] as const;

interface ConnectingProps {
  settings: Settings;
  onChange(part: Partial<Settings>): Promise<boolean>;
}

/** How the next consent is asked for. */
export function ConnectingSection({ settings, onChange }: ConnectingProps) {
  const messages = useMessages();
  const [uri, setUri] = useState(settings.browserRedirectUri);
  const error = loopbackUriError(uri);
  const changed = uri.trim() !== settings.browserRedirectUri;
  const save = async () => {
    if (error || !changed) return;
    if (await onChange({ browserRedirectUri: uri.trim() })) messages.tell('Loopback address saved');
  };
  return (
    <Section title="Connecting">
      <Choice
        label="Ask for consent in"
        value={settings.connectMethod}
        options={methods}
        onChange={(connectMethod) => void onChange({ connectMethod })}
      />
      <form
        className="settings-inline"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          label="Loopback address"
          name="browserRedirectUri"
          mono
          value={uri}
          onChange={setUri}
          error={changed ? error : undefined}
          hint="For the system browser. Register it with your client as a second redirect URI."
          trailing={<CopyUri label="Copy loopback address" uri={uri} told="Loopback address copied" />}
        />
        <Button type="submit" isDisabled={!changed || error !== undefined}>
          Save address
        </Button>
      </form>
      <Switch
        label="Include webinars"
        hint="Asked for the next time you connect or reconnect."
        isSelected={settings.includeWebinars}
        onChange={(includeWebinars) => void onChange({ includeWebinars })}
      />
    </Section>
  );
}

import { CloudOff, FlaskConical, KeyRound, Timer, Search } from 'lucide-react';
import type { FormEvent } from 'react';
import { useEffect, useRef } from 'react';
import type { Connection, Settings } from '../../../contract/domain.ts';
import { dataCentre } from '../../../contract/rules/data-centres.ts';
import { useSettings } from '../../bridge/account.ts';
import { useChangeSettings } from '../../bridge/change-settings.ts';
import { ask } from '../../bridge/parley.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Switch } from '../../ui/choice.tsx';
import { useCommand } from '../../ui/commands.ts';
import type { ErrorStep } from '../../ui/error-text.ts';
import { Mark } from '../../ui/mark.tsx';
import { useMessages } from '../../ui/toaster.tsx';
import { go } from '../shell/use-route.ts';
import { ClientFields } from './client-fields.tsx';
import { fieldOfStep } from './client-draft.ts';
import { ConnectFailure } from './failure.tsx';
import { type Attempt, useConnectFlow } from './flow.tsx';
import { Guide } from './guide.tsx';
import { Notices } from './notices.tsx';
import { ConnectProgress } from './progress.tsx';
import { useClientForm } from './use-client-form.ts';
import './connect.css';

/** The first screen, and what stands there again after a disconnect. */
export function ConnectScreen({ connection }: { connection: Connection }) {
  const flow = useConnectFlow();
  const form = useClientForm(connection.client);
  const settings = useSettings().data;
  const changeSettings = useChangeSettings();
  const messages = useMessages();
  const heading = useRef<HTMLHeadingElement>(null);
  const connecting = flow.busy || connection.state === 'connecting';

  useEffect(() => {
    document.title = 'Parley';
    // The next connection opens on the agenda.
    go({ view: 'agenda', open: null });
    heading.current?.focus();
  }, []);

  const connect = async (via?: 'window' | 'browser') => {
    if (!form.check()) return;
    const attempt: Attempt = { sandbox: false, purpose: 'connect', ...(via && { via }) };
    const refused = await form.save();
    if (refused) flow.refuse(refused, attempt);
    else await flow.begin(attempt);
  };
  useCommand('connect', () => void connect(), { when: () => !connecting });
  useCommand('trySandbox', () => void flow.begin({ sandbox: true }), { when: () => !connecting });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void connect();
  };
  const take = (step: ErrorStep) => {
    const field = fieldOfStep[step];
    if (field) return form.focusField(field);
    if (step === 'retry' && flow.failure?.attempt.sandbox) return void flow.begin({ sandbox: true });
    return void connect(step === 'use-browser' ? 'browser' : step === 'use-window' ? 'window' : undefined);
  };
  const change = async (part: Partial<Settings>) => {
    const error = await changeSettings(part);
    if (error) messages.fail(error);
  };
  const openConsole = async () => {
    const result = await ask('openConsole', { dataCentre: form.draft.dataCentre });
    if (!result.ok) messages.fail(result.error);
  };
  const browser = settings?.connectMethod === 'browser';

  return (
    <main className="connect-page">
      <Notices notices={connection.notices} />
      {flow.untold && (
        <Banner tone="info" title="Disconnected here, but Zoho could not be told." onDismiss={flow.forgetUntold}>
          To end the access there too, open {dataCentre(form.draft.dataCentre).accounts} in your browser and remove
          Parley under Connected Apps.
        </Banner>
      )}
      <div className="connect scroll">
        <div className="connect-grid">
          <div className="connect-intro">
            <h1 ref={heading} tabIndex={-1}>
              <Mark size={34} />
              Parley
            </h1>
            <p className="connect-promise">Your Zoho meetings and webinars, one key away from joining.</p>
            <ul className="connect-points">
              <li>
                <Timer size={16} aria-hidden />
                What is on now and next, at a glance
              </li>
              <li>
                <Search size={16} aria-hidden />
                Any meeting or webinar, found as you type
              </li>
              <li>
                <CloudOff size={16} aria-hidden />
                Still there when the network is not
              </li>
              <li>
                <KeyRound size={16} aria-hidden />
                Keys encrypted on this computer
              </li>
            </ul>
            <div className="connect-sandbox">
              <Button
                icon={<FlaskConical size={15} aria-hidden />}
                isDisabled={connecting}
                onPress={() => void flow.begin({ sandbox: true })}
              >
                Try the sandbox
              </Button>
              <p className="muted">The whole app on sample data. No account needed.</p>
            </div>
            <Guide
              dataCentreId={form.draft.dataCentre}
              redirectUri={form.draft.redirectUri}
              browserRedirectUri={browser ? settings.browserRedirectUri : null}
              onRedirectUri={(redirectUri) => form.change({ redirectUri })}
            />
          </div>

          <div className="connect-card">
            {connecting ? (
              <ConnectProgress pending={connection.pending} onCancel={flow.cancel} />
            ) : (
              <form onSubmit={submit} noValidate>
                {flow.failure && (
                  <ConnectFailure
                    key={flow.failure.id}
                    error={flow.failure.error}
                    browserRedirectUri={settings?.browserRedirectUri}
                    onStep={take}
                    onConsole={() => void openConsole()}
                  />
                )}
                <ClientFields form={form} />
                <div className="connect-options">
                  <Switch
                    label="Include webinars"
                    isSelected={settings?.includeWebinars ?? true}
                    onChange={(includeWebinars) => void change({ includeWebinars })}
                  />
                  <Switch
                    label="Consent in your browser"
                    {...(browser && {
                      hint: (
                        <>
                          Register <code>{settings.browserRedirectUri}</code> with your client too.
                        </>
                      ),
                    })}
                    isSelected={browser}
                    onChange={(on) => void change({ connectMethod: on ? 'browser' : 'window' })}
                  />
                </div>
                <Button type="submit" variant="primary" size="large" className="connect-submit">
                  Connect Zoho
                </Button>
              </form>
            )}
          </div>
        </div>
      </div>
    </main>
  );
}

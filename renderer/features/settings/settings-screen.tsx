import type { Account, Connection, Settings } from '../../../contract/domain.ts';
import { useAppInfo, useSettings } from '../../bridge/account.ts';
import { useChangeSettings } from '../../bridge/change-settings.ts';
import { later } from '../../ui/later.tsx';
import { useMessages } from '../../ui/toaster.tsx';
import { AccountSection } from './account-section.tsx';
import { AppearanceSection } from './appearance-section.tsx';
import { ClientSection } from './client-section.tsx';
import { ConnectingSection } from './connecting-section.tsx';
import { Section } from './section.tsx';
import { SelfCheckSection } from './self-check-section.tsx';
import './settings.css';

/** The names of time zones come when they are needed. */
const NewMeetingsSection = later(() => import('./new-meetings-section.tsx').then((module) => module.default), {
  waiting: (
    <Section title="New meetings">
      <div className="settings-new-meetings" aria-busy="true" />
    </Section>
  ),
});
const TemplatesSection = later(() => import('../templates/templates-section.tsx').then((module) => module.default));

export function SettingsScreen({ account, connection }: { account: Account; connection: Connection }) {
  const settings = useSettings().data;
  const info = useAppInfo().data;
  const changeSettings = useChangeSettings();
  const messages = useMessages();
  const change = async (part: Partial<Settings>): Promise<boolean> => {
    const error = await changeSettings(part);
    if (error) messages.fail(error);
    return error === null;
  };
  return (
    <div className="settings scroll">
      <div className="settings-page">
        <h1 tabIndex={-1}>Settings</h1>
        <AccountSection account={account} connection={connection} />
        {settings && (
          <>
            <AppearanceSection settings={settings} onChange={(part) => void change(part)} />
            <NewMeetingsSection settings={settings} onChange={change} />
            <TemplatesSection />
            <ConnectingSection settings={settings} onChange={change} />
          </>
        )}
        {!account.sandbox && <ClientSection connection={connection} />}
        <SelfCheckSection />
        <p className="settings-about">{info ? `Parley ${info.version}` : ' '}</p>
      </div>
    </div>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import type { Notice } from '../../../contract/domain.ts';
import { keepConnection } from '../../bridge/account.ts';
import { ask } from '../../bridge/parley.ts';
import { Banner } from '../../ui/banner.tsx';
import { useMessages } from '../../ui/toaster.tsx';

/** Words for what must be told once. */
export const noticeText: Record<Notice['id'], { title: string; body: (detail: string | null) => string }> = {
  'memory-only': {
    title: 'This computer offers no safe place for keys.',
    body: () => 'Parley keeps the connection in memory only: after quitting you connect again.',
  },
  'vault-set-aside': {
    title: 'The key vault could not be read.',
    body: (detail) =>
      `It was set aside${detail ? ` as ${detail}` : ''} and a new one was begun. Connect again to go on.`,
  },
  'settings-set-aside': {
    title: 'The settings could not be read.',
    body: (detail) => `They were set aside${detail ? ` as ${detail}` : ''}, and Parley began with fresh ones.`,
  },
  'drafts-set-aside': {
    title: 'What you had typed and not sent could not be read.',
    body: (detail) =>
      `It was set aside${detail ? ` as ${detail}` : ''}. Forms begin empty; nothing that Zoho has, or that waits to be sent, is touched.`,
  },
  'agenda-set-aside': {
    title: 'What Parley had kept of your agenda could not be read.',
    body: (detail) =>
      `It was set aside${detail ? ` as ${detail}` : ''}. Everything is being read from Zoho again; changes that had not been sent were taken over where they could be read.`,
  },
  'agenda-newer': {
    title: 'The kept agenda was written by a newer Parley.',
    body: () =>
      'It was left as it is, with any changes in it that wait to be sent: the newer version sends them. In this one nothing is kept for the next start.',
  },
  'agenda-not-kept': {
    title: 'Parley cannot write to this computer’s disk.',
    body: () => 'The agenda works, but is not kept for the next start. Free some space, then restart Parley.',
  },
  'vault-locked': {
    title: 'The key vault is locked.',
    body: () => 'The system did not give out its key. Unlock its keyring and restart Parley, or connect again.',
  },
};

export function Notices({ notices }: { notices: readonly Notice[] }) {
  const client = useQueryClient();
  const messages = useMessages();
  const dismiss = async (id: Notice['id']) => {
    const result = await ask('dismissNotice', { id });
    if (result.ok) keepConnection(client, result.value);
    else messages.fail(result.error);
  };
  return notices.map(({ id, detail }) => (
    <Banner key={id} tone="info" title={noticeText[id].title} onDismiss={() => void dismiss(id)}>
      {noticeText[id].body(detail)}
    </Banner>
  ));
}

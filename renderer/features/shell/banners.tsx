import type { Account, Connection } from '../../../contract/domain.ts';
import { dataCentre } from '../../../contract/rules/data-centres.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { type ErrorStep, wordsFor } from '../../ui/error-text.ts';
import { useOnline } from '../../ui/online.ts';
import { useNow } from '../../ui/ticker.ts';
import { useTimeText } from '../../ui/time.ts';
import { stepLabel } from '../connect/failure.tsx';
import { type Attempt, useConnectFlow } from '../connect/flow.tsx';
import { Notices } from '../connect/notices.tsx';
import { stepText, useSecondsLeft } from '../connect/progress.tsx';
import { useChanges } from '../outbox/outbox-context.ts';
import { staysOffText } from '../settings/scope-text.ts';
import { go } from './use-route.ts';

/** What the person should know about the connection, whichever view is open. */
export function Banners({ connection, account }: { connection: Connection; account: Account }) {
  const flow = useConnectFlow();
  const changes = useChanges();
  const online = useOnline();
  const time = useTimeText();
  const now = useNow();
  const left = useSecondsLeft(connection.pending?.expiresAt);
  const reconnect = () =>
    void flow.begin(account.sandbox ? { sandbox: true } : { sandbox: false, purpose: 'reconnect' });
  const pending = connection.pending;
  const until = connection.throttledUntil;
  const host = account.sandbox ? null : dataCentre(account.dataCentre).accounts;

  return (
    <>
      {account.sandbox && (
        <Banner
          tone="sandbox"
          title="Sandbox: sample data."
          actions={
            <Button variant="quiet" onPress={changes.disconnect}>
              Leave the sandbox
            </Button>
          }
        >
          Nothing here reaches Zoho.
        </Banner>
      )}
      {!online && (
        <Banner tone="offline" title="You are offline.">
          This is what Parley read last.
        </Banner>
      )}
      {pending && (
        <Banner
          tone="info"
          title={`${stepText(pending.step, pending.via)}.`}
          actions={<Button onPress={flow.cancel}>Cancel</Button>}
        >
          <span className="numbers">
            {left === null ? 'Everything stays as it is until you accept.' : `${left} s left.`}
          </span>
        </Banner>
      )}
      {!pending && flow.failure && <FlowFailure />}
      {!pending && connection.health === 'reconnect-needed' && !flow.failure && (
        <Banner
          tone="problem"
          title="Zoho no longer accepts this connection."
          actions={<Button onPress={reconnect}>Reconnect</Button>}
        >
          Access may have been withdrawn{host ? ` at ${host}` : ''}. Everything read so far stays here.
        </Banner>
      )}
      {connection.health === 'throttled' && (
        <Banner tone="problem" title="Zoho asks for a pause.">
          {until !== null && until > now
            ? `It gives out no new access until ${time.asOf(until, now)}. Parley goes on by itself then.`
            : 'Parley goes on by itself in a moment.'}
        </Banner>
      )}
      <Notices notices={connection.notices} />
    </>
  );
}

/** A reconnect or a grant that did not succeed; the connection stands as it was. */
function FlowFailure() {
  const flow = useConnectFlow();
  const failure = flow.failure;
  if (!failure) return null;
  const { title, body, step } = wordsFor(failure.error);
  const { attempt } = failure;
  const feature = !attempt.sandbox && attempt.purpose === 'grant' ? attempt.feature : undefined;
  const take = (next: ErrorStep) => {
    if (next.startsWith('edit-')) {
      flow.dismiss();
      return go({ view: 'settings', open: null });
    }
    const via = next === 'use-browser' ? 'browser' : next === 'use-window' ? 'window' : undefined;
    const again: Attempt = failure.attempt.sandbox ? failure.attempt : { ...failure.attempt, ...(via && { via }) };
    return void flow.begin(again);
  };
  return (
    <Banner
      tone="problem"
      title={title}
      onDismiss={flow.dismiss}
      actions={
        step && (
          <Button onPress={() => take(step)}>{step.startsWith('edit-') ? 'Open Settings' : stepLabel[step]}</Button>
        )
      }
    >
      {body}
      {feature && ` ${staysOffText(feature, failure.error.code.startsWith('consent-'))}`}
      {step === 'use-browser' && ' Its loopback address, shown in Settings, must be registered with your client.'}
    </Banner>
  );
}

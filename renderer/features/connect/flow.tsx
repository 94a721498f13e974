import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, createContext, use, useMemo, useState } from 'react';
import type { Input } from '../../../contract/api.ts';
import type { Connection } from '../../../contract/domain.ts';
import type { AppError, Result } from '../../../contract/result.ts';
import { connectionQuery, keepConnection } from '../../bridge/account.ts';
import { ask } from '../../bridge/parley.ts';
import { useMessages } from '../../ui/toaster.tsx';
import { featureInSentence, featureIs } from '../settings/scope-text.ts';

/** What was tried, so that it can be tried again. */
export type Attempt = { readonly sandbox: true } | ({ readonly sandbox: false } & Input<'connect'>);

interface ConnectFlow {
  /** A consent is under way at this page's request. */
  readonly busy: boolean;
  readonly failure: { readonly id: number; readonly error: AppError; readonly attempt: Attempt } | null;
  /** After a disconnect that Zoho could not be told of. */
  readonly untold: boolean;
  begin(attempt: Attempt): Promise<void>;
  /** Shows an error that came before the consent, for example from saving the client. */
  refuse(error: AppError, attempt: Attempt): void;
  cancel(): void;
  /** Takes the failure off the screen. */
  dismiss(): void;
  disconnect(): Promise<void>;
  forgetUntold(): void;
}

const FlowContext = createContext<ConnectFlow | null>(null);

const resultText = (attempt: Attempt, connection: Connection): string => {
  if (attempt.sandbox) return 'The sandbox is open';
  if (attempt.purpose === 'connect' || attempt.purpose === 'reconnect')
    return `Connected as ${connection.account?.email ?? 'you'}`;
  const feature = connection.account?.features.find((each) => each.id === attempt.feature);
  const id = attempt.feature ?? 'meetings';
  if (feature?.state === 'on') return `${featureIs(id)} switched on`;
  return `Zoho did not grant everything for ${featureInSentence(id)}`;
};

function take(attempt: Attempt): Promise<Result<Connection>> {
  if (attempt.sandbox) return ask('connectSandbox');
  const { sandbox: _, ...input } = attempt;
  return ask('connect', input);
}

/** Connecting, from whichever screen it was asked for. */
export function ConnectFlowProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const messages = useMessages();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ConnectFlow['failure']>(null);
  const [untold, setUntold] = useState(false);

  const flow = useMemo<ConnectFlow>(() => {
    const refuse = (error: AppError, attempt: Attempt) =>
      setFailure((before) => ({ id: (before?.id ?? 0) + 1, error, attempt }));
    return {
      busy,
      failure,
      untold,
      refuse,
      async begin(attempt) {
        setFailure(null);
        setUntold(false);
        setBusy(true);
        const result = await take(attempt);
        if (result.ok) {
          keepConnection(client, result.value);
          messages.announce(resultText(attempt, result.value));
        } else {
          refuse(result.error, attempt);
        }
        setBusy(false);
      },
      cancel: () => void ask('cancelConnect'),
      dismiss: () => setFailure(null),
      async disconnect() {
        const result = await ask('disconnect');
        if (!result.ok) return messages.fail(result.error);
        setFailure(null);
        setUntold(!result.value.toldZoho);
        messages.tell('Disconnected');
        return client.invalidateQueries({ queryKey: connectionQuery.queryKey });
      },
      forgetUntold: () => setUntold(false),
    };
  }, [busy, failure, untold, client, messages]);

  return <FlowContext value={flow}>{children}</FlowContext>;
}

export function useConnectFlow(): ConnectFlow {
  const flow = use(FlowContext);
  if (!flow) throw new Error('useConnectFlow needs a ConnectFlowProvider above it');
  return flow;
}

import { useConnection } from '../../bridge/account.ts';
import type { Feature } from '../../../contract/domain.ts';
import { useConnectFlow } from '../connect/flow.tsx';
import { featureInSentence } from '../settings/scope-text.ts';

/** Asks Zoho for what is missing, from inside a form; the form stays as it is. */
export function SwitchOn({ feature: { id } }: { feature: Feature }) {
  const flow = useConnectFlow();
  const connection = useConnection().data;
  const busy = flow.busy || (connection?.pending ?? null) !== null;
  const attempt = flow.failure?.attempt;
  const hasFailed = attempt && !attempt.sandbox && attempt.feature === id;
  return (
    <>
      {hasFailed && 'It was not switched on. '}
      <button
        type="button"
        className="link-button"
        disabled={busy}
        onClick={() => void flow.begin({ sandbox: false, purpose: 'grant', feature: id })}
      >
        {busy ? 'Answer in Zoho’s window…' : `Switch on ${featureInSentence(id)}`}
      </button>
    </>
  );
}

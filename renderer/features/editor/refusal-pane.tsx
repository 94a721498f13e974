import { useEffect, useRef, useState } from 'react';
import type { Account, Kind } from '../../../contract/domain.ts';
import type { AppError } from '../../../contract/result.ts';
import { ask } from '../../bridge/parley.ts';
import { Button } from '../../ui/button.tsx';
import { wordsFor } from '../../ui/error-text.ts';
import { useConnectFlow } from '../connect/flow.tsx';
import type { Form } from './form-basics.ts';
import { textsOf } from './form.ts';
import { refusalWords } from './words.ts';

interface RefusalPaneProps {
  refusal: AppError;
  account: Account;
  kind: Kind;
  form: Form;
  editing: boolean;
  onSendAgain(): void;
  onDiscard(): void;
}

/** Why the form came back, above what was typed. */
export function RefusalPane({ refusal, account, kind, form, editing, onSendAgain, onDiscard }: RefusalPaneProps) {
  const flow = useConnectFlow();
  const element = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState<string | null>(null);
  const [looking, setLooking] = useState(false);
  const { title, body } = refusalWords(refusal, kind, editing);
  const mayExist = refusal.code === 'create-unknown';

  useEffect(() => {
    element.current?.focus();
    element.current?.scrollIntoView({ block: 'nearest' });
  }, []);

  const look = async () => {
    setLooking(true);
    const refreshed = await ask('refreshSessions', { kind, listType: 'upcoming' });
    const topic = textsOf(form).topic.trim();
    const found = await ask('listSessions', { kind, listType: 'upcoming', search: topic.slice(0, 200), offset: 0, limit: 50 });
    setLooking(false);
    if (!refreshed.ok || !found.ok) return setSeen('Zoho could not be asked just now. Look again in a moment.');
    const count = found.value.items.filter((row) => row.topic.trim() === topic && row.pending === null).length;
    const many = count === 1 ? `one ${kind}` : `${count} ${kind}s`;
    return setSeen(
      count === 0
        ? `Zoho lists no ${kind} with this topic. It was most likely not created.`
        : `Zoho lists ${many} with this topic. If that is it, discard this form.`,
    );
  };

  return (
    <div ref={element} className="editor-refusal" role="alert" tabIndex={-1}>
      <p>
        <strong>{title}</strong> {body}
      </p>
      {seen !== null && <p>{seen}</p>}
      {mayExist && (
        <div className="editor-refusal-actions">
          <Button isDisabled={looking} onPress={() => void look()}>
            Look again
          </Button>
          <Button onPress={onSendAgain}>Send again</Button>
          <Button variant="quiet" onPress={onDiscard}>
            Discard
          </Button>
        </div>
      )}
      {wordsFor(refusal).step === 'reconnect' && (
        <div className="editor-refusal-actions">
          <Button
            isDisabled={flow.busy}
            onPress={() =>
              void flow.begin(account.sandbox ? { sandbox: true } : { sandbox: false, purpose: 'reconnect' })
            }
          >
            Reconnect
          </Button>
        </div>
      )}
    </div>
  );
}

import { useEffect, useRef } from 'react';
import type { Account } from '../../../contract/domain.ts';
import type { FormKind } from '../../../contract/rules/session-form.ts';
import type { AppError } from '../../../contract/result.ts';
import { Button } from '../../ui/button.tsx';
import { wordsFor } from '../../ui/error-text.ts';
import { useConnectFlow } from '../connect/flow.tsx';
import { refusalWords } from './words.ts';

interface RefusalPaneProps {
  refusal: AppError;
  account: Account;
  kind: FormKind;
  editing: boolean;
}

/** Why the form came back, above what was typed. */
export function RefusalPane({ refusal, account, kind, editing }: RefusalPaneProps) {
  const flow = useConnectFlow();
  const element = useRef<HTMLDivElement>(null);
  const { title, body } = refusalWords(refusal, kind, editing);

  useEffect(() => {
    element.current?.focus();
    element.current?.scrollIntoView({ block: 'nearest' });
  }, []);

  return (
    <div ref={element} className="editor-refusal" role="alert" tabIndex={-1}>
      <p>
        <strong>{title}</strong> {body}
      </p>
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

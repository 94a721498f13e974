import type { AppError } from '../../../contract/result.ts';
import { Button } from '../../ui/button.tsx';
import { wordsFor } from '../../ui/error-text.ts';
import './editor.css';

interface ReadingPaneProps {
  error: AppError | null;
  about?: 'session' | 'event';
  onCancel(): void;
  onRetry(): void;
}

/** While it is read: an edit begins with what Zoho has now. */
export function ReadingPane({ error, about, onCancel, onRetry }: ReadingPaneProps) {
  const words = error && wordsFor(error, about);
  return (
    <>
      <div className="editor-body editor-reading">
        {words ? (
          <div className="editor-refusal" role="alert">
            <p>
              <strong>{words.title}</strong> {words.body}
            </p>
          </div>
        ) : (
          <p className="muted" aria-busy="true">
            Reading it from Zoho…
          </p>
        )}
      </div>
      <div className="editor-foot">
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog moves the focus into itself */}
        <Button autoFocus onPress={onCancel}>Cancel</Button>
        {words && (
          <Button variant="primary" onPress={onRetry}>
            Try again
          </Button>
        )}
      </div>
    </>
  );
}

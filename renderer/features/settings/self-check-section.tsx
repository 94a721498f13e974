import { CircleAlert, CircleCheck, CircleDashed, TriangleAlert } from 'lucide-react';
import { useRef, useState } from 'react';
import type { SelfCheck } from '../../../contract/domain.ts';
import { ask } from '../../bridge/parley.ts';
import { Button } from '../../ui/button.tsx';
import { useMessages } from '../../ui/toaster.tsx';
import { Section } from './section.tsx';
import { useSelfCheckWish } from './self-check-wish.ts';
import { checkWords, summaryText } from './self-check-text.ts';

const icons = { ok: CircleCheck, warning: TriangleAlert, failed: CircleAlert, 'not-checked': CircleDashed };

export function SelfCheckSection() {
  const messages = useMessages();
  const [checks, setChecks] = useState<readonly SelfCheck[] | null>(null);
  const [running, setRunning] = useState(false);
  const run = async () => {
    setRunning(true);
    const result = await ask('selfCheck');
    setRunning(false);
    if (!result.ok) return messages.fail(result.error);
    setChecks(result.value);
    return messages.announce(`Self-check done. ${summaryText(result.value)}`);
  };
  const section = useRef<HTMLElement>(null);
  useSelfCheckWish(() => {
    section.current?.scrollIntoView({ block: 'start' });
    if (!running) void run();
  });
  return (
    <Section title="Self-check" ref={section}>
      <p className="settings-note">Looks at everything between you and your meetings, and says what to do.</p>
      <div className="settings-actions">
        <Button isDisabled={running} onPress={() => void run()}>
          Run self-check
        </Button>
        <span className="muted">{running ? 'Checking' : checks && summaryText(checks)}</span>
      </div>
      {checks && (
        <ul className="checks" aria-label="Self-check">
          {checks.map((check) => {
            const words = checkWords(check);
            const Icon = icons[check.status];
            return (
              <li key={check.id} className={`check check-${check.status}`}>
                <Icon size={16} aria-hidden />
                <p className="wrap">
                  <b>{words.name}</b>
                  <span className="check-status">{words.status}</span>
                  <span className="check-line">{words.line}</span>
                  {words.fix && <span className="check-fix">{words.fix}</span>}
                </p>
              </li>
            );
          })}
        </ul>
      )}
    </Section>
  );
}

import { Check } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Connection } from '../../../contract/domain.ts';
import { Button } from '../../ui/button.tsx';
import { useMessages } from '../../ui/toaster.tsx';

export type Pending = NonNullable<Connection['pending']>;

const stepOrder = ['consent', 'exchange', 'user'] as const;

/** What is being waited for, in words. */
export function stepText(step: Pending['step'], via: Pending['via']): string {
  if (step === 'exchange') return 'Fetching access from Zoho';
  if (step === 'user') return 'Reading who you are';
  return via === 'browser' ? 'Waiting for you in your browser' : 'Waiting for you in the consent window';
}

/** Whole seconds left, once it is less than a minute; else null. */
export function useSecondsLeft(expiresAt: number | undefined): number | null {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (expiresAt === undefined) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [expiresAt]);
  if (expiresAt === undefined) return null;
  const left = Math.ceil((expiresAt - now) / 1000);
  return left > 0 && left < 60 ? left : null;
}

interface ProgressProps {
  /** Null in the moment before main has told. */
  pending: Pending | null;
  onCancel(): void;
}

/** Takes the place of the form while Zoho is asked. */
export function ConnectProgress({ pending, onCancel }: ProgressProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const messages = useMessages();
  const step = pending?.step ?? 'consent';
  const via = pending?.via ?? 'window';
  const left = useSecondsLeft(step === 'consent' ? pending?.expiresAt : undefined);
  const current = stepOrder.indexOf(step);

  useEffect(() => heading.current?.focus(), []);
  const told = pending ? stepText(step, via) : '';
  const { announce } = messages;
  useEffect(() => {
    if (told) announce(told);
    // Only a new step is news; `announce` never changes.
  }, [told, announce]);

  return (
    <section className="progress" aria-labelledby="progress-title">
      <h2 id="progress-title" ref={heading} tabIndex={-1}>
        {pending?.purpose === 'sandbox' ? 'Opening the sandbox' : 'Connecting to Zoho'}
      </h2>
      <ol className="progress-steps">
        {stepOrder.map((each, index) => (
          <li
            key={each}
            className={index === current ? 'is-current' : index < current ? 'is-done' : ''}
            aria-current={index === current ? 'step' : undefined}
          >
            <span className="progress-mark" aria-hidden="true">
              {index < current && <Check size={12} strokeWidth={3} />}
            </span>
            {stepText(each, via)}
            {index < current && <span className="sr-only"> (done)</span>}
          </li>
        ))}
      </ol>
      <p className="progress-hint">
        {step === 'consent'
          ? via === 'browser'
            ? 'Sign in and accept there, then come back. Nothing happens until you accept.'
            : 'Sign in and accept there. Its title shows whose page it is. Nothing happens until you accept.'
          : 'This takes a moment.'}
        {left !== null && <span className="numbers progress-left"> {left} s left.</span>}
      </p>
      <div>
        <Button onPress={onCancel}>Cancel</Button>
      </div>
    </section>
  );
}

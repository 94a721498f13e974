import { useState } from 'react';
import type { Form } from './form-basics.ts';

interface KeptLineProps {
  kept: Form;
  untouched: Form;
  onChange(form: Form): void;
}

/** Says that the form came back with what was typed before, and lets go of it, or takes it up again. */
export function KeptLine({ kept, untouched, onChange }: KeptLineProps) {
  const [afresh, setAfresh] = useState(false);
  return (
    <p className="kept-line">
      {afresh ? 'Started afresh' : 'Kept from before'}
      <span aria-hidden="true"> · </span>
      <button
        type="button"
        className="link-button"
        onClick={() => {
          setAfresh(!afresh);
          onChange(afresh ? kept : untouched);
        }}
      >
        {afresh ? 'Bring it back' : 'Start afresh'}
      </button>
    </p>
  );
}

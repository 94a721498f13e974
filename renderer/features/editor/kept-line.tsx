import { useState } from 'react';

interface KeptLineProps<Texts> {
  kept: Texts;
  untouched: Texts;
  onChange(texts: Texts): void;
}

/** Says that the form came back with what was typed before, and lets go of it, or takes it up again. */
export function KeptLine<Texts>({ kept, untouched, onChange }: KeptLineProps<Texts>) {
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

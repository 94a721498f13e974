import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { errorOf } from '../../bridge/parley.ts';
import type { Listing } from '../../bridge/one-question.ts';
import { type SessionWindow, readKeys } from '../../bridge/sessions.ts';
import { useMessages } from '../../ui/toaster.tsx';
import { numberText } from './freshness-text.ts';
import { type Selection, allOf, noSelection, ranged, toggled } from './selection.ts';

export interface RowSelection {
  readonly keys: ReadonlySet<string>;
  /** A press of Ctrl or Cmd, or the row's checkbox. */
  toggle(index: number): void;
  /** A press of Shift: everything from where the last one was selected, else from `from`. */
  extendTo(index: number, from: number): void;
  all(): void;
  clear(): void;
}

/** The selected rows of one listing; another tab or search begins anew. */
export function useSelection(rows: SessionWindow): RowSelection {
  const client = useQueryClient();
  const messages = useMessages();
  const { shown, total } = rows;
  const place = placeOf(shown);
  const [kept, setKept] = useState({ place, selection: noSelection });
  const selection = kept.place === place ? kept.selection : noSelection;

  const set = (next: Selection) => {
    setKept({ place, selection: next });
    messages.announce(next.keys.size === 0 ? 'Nothing selected' : `${numberText(next.keys.size)} selected`);
  };
  const between = async (first: number, last: number, make: (keys: string[]) => Selection) => {
    try {
      const told = rows.told(first, last);
      set(make(await readKeys(client, shown, told.first, told.last)));
    } catch (thrown) {
      messages.fail(errorOf(thrown));
    }
  };

  return {
    keys: selection.keys,
    toggle(index) {
      const row = rows.row(index);
      if (row && row.pending !== 'creating') set(toggled(selection, row.key));
    },
    extendTo(index, from) {
      const anchored = selection.anchor === null ? -1 : rows.indexOf(selection.anchor);
      const start = anchored < 0 ? from : anchored;
      const anchor = rows.row(start)?.key ?? null;
      const base = anchored < 0 ? { ...selection, anchor, base: selection.keys } : selection;
      void between(Math.min(start, index), Math.max(start, index), (keys) => ranged(base, keys));
    },
    all: () => void between(0, total - 1, allOf),
    clear: () => {
      if (selection.keys.size > 0) set(noSelection);
    },
  };
}

const placeOf = ({ kind, listType, search }: Listing) => `${kind} ${listType} ${search}`;

/** Ctrl/Cmd+A anywhere but in text, where it selects the text: fields, dialogs and the details. */
export function useSelectAllKey(run: () => void): void {
  const press = useEffectEvent(run);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 'a') return;
      const inText = event.target instanceof Element && event.target.closest('input, textarea, [role=dialog], .details');
      if (event.defaultPrevented || inText) return;
      event.preventDefault();
      press();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ClientSummary } from '../../../contract/domain.ts';
import type { AppError } from '../../../contract/result.ts';
import { keepConnection } from '../../bridge/account.ts';
import { ask } from '../../bridge/parley.ts';
import {
  type ClientDraft,
  type ClientFieldName,
  draftErrors,
  draftOf,
  fieldOrder,
  firstError,
  isChanged,
  keepsSecret,
  trimmed,
} from './client-draft.ts';

/** The state of the group "Your Zoho client": errors show once a field was left, or when it is handed in. */
export function useClientForm(client: ClientSummary | null) {
  const queries = useQueryClient();
  const group = useRef<HTMLFieldSetElement>(null);
  const [draft, setDraft] = useState(() => draftOf(client));
  const [touched, setTouched] = useState<ReadonlySet<ClientFieldName>>(new Set());
  const errors = draftErrors(client, draft);

  const focusField = (name: keyof ClientDraft) => {
    const field = group.current?.querySelector<HTMLElement>(`[name="${name}"]`);
    field?.focus();
    field?.scrollIntoView({ block: 'nearest' });
  };

  return {
    group,
    draft,
    client,
    changed: isChanged(client, draft),
    secretKept: keepsSecret(client, draft),
    errorOf: (name: ClientFieldName) => (touched.has(name) ? errors[name] : undefined),
    change: (part: Partial<ClientDraft>) => setDraft((before) => ({ ...before, ...part })),
    /** An empty field that is only passed through is not yet a mistake. */
    left: (name: ClientFieldName) => {
      if (draft[name] !== '') setTouched((before) => new Set(before).add(name));
    },
    focusField,
    /** True when all is well; else shows every error and moves the focus to the first. */
    check(): boolean {
      setTouched(new Set(fieldOrder));
      const wrong = firstError(errors);
      if (wrong) focusField(wrong);
      return wrong === undefined;
    },
    /** Keeps the client when it changed. Answers the error, or null. */
    async save(): Promise<AppError | null> {
      if (!isChanged(client, draft)) return null;
      const result = await ask('saveClient', trimmed(draft));
      if (!result.ok) return result.error;
      keepConnection(queries, result.value);
      setDraft(draftOf(result.value.client));
      setTouched(new Set());
      return null;
    },
  };
}

export type ClientForm = ReturnType<typeof useClientForm>;

/** Sends one change to Zoho. */
import type { Kind, SessionFields, SessionWrite } from '../../../contract/domain.ts';
import { fail, type AppError, type Result } from '../../../contract/result.ts';
import type { ZohoSession } from '../../zoho/types.ts';
import type { Answer } from './answers.ts';
import type { Change, CreateChange } from './change.ts';

interface MadeSession {
  session: ZohoSession;
  /** The answer was lost, and what was made was found again. */
  adopted: boolean;
}

type Evidence = NonNullable<CreateChange['sent']>;

/** Zoho's side of creating and editing: electron/zoho/lost-create.ts and editing.ts. */
export interface SessionWriter {
  create(
    kind: Kind,
    write: SessionWrite,
    signal: AbortSignal,
    options: {
      /** Right before it is sent. When it throws, nothing is. */
      onSend(evidence: {
        readonly known: readonly string[];
        readonly complete: boolean;
        readonly sentAt: number;
      }): void;
      earlier?: Evidence;
    },
  ): Promise<Result<MadeSession>>;
  /** Looks for what a create has made whose answer was lost. */
  find(kind: Kind, write: SessionWrite, evidence: Evidence, signal: AbortSignal): Promise<Result<MadeSession>>;
  /** Writes nothing, and answers `changed-meanwhile`, when Zoho has none of the copies that are expected. */
  update(
    kind: Kind,
    key: string,
    write: SessionWrite,
    signal: AbortSignal,
    options: { expect?: readonly SessionFields[] },
  ): Promise<
    | { readonly ok: true; readonly value: ZohoSession }
    | { readonly ok: false; readonly error: AppError; readonly theirs?: ZohoSession }
  >;
}

/** Zoho's side of deleting: electron/zoho/editing.ts. */
export interface SessionRemover {
  /** `alreadyGone`: Zoho did not know it any more. */
  remove(kind: Kind, key: string, signal?: AbortSignal): Promise<Result<{ alreadyGone: boolean }>>;
}

export interface SendPorts {
  writer: SessionWriter;
  remover: SessionRemover;
  /** Keeps the evidence of a create that is about to be sent. Throws when that cannot be done. */
  keepEvidence(id: string, evidence: Evidence): void;
}

export type Send = (change: Change, signal: AbortSignal) => Promise<Answer>;

export function createSend({ writer, remover, keepEvidence }: SendPorts): Send {
  async function create(change: CreateChange, signal: AbortSignal): Promise<Answer> {
    const { id, kind, write, sent, again } = change;
    const onSend: Parameters<SessionWriter['create']>[3]['onSend'] = (evidence) =>
      keepEvidence(id, { ...evidence, known: [...evidence.known] });
    const answer =
      sent && !again
        ? await writer.find(kind, write, sent, signal)
        : await writer.create(kind, write, signal, sent ? { onSend, earlier: sent } : { onSend });
    return answer.ok ? { ok: true, ...answer.value } : answer;
  }

  async function send(change: Change, signal: AbortSignal): Promise<Answer> {
    const { kind, key } = change;
    switch (change.change) {
      case 'create':
        return create(change, signal);
      case 'update': {
        const { write, base, tried } = change;
        const options = base ? { expect: [base, ...tried] } : {};
        const answer = await writer.update(kind, key, write, signal, options);
        return answer.ok ? { ok: true, session: answer.value, adopted: false } : answer;
      }
      default: {
        const answer = await remover.remove(kind, key, signal);
        return answer.ok ? { ok: true, session: null, adopted: false } : answer;
      }
    }
  }

  return async (change, signal) => {
    try {
      return await send(change, signal);
    } catch {
      const broken = fail('internal', 'the request broke off', { details: { outcome: 'unknown' } });
      return broken.ok ? { ok: true, session: null, adopted: false } : broken;
    }
  };
}

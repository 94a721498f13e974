/** Creating and editing: shown at once, kept in the outbox until Zoho has confirmed or refused it. */
import type { Input } from '../../contract/api.ts';
import type { SessionFields, SessionWrite, Written } from '../../contract/domain.ts';
import { fail, type Result } from '../../contract/result.ts';
import type { Clock } from '../ports.ts';
import { fieldsOf, fieldsOfWrite } from '../zoho/same-fields.ts';
import type { ZohoSession } from '../zoho/types.ts';
import { meantStart } from './meant.ts';
import { fresh } from './outbox/change.ts';
import type { Outbox } from './outbox/types.ts';
import { temporaryKey } from './pending.ts';
import type { SessionStore } from './store.ts';

export interface Edits {
  /**
   * Shown at once under a temporary key. `waiting` when it cannot be confirmed now. Errors: Zoho's refusals;
   * `invalid-input` for a day or zone that is not, or for a key that was used before; `not-kept`; `not-connected` when the account changed before Zoho
   * agreed.
   */
  create(input: Input<'createSession'>): Promise<Result<Written>>;
  /**
   * Shown at once; edits of one session are sent one after another. `waiting` also when Zoho's copy has changed
   * meanwhile: then the outbox asks. Errors: as `create`; `not-found` for what is being deleted, is not at Zoho or was
   * never made.
   */
  update(input: Input<'updateSession'>): Promise<Result<Written>>;
}

export interface EditsPorts {
  store: Pick<SessionStore, 'pending'>;
  outbox: Pick<Outbox, 'write'>;
  /** Whose changes they are; null for nobody. */
  owner(): string | null;
  clock: Clock;
  /** A UUID. */
  newId(): string;
}

export function createEdits({ store: { pending }, outbox, owner, clock, newId }: EditsPorts): Edits {
  const refused = (write: SessionWrite): Result<Written> | null => {
    if (owner() === null) return fail('not-connected', 'no account');
    return meantStart(write) === null ? fail('invalid-input', 'no such day, hour or time zone') : null;
  };
  const common = (write: SessionWrite) => ({
    ...fresh(clock.now()), id: newId(), owner: owner() ?? '', topic: write.topic, write,
  });

  return {
    async create({ kind, write, key: given }) {
      const key = given ?? temporaryKey(newId());
      if (pending.isUsed(kind, key)) return fail('invalid-input', 'it was asked for before');
      const made = { kind, key, change: 'create' as const, sent: null, again: false };
      return refused(write) ?? outbox.write({ ...common(write), ...made });
    },
    async update({ kind, key, write, base }) {
      const no = refused(write);
      if (no) return no;
      if (pending.isHidden(kind, key)) return fail('not-found', 'it is being deleted');
      const real = pending.keyOf(kind, key);
      const known = pending.find(kind, real);
      const made = { kind, key: real, change: 'update' as const, base: baseOf(base, known), tried: [] };
      return outbox.write({ ...common(write), ...made });
    },
  };
}

/** What an edit is made from: what the form showed, or else what is known; and of that only what Zoho told. */
function baseOf(shown: SessionWrite | null, known: ZohoSession | undefined): SessionFields | null {
  if (!shown) return known ? fieldsOf(known) : null;
  const fields = fieldsOfWrite(shown, known?.startsAt ?? null);
  return known && known.agenda === null ? { ...fields, agenda: null } : fields;
}

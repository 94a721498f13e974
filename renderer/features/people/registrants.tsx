import { Download, Link2, UserPlus } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Session, SessionRow } from '../../../contract/domain.ts';
import { isolated } from '../../../contract/rules/shown-text.ts';
import type { AppError } from '../../../contract/result.ts';
import { ask } from '../../bridge/parley.ts';
import { useRegistrants } from '../../bridge/people.ts';
import { Button } from '../../ui/button.tsx';
import { later } from '../../ui/later.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { useMessages } from '../../ui/toaster.tsx';
import { Unfold } from '../../ui/unfold.tsx';
import { numberText } from '../sessions/freshness-text.ts';
import { isUnborn } from '../sessions/row-text.ts';
import { Answer, NotWhole, PeopleList } from './people-list.tsx';
import { matching, statusWords } from './people-text.ts';
import './people.css';

const RegisterDialog = later(() => import('./register-dialog.tsx').then((module) => module.default));

/** Who registered for a webinar, and what can be done about it. */
export function Registrants({ row, session }: { row: SessionRow; session: Session | undefined }) {
  const { key } = row;
  const messages = useMessages();
  const running = useRef(false);
  const [dialog, setDialog] = useState(false);
  /** What is typed outlives a closed dialog. */
  const [text, setText] = useState('');
  const registered = session?.registered ?? null;
  const isCreating = isUnborn(row);
  /** One at a time. The button keeps the focus meanwhile, so it is not disabled. */
  const run = async (work: () => Promise<AppError | null>) => {
    if (running.current) return;
    running.current = true;
    const error = await work();
    running.current = false;
    if (error) messages.fail(error);
  };
  const copyLink = async () => {
    const result = await ask('copyRegistrationLink', { key });
    if (!result.ok) return result.error;
    messages.tell('Registration link copied');
    return null;
  };
  const save = async () => {
    const result = await ask('saveRegistrants', { key });
    if (!result.ok) return result.error;
    const { people, fileName } = result.value;
    const count = people === 1 ? '1 registrant' : `${numberText(people)} registrants`;
    messages.tell(`Saved ${count} in Downloads as “${isolated(fileName)}”`);
    return null;
  };
  return (
    <section className="people-section" aria-label="Registrants">
      <Unfold
        title="Registrants"
        aside={registered === null ? undefined : numberText(registered)}
        actions={
          <div className="people-actions">
            <Button icon={<Link2 size={15} aria-hidden />} isDisabled={isCreating} onPress={() => void run(copyLink)}>
              Copy registration link
            </Button>
            <Button icon={<UserPlus size={15} aria-hidden />} isDisabled={isCreating} onPress={() => setDialog(true)}>
              Register people
            </Button>
            <Button icon={<Download size={15} aria-hidden />} isDisabled={isCreating} onPress={() => void run(save)}>
              Save as CSV
            </Button>
          </div>
        }
      >
        <RegistrantList sessionKey={key} />
      </Unfold>
      {dialog && <RegisterDialog sessionKey={key} text={text} onText={setText} onClose={() => setDialog(false)} />}
    </section>
  );
}

function RegistrantList({ sessionKey }: { sessionKey: string }) {
  const [search, setSearch] = useState('');
  const registrants = useRegistrants(sessionKey);
  return (
    <Answer asked={registrants} loading="Reading the registrants from Zoho…">
      {({ people, complete }) => {
        if (people.length === 0) return <p className="muted">Nobody has registered yet.</p>;
        const found = matching(people, search);
        return (
          <>
            <SearchField label="Search registrants" placeholder="Name or address" value={search} onChange={setSearch} />
            <p className="muted numbers" aria-live="polite">
              {search.trim() === ''
                ? `${numberText(people.length)} in all`
                : `${numberText(found.length)} of ${numberText(people.length)}`}
            </p>
            {found.length === 0 ? (
              <p className="muted">Nobody like that has registered.</p>
            ) : (
              <PeopleList key={search} label="Registrants" people={found} detail={({ status }) => statusWords[status]} />
            )}
            {!complete && <NotWhole />}
          </>
        );
      }}
    </Answer>
  );
}

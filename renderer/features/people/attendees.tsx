import { Download } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import type { Kind, SessionRow } from '../../../contract/domain.ts';
import type { Attendee } from '../../../contract/people.ts';
import { cut, isolated } from '../../../contract/rules/shown-text.ts';
import { ask } from '../../bridge/parley.ts';
import { useAttendees } from '../../bridge/people.ts';
import { Button } from '../../ui/button.tsx';
import { type TimeText, useTimeText } from '../../ui/time.ts';
import { useMessages } from '../../ui/toaster.tsx';
import { Unfold } from '../../ui/unfold.tsx';
import { numberText } from '../sessions/freshness-text.ts';
import { Answer, NotWhole, PeopleList } from './people-list.tsx';
import { stayText } from './people-text.ts';
import './people.css';

/** Characters. */
const longestRole = 40;

/** Who was there, once it is over. */
export function Attendees({ row: { kind, key } }: { row: SessionRow }) {
  const messages = useMessages();
  const running = useRef(false);
  /** One at a time. The button keeps the focus meanwhile, so it is not disabled. */
  const save = async () => {
    if (running.current) return;
    running.current = true;
    const result = await ask('saveAttendees', { kind, key });
    running.current = false;
    if (!result.ok) return messages.fail(result.error);
    const { people, fileName } = result.value;
    const count = people === 1 ? '1 line' : `${numberText(people)} lines`;
    return messages.tell(`Saved ${count} in Downloads as “${isolated(fileName)}”`);
  };
  return (
    <section className="people-section" aria-label="Attendees">
      <Unfold
        title="Attendees"
        actions={
          <div className="people-actions">
            <Button icon={<Download size={15} aria-hidden />} onPress={() => void save()}>
              Save attendees as CSV
            </Button>
          </div>
        }
      >
        <AttendeeList kind={kind} sessionKey={key} />
      </Unfold>
    </section>
  );
}

const stay = (person: Attendee, time: TimeText): ReactNode => (
  <>
    {person.role && <bdi>{cut(person.role, longestRole)}</bdi>}
    {person.role && ' · '}
    {stayText(person, time)}
  </>
);

function AttendeeList({ kind, sessionKey: key }: { kind: Kind; sessionKey: string }) {
  const time = useTimeText();
  return (
    <Answer asked={useAttendees(kind, key)} loading="Reading the attendees from Zoho…">
      {({ people, complete }) =>
        people.length === 0 ? (
          <p className="muted">Zoho lists nobody who was there.</p>
        ) : (
          <>
            <PeopleList
              label="Attendees"
              people={people}
              detail={(person) => stay(person, time)}
            />
            {!complete && <NotWhole />}
          </>
        )
      }
    </Answer>
  );
}

import type { ReactNode } from 'react';
import type { SessionRow } from '../../../contract/domain.ts';
import type { Attendee } from '../../../contract/people.ts';
import { cut } from '../../../contract/rules/shown-text.ts';
import { useAttendees } from '../../bridge/people.ts';
import { type TimeText, useTimeText } from '../../ui/time.ts';
import { Unfold } from '../../ui/unfold.tsx';
import { Answer, NotWhole, PeopleList } from './people-list.tsx';
import { stayText } from './people-text.ts';
import './people.css';

/** Characters. */
const longestRole = 40;

/** Who was there, once it is over. */
export const Attendees = ({ row }: { row: SessionRow }) => (
  <section className="people-section" aria-label="Attendees">
    <Unfold title="Attendees">
      <AttendeeList row={row} />
    </Unfold>
  </section>
);

const stay = (person: Attendee, time: TimeText): ReactNode => (
  <>
    {person.role && <bdi>{cut(person.role, longestRole)}</bdi>}
    {person.role && ' · '}
    {stayText(person, time)}
  </>
);

function AttendeeList({ row: { kind, key } }: { row: SessionRow }) {
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

import { type ReactNode, useState } from 'react';
import { cut } from '../../../contract/rules/shown-text.ts';
import type { Asked } from '../../bridge/people.ts';
import { Button } from '../../ui/button.tsx';
import { wordsFor } from '../../ui/error-text.ts';

interface Person {
  readonly name: string | null;
  readonly email: string | null;
}

interface PeopleListProps<T extends Person> {
  label: string;
  people: readonly T[];
  /** The second line's end: a status, a time. */
  detail(person: T): ReactNode;
}

/** Long lists grow on demand. */
const shownAtOnce = 100;
/** Characters. */
const longestName = 120;

export function PeopleList<T extends Person>({ label, people, detail }: PeopleListProps<T>) {
  const [most, setMost] = useState(shownAtOnce);
  return (
    <>
      <ul className="persons" aria-label={label}>
        {people.slice(0, most).map((person, index) => (
          // Two stays of one person are alike in everything but their place.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={`${person.email} ${person.name} ${index}`} className="person-row">
            <span className="wrap selectable">
              <bdi>{(person.name && cut(person.name, longestName)) || person.email || 'Name not told'}</bdi>
              {person.name && person.email && <bdi className="fact-second">{person.email}</bdi>}
            </span>
            <span className="muted numbers person-detail">{detail(person)}</span>
          </li>
        ))}
      </ul>
      {people.length > most && (
        <Button variant="quiet" className="people-more" onPress={() => setMost(most + shownAtOnce)}>
          Show {Math.min(shownAtOnce, people.length - most)} more
        </Button>
      )}
    </>
  );
}

interface AnswerProps<T> {
  asked: Asked<T>;
  loading: string;
  children(data: T): ReactNode;
}

/** What Zoho answered, or that it is being asked, or why it did not. */
export function Answer<T>({ asked, loading, children }: AnswerProps<T>) {
  const { data, error, again } = asked;
  return (
    <div className="people-answer">
      {error && (
        <div className="details-stale" role="alert">
          <p>
            <strong>{wordsFor(error).title}</strong> {wordsFor(error).body}
          </p>
          <Button variant="quiet" onPress={again}>
            Try again
          </Button>
        </div>
      )}
      {data !== undefined ? children(data) : !error && <p className="muted" aria-busy="true">{loading}</p>}
    </div>
  );
}

/** Zoho counts more than it listed. */
export const NotWhole = () => <p className="people-note">Zoho’s list may not be whole: it counts others.</p>;

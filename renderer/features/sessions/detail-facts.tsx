import { type ReactNode, useState } from 'react';
import type { Account, Session, SessionRow } from '../../../contract/domain.ts';
import { isKnownZone } from '../../../contract/rules/known-zone.ts';
import { blockText, lineText } from '../../../contract/rules/shown-text.ts';
import { Button } from '../../ui/button.tsx';
import { numberText } from './freshness-text.ts';
import { isMine, isUnborn, keyText, wholeTopic } from './row-text.ts';

interface DetailFactsProps {
  row: SessionRow;
  session: Session | undefined;
  account: Account;
  alsoIn: readonly string[];
  refreshing: boolean;
  now: number;
}

/** `GMT+05:30`, as Zoho names a zone that has no other name. */
const isOffset = (zone: string): boolean => /^(?:GMT|UTC)?[+-]\d{1,2}(?::?\d{2})?$/.test(zone.trim());

const notTold = 'Not told by Zoho';

export function DetailFacts({ row, session, account, alsoIn, refreshing, now }: DetailFactsProps) {
  const webinar = row.kind === 'webinar';
  const over = row.startsAt !== null && row.startsAt <= now;
  const isRead = isUnborn(row) || (session?.detailsAsOf ?? null) !== null;
  const unknown = isRead ? notTold : refreshing ? '…' : 'Not read yet';
  return (
    <>
      <LongText title="Whole topic" text={session ? (wholeTopic(session) ?? '') : ''} />
      <LongText title="Agenda" text={blockText(session?.agenda ?? '')} />
      <dl className="facts">
        <Fact name={webinar ? 'Webinar key' : 'Meeting key'}>
          {isUnborn(row) ? (
            <span className="muted">Zoho has given none yet</span>
          ) : (
            <span className="numbers selectable">{keyText(row.key)}</span>
          )}
        </Fact>
        <Fact name="Presenter">
          <Presenter row={row} account={account} />
        </Fact>
        {row.recurring && <Fact name="Repeats">Part of a series</Fact>}
        {row.timeZone && (
          <Fact name="Time zone">
            <bdi className="selectable">{lineText(row.timeZone, 100).replaceAll('_', ' ')}</bdi>
            {!isKnownZone(row.timeZone) && !isOffset(row.timeZone) && (
              <span className="fact-second">Not known here; times are those of this computer.</span>
            )}
          </Fact>
        )}
        {alsoIn.length > 0 && (
          <Fact name="Also in calendar">
            <bdi>{alsoIn.map((name) => lineText(name, 100)).join(', ')}</bdi>
          </Fact>
        )}
        <Fact name="Participants">
          <Participants emails={session?.participants?.map(({ email }) => email) ?? null} unknown={unknown} />
        </Fact>
        {webinar && (
          <>
            <Fact name="Registered">{countText(session?.registered ?? null, unknown)}</Fact>
            {over && <Fact name="Attended">{countText(session?.attended ?? null, unknown)}</Fact>}
          </>
        )}
        {session?.joinLink && <LinkFact name="Join link" link={session.joinLink} />}
        {session?.registrationLink && <LinkFact name="Registration" link={session.registrationLink} />}
        {session?.dialIn && (
          <Fact name="Dial-in">
            <span dir="auto" className="wrap selectable details-lines">
              {session.dialIn}
            </span>
          </Fact>
        )}
      </dl>
    </>
  );
}

export const LongText = ({ title, text }: { title: string; text: string }) =>
  text !== '' && (
    <div className="details-agenda">
      <h3>{title}</h3>
      <p dir="auto" className="wrap selectable">
        {text}
      </p>
    </div>
  );

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export const LinkFact = ({ name, link }: { name: string; link: string }) => (
  <Fact name={name}>
    <bdi className="wrap selectable details-link">{link}</bdi>
  </Fact>
);

const countText = (count: number | null, unknown: string) =>
  count === null ? <span className="muted">{unknown}</span> : numberText(count);

function Presenter({ row, account }: { row: SessionRow; account: Account }) {
  if (!row.presenterName && !row.presenterEmail) return <span className="muted">{notTold}</span>;
  return (
    <span className="wrap selectable">
      <bdi>{row.presenterName || row.presenterEmail}</bdi>
      {isMine(row, account) ? (
        <span className="muted"> (you)</span>
      ) : (
        row.presenterName && row.presenterEmail && <bdi className="fact-second">{row.presenterEmail}</bdi>
      )}
    </span>
  );
}

/** Long lists open on demand. */
const shownAtFirst = 8;
/** Characters; RFC 5321 allows fewer. */
const longestAddress = 260;

function Participants({ emails, unknown }: { emails: string[] | null; unknown: string }) {
  const [all, setAll] = useState(false);
  if (emails === null) return <span className="muted">{unknown}</span>;
  if (emails.length === 0) return <span className="muted">Nobody is invited by name</span>;
  const people = [...new Set(emails.map((email) => lineText(email, longestAddress)))];
  const shown = all ? people : people.slice(0, shownAtFirst);
  return (
    <>
      <ul className="people" aria-label="Participants">
        {shown.map((email) => (
          <li key={email} className="wrap selectable">
            <bdi>{email}</bdi>
          </li>
        ))}
      </ul>
      {people.length > shown.length && (
        <Button variant="quiet" className="people-more" onPress={() => setAll(true)}>
          Show all {people.length}
        </Button>
      )}
    </>
  );
}

import { type RefObject, memo, useCallback, useState } from 'react';
import { TabPanel } from 'react-aria-components/Tabs';
import type { Account, Connection, Kind, ListType } from '../../../contract/domain.ts';
import { useRefresh } from '../../bridge/refresh.ts';
import type { Listing } from '../../bridge/one-question.ts';
import { useSessionWindow, useShownListing } from '../../bridge/sessions.ts';
import { useOnline } from '../../ui/online.ts';
import { useRemove } from '../deletion/use-remove.ts';
import { Freshness } from './freshness.tsx';
import { numberText } from './freshness-text.ts';
import { type ListChoices, useListChoice } from './list-choices.ts';
import { EmptyList, ListFailure, ListSkeleton, NothingFound } from './list-states.tsx';
import { kindWords } from './row-text.ts';
import { SelectionBar } from './selection-bar.tsx';
import { SessionList, type SessionListHandle } from './session-list.tsx';
import { isTold } from './told.ts';
import { useSelection } from './use-selection.ts';

interface FoundListProps {
  kind: Kind;
  account: Account;
  connection: Connection;
  openKey: string | null;
  listType: ListType;
  choices: ListChoices;
  onOpen(key: string): void;
  list: RefObject<SessionListHandle | null>;
}

/** What fits the text: asked for at each key, drawn when the answer is there. */
export function FoundList(props: FoundListProps) {
  const { kind, listType, choices } = props;
  const search = useListChoice(choices, kind, 'search').trim();
  return <Found {...props} shown={useShownListing({ kind, listType, search })} />;
}

const Found = memo(function Found(props: FoundListProps & { shown: Listing }) {
  const { kind, account, connection, openKey, listType, choices, onOpen, list, shown } = props;
  const online = useOnline();
  const [range, setRange] = useState({ first: 0, last: 0 });
  const rows = useSessionWindow(shown, range.first, range.last);
  const { refreshing, refresh } = useRefresh([kind], listType);
  const onRange = useCallback(
    (first: number, last: number) =>
      setRange((before) => (before.first === first && before.last === last ? before : { first, last })),
    [],
  );

  const selection = useSelection(rows);
  const remove = useRemove();
  const focusList = () => requestAnimationFrame(() => list.current?.focusActive());
  const { status, total } = rows;
  const told = isTold(status.error, connection.health, online);
  const words = kindWords[kind];
  const count = total === 0 ? undefined : `${numberText(total)} ${total === 1 ? words.one : words.many}`;

  const content = () => {
    if (rows.error) return <ListFailure error={rows.error} isTold={false} onRetry={refresh} />;
    if (total > 0) {
      return (
        <SessionList
          // One list for whatever is looked for: a key makes other rows, and nothing else.
          key={shown.listType}
          kind={kind}
          account={account}
          rows={rows}
          openKey={openKey}
          onOpen={onOpen}
          selection={selection}
          onDelete={(keys) => {
            remove(kind, keys);
            selection.clear();
            focusList();
          }}
          onRange={onRange}
          ref={list}
        />
      );
    }
    if (!rows.known || (status.asOf === null && status.phase !== 'failed')) return <ListSkeleton status={status} />;
    if (status.asOf === null && status.error)
      return <ListFailure error={status.error} isTold={told} onRetry={refresh} />;
    if (shown.search !== '')
      return <NothingFound search={shown.search} onClear={() => choices.change(kind, { search: '' })} />;
    return <EmptyList kind={kind} listType={shown.listType} />;
  };
  const nothingKept = total === 0 && status.asOf === null && status.phase === 'failed';

  return (
    <>
      <TabPanel key={listType} id={listType} className="list-panel">
        {content()}
      </TabPanel>
      {selection.keys.size > 0 ? (
        <SelectionBar kind={kind} selection={selection} total={total} onDeleted={focusList} />
      ) : (
        <Freshness
          status={status}
          count={count}
          refreshing={refreshing}
          isTold={told || nothingKept}
          onRefresh={refresh}
        />
      )}
    </>
  );
});

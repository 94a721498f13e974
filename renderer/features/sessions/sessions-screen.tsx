import { FileUp } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import type { Account, Connection, Kind, ListType } from '../../../contract/domain.ts';
import { useRefresh } from '../../bridge/refresh.ts';
import { useSessionWindow } from '../../bridge/sessions.ts';
import { NewButton } from '../editor/new-button.tsx';
import { useRemove } from '../deletion/use-remove.ts';
import { Button } from '../../ui/button.tsx';
import { runCommand } from '../../ui/commands.ts';
import { useOnline } from '../../ui/online.ts';
import { SearchField } from '../../ui/search-field.tsx';
import { useShortcut } from '../../ui/shortcuts.ts';
import { go } from '../shell/use-route.ts';
import { Details } from './details.tsx';
import { Freshness } from './freshness.tsx';
import { numberText } from './freshness-text.ts';
import type { ListChoice } from './list-choices.ts';
import { EmptyList, ListFailure, ListSkeleton, NotPermitted, NothingFound, NothingOpen } from './list-states.tsx';
import { kindWords } from './row-text.ts';
import { SelectionBar } from './selection-bar.tsx';
import { SessionList, type SessionListHandle } from './session-list.tsx';
import { isTold, switchedOff } from './told.ts';
import { useSelection } from './use-selection.ts';

const tabs: readonly { id: ListType; name: string }[] = [
  { id: 'upcoming', name: 'Upcoming' },
  { id: 'past', name: 'Past' },
  { id: 'all', name: 'All' },
];

interface SessionsScreenProps {
  kind: Kind;
  account: Account;
  connection: Connection;
  openKey: string | null;
  choice: ListChoice;
  onChoice(choice: ListChoice): void;
}

/** Meetings or Webinars: the list, and the details beside it. */
export function SessionsScreen(props: SessionsScreenProps) {
  const { kind, account, connection, openKey, choice, onChoice } = props;
  const view = kind === 'meeting' ? 'meetings' : 'webinars';
  const off = switchedOff(account.features, view);
  const list = useRef<SessionListHandle>(null);
  const open = (key: string | null) => go({ view, open: key === null ? null : { kind, key } });
  const closing = useRef(false);
  const close = () => {
    closing.current = true;
    open(null);
  };
  useEffect(() => {
    if (openKey === null && closing.current) list.current?.focusActive();
    closing.current = false;
  }, [openKey]);
  if (off) {
    return (
      <div className="list-pane">
        <div className="list-head">
          <h1 tabIndex={-1}>{kindWords[kind].Title}</h1>
        </div>
        <NotPermitted feature={off} pending={connection.pending} />
      </div>
    );
  }
  return (
    <div className="split" data-open={openKey === null ? undefined : ''}>
      <div className="split-list">
        <Listed
          kind={kind}
          account={account}
          connection={connection}
          openKey={openKey}
          choice={choice}
          onChoice={onChoice}
          onOpen={open}
          list={list}
        />
      </div>
      <div className="split-details">
        {openKey === null ? (
          <NothingOpen kind={kind} />
        ) : (
          <Details key={openKey} kind={kind} sessionKey={openKey} account={account} onClose={close} />
        )}
      </div>
    </div>
  );
}

interface ListedProps extends SessionsScreenProps {
  onOpen(key: string): void;
  list: React.RefObject<SessionListHandle | null>;
}

function Listed({ kind, account, connection, openKey, choice, onChoice, onOpen, list }: ListedProps) {
  const online = useOnline();
  const [range, setRange] = useState({ first: 0, last: 0 });
  const searchField = useRef<HTMLInputElement>(null);
  const setText = (search: string) => onChoice({ ...choice, search });
  const asked = { kind, listType: choice.listType, search: choice.search.trim() };
  const rows = useSessionWindow(asked, range.first, range.last);
  const { refreshing, refresh } = useRefresh([kind], choice.listType);
  const onRange = useCallback(
    (first: number, last: number) =>
      setRange((before) => (before.first === first && before.last === last ? before : { first, last })),
    [],
  );

  useShortcut('search', () => searchField.current?.focus());

  const selection = useSelection(rows);
  const remove = useRemove();
  const focusList = () => requestAnimationFrame(() => list.current?.focusActive());
  const { status, total, shown } = rows;
  const told = isTold(status.error, connection.health, online);
  const words = kindWords[kind];
  const count = total === 0 ? undefined : `${numberText(total)} ${total === 1 ? words.one : words.many}`;

  const content = () => {
    if (rows.error) return <ListFailure error={rows.error} isTold={false} onRetry={refresh} />;
    if (total > 0) {
      return (
        <SessionList
          // The list of what is found stays while it is typed on; what was before it keeps its place.
          key={`${shown.listType} ${shown.search === '' ? 'all' : 'found'}`}
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
    if (shown.search !== '') return <NothingFound search={shown.search} onClear={() => setText('')} />;
    return <EmptyList kind={kind} listType={shown.listType} />;
  };
  const nothingKept = total === 0 && status.asOf === null && status.phase === 'failed';

  return (
    <Tabs
      className="list-pane"
      selectedKey={choice.listType}
      onSelectionChange={(key) => {
        const tab = tabs.find(({ id }) => id === key);
        if (tab) onChoice({ ...choice, listType: tab.id });
      }}
    >
      <div className="list-head">
        <div className="list-title">
          <h1 tabIndex={-1}>{words.Title}</h1>
          <div className="list-makers">
            <Button variant="quiet" icon={<FileUp size={15} aria-hidden />} onPress={() => runCommand('importCalendar')}>
              Import
            </Button>
            <NewButton kind={kind} />
          </div>
        </div>
        <div className="list-tools">
          <TabList aria-label={`Which ${words.many}`} className="tabs">
            {tabs.map(({ id, name }) => (
              <Tab key={id} id={id} className="tab">
                {name}
              </Tab>
            ))}
          </TabList>
          <SearchField ref={searchField} value={choice.search} onChange={setText} placeholder="Topic, presenter, key" />
        </div>
      </div>
      <TabPanel key={choice.listType} id={choice.listType} className="list-panel">
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
    </Tabs>
  );
}

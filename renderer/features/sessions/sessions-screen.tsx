import { FileUp } from 'lucide-react';
import { type ReactNode, type RefObject, useContext, useEffect, useRef } from 'react';
import { Tab, TabList, TabListStateContext, Tabs } from 'react-aria-components/Tabs';
import type { Account, Connection, Kind, ListType } from '../../../contract/domain.ts';
import { NewButton } from '../editor/new-button.tsx';
import { Button } from '../../ui/button.tsx';
import { runCommand } from '../../ui/commands.ts';
import { SearchField } from '../../ui/search-field.tsx';
import { useShortcut } from '../../ui/shortcuts.ts';
import { go } from '../shell/use-route.ts';
import { Details } from './details.tsx';
import { FoundList } from './found-list.tsx';
import { type ListChoices, useListChoice } from './list-choices.ts';
import { NotPermitted, NothingOpen } from './list-states.tsx';
import { kindWords } from './row-text.ts';
import type { SessionListHandle } from './session-list.tsx';
import { switchedOff } from './told.ts';

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
  choices: ListChoices;
}

/** Meetings or Webinars: the list, and the details beside it. */
export function SessionsScreen(props: SessionsScreenProps) {
  const { kind, account, connection, openKey, choices } = props;
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
          choices={choices}
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
  list: RefObject<SessionListHandle | null>;
}

function Listed({ kind, account, connection, openKey, choices, onOpen, list }: ListedProps) {
  const listType = useListChoice(choices, kind, 'listType');
  const words = kindWords[kind];
  return (
    <Tabs
      className="list-pane"
      selectedKey={listType}
      onSelectionChange={(key) => {
        const tab = tabs.find(({ id }) => id === key);
        if (tab) choices.change(kind, { listType: tab.id });
      }}
    >
      <div className="list-head">
        <Once>
          <div className="list-title">
            <h1 tabIndex={-1}>{words.Title}</h1>
            <div className="list-makers">
              <Button
                variant="quiet"
                icon={<FileUp size={15} aria-hidden />}
                onPress={() => runCommand('importCalendar')}
              >
                Import
              </Button>
              <NewButton kind={kind} />
            </div>
          </div>
        </Once>
        <div className="list-tools">
          <TabList aria-label={`Which ${words.many}`} className="tabs">
            {tabs.map(({ id, name }) => (
              <Tab key={id} id={id} className="tab">
                {name}
              </Tab>
            ))}
          </TabList>
          <Once>
            <ListSearch kind={kind} choices={choices} />
          </Once>
        </div>
      </div>
      <Once>
        <FoundList
          kind={kind}
          account={account}
          connection={connection}
          openKey={openKey}
          listType={listType}
          choices={choices}
          onOpen={onOpen}
          list={list}
        />
      </Once>
    </Tabs>
  );
}

/** Tabs draws what is in it a second time, unseen, to find the tabs: the rest is left out there. */
const Once = ({ children }: { children: ReactNode }) => (useContext(TabListStateContext) === null ? null : children);

function ListSearch({ kind, choices }: { kind: Kind; choices: ListChoices }) {
  const search = useListChoice(choices, kind, 'search');
  const field = useRef<HTMLInputElement>(null);
  useShortcut('search', () => field.current?.focus());
  const onChange = (text: string) => choices.change(kind, { search: text });
  return <SearchField ref={field} value={search} onChange={onChange} placeholder="Topic, presenter, key" />;
}

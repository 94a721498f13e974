import type { Connection, SelfCheck } from '../../contract/domain.ts';
import type { Input } from '../../contract/api.ts';
import type { Result } from '../../contract/result.ts';
import type { AccessTokens } from '../zoho/http.ts';

/** Where the API of the connected account is. */
export interface ApiTarget {
  readonly zsoid: string;
  readonly zuid: string;
  /** Host name of the Meeting service, for example `meeting.zoho.eu`. */
  readonly meetingHost: string;
  /** Host name of the Calendar service, for example `calendar.zoho.eu`. */
  readonly calendarHost: string;
}

/** Who the person is at Zoho. See createAccount. */
export interface AccountService {
  /** Reads settings and vault; never talks to Zoho. Damaged files are set aside and told as a notice. */
  load(): Promise<void>;
  connection(): Connection;
  /** Calls back after each change; answers with the function that ends it. */
  onChange(listener: (connection: Connection) => void): () => void;
  saveClient(input: Input<'saveClient'>): Promise<Result<Connection>>;
  connect(input: Input<'connect'>): Promise<Result<Connection>>;
  cancelConnect(): void;
  connectSandbox(): Promise<Result<Connection>>;
  disconnect(): Promise<Result<{ toldZoho: boolean }>>;
  /** Tells the person something once; one of that id that is told already is replaced. */
  addNotice(notice: Connection['notices'][number]): void;
  dismissNotice(id: Connection['notices'][number]['id']): Connection;
  selfCheck(): Promise<SelfCheck[]>;
  /** Null while disconnected. */
  target(): ApiTarget | null;
  readonly tokens: AccessTokens;
}

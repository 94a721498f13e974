import { vitest, type Protection } from '../protection.ts';

const database = [vitest('test/unit/agenda/database.test.ts')];
const files = [vitest('test/unit/agenda/database-file.test.ts')];
const file = 'electron/agenda/database/file.ts';
const rows = 'electron/agenda/database/session-rows.ts';
const body = 'electron/agenda/database/session-body.ts';
const listing = 'electron/agenda/listing.ts';
const cache = 'electron/agenda/cache.ts';
const keeper = 'electron/agenda/keeper.ts';
const sync = [vitest('test/unit/agenda/sync.test.ts')];
const store = [vitest('test/unit/agenda/store.test.ts')];
const partly = [vitest('test/unit/agenda/partly-read.test.ts')];
const cached = [vitest('test/unit/agenda/cache.test.ts')];
const races = [vitest('test/unit/agenda/races.test.ts', 'test/unit/agenda/store.test.ts')];
const moves = [vitest('test/unit/contract/agenda-move.test.ts')];
const move = 'contract/rules/agenda-move.ts';

/** What is kept of the agenda on this computer, and how it is brought in step with Zoho. */
export const agenda: readonly Protection[] = [
  {
    id: 'agenda-start-link', name: 'a start link is never written to the disk', stands: ['Parley'], file: body,
    find: 'instanceIds: of.instanceIds,', replace: 'instanceIds: of.instanceIds, ...{ startLink: of.startLink },', how: 'kept with the rest', tests: database,
  },
  {
    id: 'agenda-file-mode', name: 'the agenda’s files are readable by their owner alone', stands: ['Parley'], file,
    find: "openSync(path, 'a', 0o600)", replace: "openSync(path, 'a', 0o644)", how: 'by everybody', tests: database,
  },
  {
    id: 'agenda-secure-delete', name: 'what is deleted is overwritten in the file', stands: ['Parley'], file,
    find: 'PRAGMA secure_delete = ON', replace: 'PRAGMA secure_delete = OFF', how: 'left in free pages', tests: database,
  },
  {
    id: 'agenda-forget-log', name: 'what is forgotten does not stay in the write-ahead log', stands: ['Parley'], file: rows,
    find: "db.exec('PRAGMA wal_checkpoint(TRUNCATE)');", replace: '', how: 'the log is not emptied', tests: database,
  },
  {
    id: 'agenda-forget', name: 'Disconnect forgets what was kept of the account', stands: ['Parley'], file: 'electron/agenda/agenda.ts',
    find: '      sessions.forget(last);', replace: '', how: 'the rows stay', tests: [vitest('test/unit/agenda/next-start.test.ts')],
  },
  {
    id: 'agenda-forget-after', name: 'nothing that was due is written after an account was forgotten', stands: ['Parley'], file: 'electron/agenda/store.ts',
    find: '      book.stop.abort();\n      book.keeper?.flush();', replace: '      book.stop.abort();', how: 'what is due is written later', tests: [vitest('test/unit/agenda/next-start.test.ts')],
  },
  {
    id: 'agenda-owner', name: 'an account is shown nothing of another one', stands: ['Parley'], file: rows,
    find: 'listed_upcoming, body FROM sessions WHERE owner = ?', replace: "listed_upcoming, body FROM sessions WHERE (owner = ? OR 1)", how: 'all rows are loaded', tests: database,
  },
  {
    id: 'agenda-sandbox', name: 'nothing is kept of the sandbox’s account', stands: ['Parley'], file: 'electron/agenda/store.ts',
    find: 'owner !== null && keep.isLasting(owner);', replace: 'owner !== null;', how: 'its sessions are', tests: database,
  },
  {
    id: 'agenda-newer', name: 'the file of a newer version is left as it is', stands: ['Parley'], file,
    find: 'if (versionOf(db) > ours) throw new NewerVersion();', replace: '', how: 'used all the same', tests: database,
  },
  {
    id: 'agenda-check', name: 'a file is checked before it is believed', stands: ['Parley'], file,
    find: "if (check !== 'ok') throw new Damaged(String(check));", replace: '', how: 'believed unchecked', tests: database,
  },
  {
    id: 'agenda-check-doubtful', name: 'a file in which something failed is checked at the next start', stands: ['Parley'], file: 'electron/agenda/database/agenda-database.ts',
    find: '            isDoubtful = true;\n', replace: '', how: 'it counts as left well', tests: files,
  },
  {
    id: 'agenda-check-other', name: 'a file that was written to by others is checked', stands: ['Parley'], file,
    find: 'takeNote(note) === stateOf(path)', replace: 'takeNote(note) !== undefined', how: 'a note is enough', tests: files,
  },
  {
    id: 'agenda-set-aside-log', name: 'a damaged file is set aside with its write-ahead log', stands: ['SQLite’s WAL'], file,
    find: "for (const part of ['', '-wal', '-shm']) if (existsSync(path + part))", replace: "for (const part of ['']) if (existsSync(path + part))", how: 'the log stays, for a file that it is not of', tests: files,
  },
  {
    id: 'agenda-migration', name: 'a step of the schema is made wholly or not at all', stands: ['Parley'], file,
    find: "transact(db, () => db.exec(`${migrations[version] ?? ''}; PRAGMA user_version = ${version + 1}`));", replace: "db.exec(`${migrations[version] ?? ''}; PRAGMA user_version = ${version + 1}`);", how: 'without a transaction', tests: files,
  },
  {
    id: 'agenda-wal', name: 'a write-ahead log, so that a file is whole at any time', stands: ['SQLite’s WAL'], file,
    find: 'PRAGMA journal_mode = WAL;', replace: 'PRAGMA journal_mode = OFF;', how: 'no journal at all', tests: files,
  },
  {
    id: 'agenda-row-checked', name: 'what a row has is looked at before it is believed', stands: ['Parley'], file: body,
    find: '  if (!isNumberOrNull(startsAt) || !isAmountOrNull(duration) || !isFlag(recurring) || !isFlag(canJoin)) return null;\n', replace: '',
    how: 'times are believed as they stand', tests: [vitest('test/unit/agenda/session-body.test.ts')],
  },
  {
    id: 'agenda-due', name: 'what the disk refused is written later', stands: ['Parley'], file: keeper,
    find: '      hasFailed = true;\n      return false;', replace: '      hasFailed = true;', how: 'counted as written', tests: database,
  },
  {
    id: 'agenda-confirmed', name: 'what Zoho has confirmed is kept before it leaves the outbox', stands: ['Parley'], file: 'electron/agenda/store.ts',
    find: '      book.keeper?.confirmed(kind, key);\n', replace: '', how: 'a moment later', tests: [vitest('test/unit/agenda/next-start.test.ts')],
  },
  {
    id: 'agenda-half', name: 'a listing counts as read only once all that it named is written', stands: ['Parley'], file: keeper,
    find: 'refs.length === due.size ? listings : []', replace: 'listings', how: 'with its first rows', tests: [vitest('test/unit/agenda/next-start.test.ts')],
  },
  {
    id: 'agenda-complete', name: 'only a complete listing tells what is gone', stands: ['Parley'], file: listing,
    find: 'if (read.value.complete) cache.dropMissing', replace: 'cache.dropMissing', how: 'a short one, too',
    tests: [vitest('test/unit/agenda/partly-read.test.ts')],
  },
  {
    id: 'agenda-covers', name: 'a listing tells nothing of what it would not have named', stands: ['Parley'], file: cache,
    find: 'if (covers(listType, entry.session, now)) drop(key, entry);', replace: 'if (true) drop(key, entry);', how: 'what it does not name is gone', tests: store,
  },
  {
    id: 'agenda-drop-older', name: 'a listing asked for earlier removes nothing that came later', stands: ['Parley'], file: cache,
    find: 'if (!entry || named.has(key) || entry.touched > mark) continue;', replace: 'if (!entry || named.has(key)) continue;', how: 'whenever it was asked for', tests: races,
  },
  {
    id: 'agenda-partly-unknown', name: 'what is still on the disk is not taken for unknown', stands: ['Parley'], file: cache,
    find: '    if (!isKnown(key)) some([key]);\n', replace: '', how: 'only what is in memory is known', tests: partly,
  },
  {
    id: 'agenda-partly-keys', name: 'the keys that are known are those on the disk, too', stands: ['Parley'], file: cache,
    find: '    keys() {\n      whole();', replace: '    keys() {', how: 'those in memory', tests: partly,
  },
  {
    id: 'agenda-take-older', name: 'a listing asked for earlier undoes no change that came later', stands: ['Parley'], file: cache,
    find: 'if (isChangedSince(item.key, mark)) continue;', replace: '', how: 'whenever it was asked for', tests: races,
  },
  {
    id: 'agenda-held', name: 'an item that said nothing new does not undo what was learnt since', stands: ['Parley'], file: cache,
    find: 'put(known ?? item,', replace: 'put(item,', how: 'as it was held', tests: cached,
  },
  {
    id: 'agenda-partly-gone', name: 'what is still on the disk is compared with a listing, too', stands: ['Parley'], file: listing,
    find: '    if (read.ok && read.value.complete && !signal.aborted) await ports.whole();\n', replace: '', how: 'what is in memory', tests: partly,
  },
  {
    id: 'agenda-failed', name: 'a failed refresh keeps what is there, and since when', stands: ['Parley'], file: listing,
    find: '    failures += 1;', replace: '    failures += 1;\n    asOf = null;', how: 'as if it had never been read', tests: sync,
  },
  {
    id: 'agenda-one-flight', name: 'a listing is read once at a time', stands: ['Parley'], file: listing,
    find: '    if (flight) return flight;', replace: '', how: 'as often as it is asked for', tests: sync,
  },
  {
    id: 'agenda-retry-after', name: 'a pause that Zoho asked for is kept', stands: ['RFC 9110, 10.2.3'], file: listing,
    find: 'Math.max(isFresh ? 0 : firstPause, failure?.error.retryAfter ?? 0)', replace: '(isFresh ? 0 : firstPause)', how: 'not when the network is back', tests: sync,
  },
  {
    id: 'agenda-pauses', name: 'a listing that fails again and again is asked for more and more rarely', stands: ['Parley'], file: listing,
    find: 'Math.min(firstPause * 2 ** failures, longestPause)', replace: 'firstPause', how: 'always the same', tests: sync,
  },
  {
    id: 'agenda-clock-back', name: 'a clock that is set back makes nothing fresh', stands: ['Parley'], file: listing,
    find: 'return since < 0 || since >= age;', replace: 'return since >= age;', how: 'a moment in the future is new', tests: store,
  },
  {
    id: 'agenda-left', name: 'what is read for an account that was left is dropped', stands: ['Parley'], file: listing,
    find: '    if (signal.aborted) return dropped();\n    if (!read.ok) {', replace: '    if (!read.ok) {', how: 'taken all the same', tests: store,
  },
  {
    id: 'agenda-quit', name: 'quitting waits for what is under way', stands: ['Parley'], file: 'electron/agenda/quit.ts',
    find: "(state === 'open' && isIdle())", replace: "state === 'open'", how: 'quits at once', tests: [vitest('test/unit/agenda/quit.test.ts')],
  },
  {
    id: 'move-unread', name: 'what was not read is not written over by a move', stands: ['Parley'], file: move,
    find: "if (session.detailsAsOf === null && session.agenda === null) return { ok: false, reason: 'unread' };", replace: '', how: 'the agenda is emptied', tests: moves,
  },
  {
    id: 'move-past', name: 'nothing is moved into the past', stands: ['Parley'], file: move,
    find: "if (now !== null && to.startsAt + 60_000 <= now) return { ok: false, reason: 'past' };", replace: '', how: 'moved', tests: moves,
  },
  {
    id: 'move-twice', name: 'a time that clocks show twice is not guessed', stands: ['Parley'], file: move,
    find: "if (startOf(date, time, timeZone).kind !== 'plain') return { ok: false, reason: 'twice' };", replace: '', how: 'one of them is taken', tests: moves,
  },
  {
    id: 'move-own', name: 'only an own session can be moved', stands: ['Parley'], file: 'renderer/features/agenda/grid-model.ts',
    find: '  isMine(row, account) &&\n  !row.recurring', replace: '  (row.key !== account.zuid) &&\n  !row.recurring', how: 'everybody’s', tests: [vitest('test/unit/renderer/agenda-grid.test.ts')],
  },
  {
    id: 'move-series', name: 'a series is not moved as if it were one', stands: ['Parley'], file: 'renderer/features/agenda/grid-model.ts',
    find: '  !row.recurring &&\n', replace: '', how: 'moved', tests: [vitest('test/unit/renderer/agenda-grid.test.ts')],
  },
  {
    id: 'move-event-read-only', name: 'an event that may only be read is not moved', stands: ['Parley'], file: 'renderer/features/agenda/grid-model.ts',
    find: '  row.canEdit &&\n', replace: '', how: 'moved', tests: [vitest('test/unit/renderer/agenda-grid.test.ts')],
  },
  {
    id: 'move-event-unread', name: 'an event that was not read whole is not written', stands: ['Parley'], file: 'contract/rules/event-move.ts',
    find: "  if (!isRead) return { ok: false, reason: 'unread' };\n", replace: '',
    how: 'what was not read is emptied', tests: [vitest('test/unit/contract/event-move.test.ts')],
  },
  {
    id: 'move-event-twice', name: 'a time of an event that clocks show again is not guessed', stands: ['Parley'], file: 'contract/rules/event-move.ts',
    find: "return { ok: false, reason: 'twice' };", replace: 'void 0;', how: 'the first is taken', tests: [vitest('test/unit/contract/event-move.test.ts')],
  },
];

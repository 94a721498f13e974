import { vitest, type Protection } from '../protection.ts';

const rules = [vitest('test/unit/agenda/outbox-rules.test.ts')];
const questions = [vitest('test/unit/agenda/outbox-questions.test.ts')];
const waiting = [vitest('test/unit/agenda/outbox-waiting.test.ts')];
const accounts = [vitest('test/unit/agenda/outbox.test.ts')];
const files = [vitest('test/unit/agenda/database-file.test.ts')];
const database = [vitest('test/unit/agenda/database.test.ts')];
const deletions = [vitest('test/unit/agenda/deletions.test.ts')];
const manyDeletions = [vitest('test/unit/agenda/deletions-many.test.ts')];
const endedDeletions = [vitest('test/unit/agenda/deletions-end.test.ts')];
const engine = 'electron/agenda/outbox/engine.ts';
const ledger = 'electron/agenda/outbox/ledger.ts';
const change = 'electron/agenda/outbox/change.ts';
const merge = 'electron/agenda/outbox/merge.ts';
const order = 'electron/agenda/outbox/order.ts';
const pace = 'electron/agenda/outbox/pace.ts';
const answers = 'electron/agenda/outbox/answers.ts';
const send = 'electron/agenda/outbox/send.ts';
const settle = 'electron/agenda/outbox/settle.ts';
const reply = 'electron/agenda/outbox/reply.ts';
const kept = 'electron/agenda/database/agenda-database.ts';
const rows = 'electron/agenda/database/outbox-rows.ts';

/** Changes that Zoho has not confirmed: none is lost, none is doubled, and none goes where it should not. */
export const outbox: readonly Protection[] = [
  {
    id: 'outbox-first', name: 'a change is on disk before anything is sent', stands: ['Parley'], file: ledger,
    find: `      rows.transaction(() => {
        for (const id of removed) rows.remove(id);
        for (const change of put) rows.put({ id: change.id, owner: change.owner, body: change });
      });`,
    replace: `      const later = () => rows.transaction(() => {
        for (const id of removed) rows.remove(id);
        for (const change of put) rows.put({ id: change.id, owner: change.owner, body: change });
      });
      setTimeout(later, 50).unref();`,
    how: 'a moment later', tests: rules,
  },
  {
    id: 'outbox-durable', name: 'a change that was kept survives a power failure', stands: ['SQLite’s synchronous'], file: kept,
    find: "open('outbox.db', outboxMigrations, true,", replace: "open('outbox.db', outboxMigrations, false,", how: 'nobody waits for the disk', tests: files,
  },
  {
    id: 'outbox-atomic', name: 'what is written together is written wholly or not at all', stands: ['Parley'], file: rows,
    find: 'transaction: (work) => void transact(db, work),', replace: 'transaction: (work) => work(),', how: 'row by row', tests: files,
  },
  {
    id: 'outbox-forget-log', name: 'a change that is forgotten does not stay in the write-ahead log', stands: ['Parley'], file: rows,
    find: "      db.exec('PRAGMA wal_checkpoint(TRUNCATE)');\n", replace: '', how: 'the log is not emptied', tests: database,
  },
  {
    id: 'outbox-salvage', name: 'changes are taken out of a damaged outbox', stands: ['Parley'], file: kept,
    find: 'if (outbox.setAside !== null) {', replace: "if (outbox.setAside === '') {", how: 'begun empty', tests: database,
  },
  {
    id: 'outbox-salvage-header', name: 'a damaged header takes no change with it', stands: ['SQLite’s file format'], file: kept,
    find: '    mendHeader(copy, good);\n', replace: '', how: 'not mended', tests: database,
  },
  {
    id: 'outbox-salvage-rows', name: 'a row that cannot be read takes no other with it', stands: ['Parley'], file: rows,
    find: '  if (whole) return found;', replace: '  if (whole || found) return found;', how: 'reading ends there', tests: database,
  },
  {
    id: 'outbox-salvage-log', name: 'changes that only the write-ahead log has are taken over, too', stands: ['SQLite’s WAL'], file: kept,
    find: "for (const part of ['', '-wal']) if (existsSync(damaged + part))", replace: "for (const part of ['']) if (existsSync(damaged + part))", how: 'the file alone is read', tests: files,
  },
  {
    id: 'outbox-checked', name: 'a kept change is read by a schema, and is its owner’s', stands: ['Parley'], file: ledger,
    find: 'if (change.success && change.data.id === id && change.data.owner === owner)', replace: 'if (change.success)', how: 'whosever row it stands in', tests: rules,
  },
  {
    id: 'outbox-sandbox', name: 'no change in the sandbox is written to the disk', stands: ['Parley'], file: ledger,
    find: 'const put = other.filter(({ owner }) => isLasting(owner));', replace: 'const put = other;', how: 'like all others', tests: rules,
  },
  {
    id: 'outbox-catch-up', name: 'what the disk refused is written with the next change', stands: ['Parley'], file: ledger,
    find: ' || unkept.has(change.id)', replace: '', how: 'never', tests: rules,
  },
  {
    id: 'outbox-not-kept', name: 'nothing is promised that neither Zoho nor the disk has taken', stands: ['Parley'], file: 'electron/agenda/outbox/conclude.ts',
    find: 'if (book.isKept(id)) book.tell(id);', replace: 'if (book.get(id)) book.tell(id);', how: 'told as waiting', tests: accounts,
  },
  {
    id: 'outbox-owner', name: 'a change is sent under its own account only', stands: ['Parley'], file: order,
    find: 'changes.filter((change) => change.owner === owner);', replace: 'changes.filter((change) => change.owner !== owner || change.owner);', how: 'under whichever is connected', tests: rules,
  },
  {
    id: 'outbox-forget', name: 'Disconnect forgets the changes of the account', stands: ['Parley'], file: engine,
    find: 'book.forget(last);', replace: ';', how: 'they stay', tests: accounts,
  },
  {
    id: 'outbox-evidence', name: 'what is known before a create is sent survives a crash', stands: ['zoho-api.md 7.6'], file: send,
    find: 'keepEvidence(id, { ...evidence, known: [...evidence.known] });', replace: 'void [keepEvidence, id, evidence];', how: 'kept in memory alone', tests: questions,
  },
  {
    id: 'outbox-evidence-disk', name: 'a create whose evidence the disk refuses is not sent', stands: ['zoho-api.md 7.6'], file: engine,
    find: "if (!isKept && wasKept) throw new Error('the evidence is not kept');", replace: '', how: 'sent all the same', tests: questions,
  },
  {
    id: 'outbox-never-again', name: 'a create that may be at Zoho is not sent again by itself', stands: ['zoho-api.md 7.6'], file: send,
    find: '      sent && !again\n', replace: '      sent && again\n', how: 'sent rather than looked for', tests: questions,
  },
  {
    id: 'outbox-crash-asks', name: 'a create that was being sent when Parley crashed is a question', stands: ['zoho-api.md 7.6'], file: change,
    find: "  if (open.change === 'create' && open.sent && !open.again) return { ...open, state: 'asking', question: unseen };\n", replace: "  if (open.change === 'create') return { ...open, sent: null };\n", how: 'as if it had not been sent', tests: rules,
  },
  {
    id: 'outbox-lost', name: 'a create whose answer is lost is a question', stands: ['zoho-api.md 7.6'], file: answers,
    find: "error.code === 'create-unknown' || mayBeDone(error) || isLooking;", replace: "error.code === 'create-unknown' || isLooking;", how: 'sent again when the answer timed out', tests: rules,
  },
  {
    id: 'outbox-look-ends', name: 'a look that fails answers no question', stands: ['zoho-api.md 7.6'], file: answers,
    find: 'mayBeDone(error) || isLooking;', replace: 'mayBeDone(error);', how: 'the create is sent again', tests: rules,
  },
  {
    id: 'outbox-siblings', name: 'what one create has made is not taken for another’s', stands: ['zoho-api.md 7.6'], file: settle,
    find: 'known: [...change.sent.known, session.key]', replace: 'known: change.sent.known', how: 'not known to the others', tests: rules,
  },
  {
    id: 'outbox-heard', name: 'a question is not looked into at every listing', stands: ['Parley'], file: engine,
    find: 'if (news.length === 0 && (question.looked || !hasCome(nextTry, clock.now()))) continue;', replace: '', how: 'at each', tests: questions,
  },
  {
    id: 'outbox-replied', name: 'a question is answered once, and only when it is asked', stands: ['Parley'], file: reply,
    find: "if (change.state !== 'asking' || !change.question) return null;", replace: 'if (!change.question) return null;', how: 'at any time', tests: rules,
  },
  {
    id: 'outbox-traces', name: 'the traces of an own send are nobody else’s change', stands: ['Parley'], file: send,
    find: '{ expect: [base, ...tried] }', replace: '{ expect: [base] }', how: 'the person is asked', tests: questions,
  },
  {
    id: 'outbox-traces-crash', name: 'nor are they after a crash', stands: ['Parley'], file: engine,
    find: "if (change.change === 'update') book.replace(sending);", replace: "if (change.change === 'update') book.note(sending);", how: 'not on disk that it is being sent', tests: questions,
  },
  {
    id: 'outbox-base-shown', name: 'an edit is made from what the form showed', stands: ['Parley'], file: 'electron/agenda/edits.ts',
    find: "base: baseOf(base, known), tried: []", replace: 'base: baseOf(null, known), tried: []', how: 'from what is known by now', tests: questions,
  },
  {
    id: 'outbox-base-known', name: 'an edit without a form is made from what is known', stands: ['Parley'], file: 'electron/agenda/edits.ts',
    find: 'if (!shown) return known ? fieldsOf(known) : null;', replace: 'if (!shown) return null;', how: 'from nothing: it is written unseen', tests: questions,
  },
  {
    id: 'outbox-base-untold', name: 'what Zoho never told is no conflict', stands: ['Parley'], file: 'electron/agenda/edits.ts',
    find: 'return known && known.agenda === null ? { ...fields, agenda: null } : fields;', replace: 'return fields;', how: 'an empty field counts as told', tests: questions,
  },
  {
    id: 'outbox-merge-participants', name: 'merging keeps the participants that the later edit does not set', stands: ['Parley'], file: merge,
    find: 'participants: later.participants ?? earlier.participants,', replace: 'participants: later.participants,', how: 'forgotten', tests: rules,
  },
  {
    id: 'outbox-merge-base', name: 'two edits are one, over what the first was made from', stands: ['Parley'], file: merge,
    find: "if (first.state !== 'asking') return { ...renewed(first), topic, write, tried };", replace: "if (first.state !== 'asking') return { ...renewed(first), base: second.base, topic, write, tried };", how: 'over what the second was', tests: rules,
  },
  {
    id: 'outbox-merge-sending', name: 'what is being sent is not changed any more', stands: ['Parley'], file: merge,
    find: "state !== 'sending' && state !== 'held';", replace: "state !== 'held';", how: 'merged', tests: rules,
  },
  {
    id: 'outbox-merge-held', name: 'what can be undone takes no edit’s place', stands: ['Parley'], file: merge,
    find: "state !== 'sending' && state !== 'held';", replace: "state !== 'sending';", how: 'merged', tests: rules,
  },
  {
    id: 'outbox-merge-sent', name: 'a create that may be at Zoho does not vanish with its deletion', stands: ['zoho-api.md 7.6'], file: merge,
    find: "return first.sent === null ? 'none' : null;", replace: "return 'none';", how: 'it does', tests: rules,
  },
  {
    id: 'outbox-merge-lost', name: 'a create that may be at Zoho is looked for as it was sent', stands: ['zoho-api.md 7.6'], file: merge,
    find: 'return first.sent === null ? { ...renewed(first), topic, write } : null;', replace: 'return { ...renewed(first), topic, write };', how: 'as it was edited since', tests: rules,
  },
  {
    id: 'outbox-absorbed', name: 'an edit comes back when its session is not deleted after all', stands: ['Parley'], file: merge,
    find: '{ ...second, absorbed: first } : second;', replace: '{ ...second, absorbed: null } : second;', how: 'lost', tests: rules,
  },
  {
    id: 'outbox-line', name: 'what stands behind a question about the same session waits', stands: ['Parley'], file: order,
    find: '    taken.add(line);\n', replace: '', how: 'it overtakes', tests: rules,
  },
  {
    id: 'outbox-one', name: 'one change is sent at a time', stands: ['Parley'], file: order,
    find: '  if (!isOpen) return null;\n', replace: '', how: 'all at once', tests: rules,
  },
  {
    id: 'outbox-clock-back', name: 'a clock that is set back holds nothing up', stands: ['Parley'], file: order,
    find: ' || at - now > longestPause;', replace: ';', how: 'it waits for the day', tests: rules,
  },
  {
    id: 'outbox-backoff', name: 'each failure in a row makes the next pause longer', stands: ['Parley'], file: pace,
    find: 'firstPause * 2 ** Math.min(tries - 1, 20);', replace: 'firstPause + Math.min(tries, 0);', how: 'always 5 s', tests: rules,
  },
  {
    id: 'outbox-retry-after', name: 'Zoho says how long', stands: ['RFC 9110, 10.2.3'], file: pace,
    find: 'Math.max(retryAfter ?? own, shortestPause)', replace: 'Math.max(Math.min(own, retryAfter ?? own), shortestPause)', how: 'Parley does, when that is less', tests: rules,
  },
  {
    id: 'outbox-ordered', name: 'a pause that Zoho asked for ends before its time only by hand', stands: ['RFC 9110, 10.2.3'], file: pace,
    find: 'if (pause === null || (isOrdered(pause.error) && !force)) return pause === null;', replace: 'if (pause === null || force === null) return true;', how: 'with whatever happens', tests: rules,
  },
  {
    id: 'outbox-wide', name: 'one change that fails by itself holds up no other', stands: ['Parley'], file: pace,
    find: '      if (!isWide(error) && failing.size < 2) return;\n', replace: '', how: 'all wait', tests: rules,
  },
  {
    id: 'outbox-drop-sending', name: 'what is being sent cannot be dropped as if it had not been', stands: ['Parley'], file: engine,
    find: "if (change?.state === 'sending') return fail('rejected', 'it is being sent');", replace: '', how: 'dropped', tests: accounts,
  },
  {
    id: 'outbox-conflict', name: 'somebody else’s change is not written over unseen', stands: ['Parley'], file: 'electron/zoho/editing.ts',
    find: 'if (isChangedMeanwhile(told, expect, wanted)) {', replace: 'if (isChangedMeanwhile(told, [], wanted)) {', how: 'written over', tests: [vitest('test/unit/zoho/editing.test.ts')],
  },
  {
    id: 'outbox-unknown-field', name: 'what a side does not tell is unknown, and no difference', stands: ['Parley'], file: 'contract/rules/session-fields.ts',
    find: "return a.agenda === null || b.agenda === null ? null : plain(a.agenda) === plain(b.agenda);", replace: "return plain(a.agenda ?? '') === plain(b.agenda ?? '');", how: 'it counts as empty', tests: [vitest('test/unit/zoho/same-fields.test.ts')],
  },
  {
    id: 'outbox-timer', name: 'what waits is sent again by itself', stands: ['Parley'], file: engine,
    find: 'void clock.sleep(Math.min(due - now, longestPause), timer.signal).then(proceed, () => undefined);', replace: '', how: 'only when something happens', tests: waiting,
  },
  {
    id: 'outbox-told', name: 'nobody waits for what is not sent now', stands: ['Parley'], file: engine,
    find: "if (change.state !== 'sending' && stuck.has(lineOf(change)) && callers.has(change.id)) book.tell(change.id);", replace: '', how: 'the form waits for the network', tests: waiting,
  },
  {
    id: 'outbox-wake', name: 'what waits is sent when the network is back', stands: ['Parley'], file: 'electron/agenda/agenda.ts',
    find: "if (reason !== 'focus') outbox.wake(reason);", replace: '', how: 'when its time has come', tests: waiting,
  },
  {
    id: 'outbox-sandbox-owner', name: 'the sandbox’s account is told from all others', stands: ['Parley'], file: 'electron/agenda/agenda.ts',
    find: "`${sandbox ? sandboxMark : ''}${dataCentre}", replace: '`${dataCentre}', how: 'like any account', tests: endedDeletions,
  },
  {
    id: 'delete-hold', name: 'a deletion is sent once it can no longer be undone', stands: ['Parley'], file: 'electron/agenda/deletions.ts',
    find: "absorbed: null, state: 'held', nextTry: heldUntil,", replace: "absorbed: null, state: 'waiting', nextTry: null,", how: 'at once', tests: deletions,
  },
  {
    id: 'delete-crash', name: 'a deletion that was held when Parley crashed is carried out', stands: ['Parley'], file: change,
    find: "if (change.state !== 'held' && change.state !== 'sending') return change;", replace: "if (change.state !== 'sending') return change;", how: 'it is held for ever', tests: endedDeletions,
  },
  {
    id: 'delete-withdrawn', name: 'a deletion that was taken back while it was sent is not sent again', stands: ['Parley'], file: 'electron/agenda/outbox/conclude.ts',
    find: "    if (isWithdrawn) return remove(change, 'kept');\n", replace: '', how: 'it is', tests: manyDeletions,
  },
];

import { vitest, type Protection } from '../protection.ts';

const desk = [vitest('test/unit/agenda/calendar/event-changes.test.ts'), vitest('test/unit/agenda/calendar/known-events.test.ts')];
const series = [vitest('test/integration/calendar-series.test.ts')];
const disk = [vitest('test/unit/agenda/event-database.test.ts')];
const takeAlong = [vitest('test/unit/agenda/take-along.test.ts')];
const recorded = [vitest('test/unit/agenda/recordings.test.ts')];
const templates = [vitest('test/unit/agenda/templates.test.ts')];
const imported = [vitest('test/unit/renderer/import.test.ts')];
const people = [vitest('test/unit/agenda/people.test.ts')];
const wire = [vitest('test/unit/zoho/calendar-wire.test.ts')];
const reader = [vitest('test/unit/contract/ical-limits.test.ts')];
const send = 'electron/agenda/calendar/send-event.ts';
const outbox = 'electron/agenda/calendar/event-outbox.ts';
const store = 'electron/agenda/calendar/event-store.ts';
const front = 'electron/agenda/calendar/desk.ts';
const rows = 'electron/agenda/database/event-rows.ts';
const database = 'electron/agenda/database/agenda-database.ts';
const along = 'electron/agenda/take-along.ts';
const recordings = 'electron/agenda/recordings.ts';
const kept = 'electron/agenda/templates.ts';
const writer = 'contract/rules/ical-write.ts';
const read = 'contract/rules/ical-read.ts';
const model = 'renderer/features/take-along/import-model.ts';
const importing = 'renderer/features/take-along/import-desk.ts';
const stands = ['Parley'];
const rule6 = ['zoho-api.md 7.6'];

/** Calendars: no event twice, none overwritten or deleted unseen, and what goes in and out as files. */
export const calendar: readonly Protection[] = [
  {
    id: 'event-evidence', name: 'an event is not made unless what was in its place before is kept', stands: rule6, file: send, tests: desk,
    find: "    if (!keepEvidence(change.id, sent)) return { type: 'refused', error: { code: 'not-kept', message: 'it could not be written to the disk' } };\n", replace: '', how: 'sent without evidence',
  },
  {
    id: 'event-known', name: 'an event that was there before the send is not taken for what it made', stands: rule6, file: send, tests: desk,
    find: 'filter(({ uid }) => !known.has(uid))', replace: 'filter(() => known !== null)', how: 'it is',
  },
  {
    id: 'event-one', name: 'of two events that fit, none is chosen', stands: rule6, file: send, tests: desk,
    find: 'news.size === 1 &&', replace: 'news.size > 0 &&', how: 'the first',
  },
  {
    id: 'event-complete', name: 'what a short answer did not name may have been there', stands: rule6, file: send, tests: desk,
    find: ' && sent?.complete === true && alike.value.complete;', replace: ';', how: 'every answer is believed',
  },
  {
    id: 'event-looked-for', name: 'a create that may be at Zoho is looked for and not sent again', stands: rule6, file: send, tests: desk,
    find: '    if (change.sent) return lookFor(change, signal);\n', replace: '', how: 'sent again',
  },
  {
    id: 'event-conflict', name: 'what somebody else changed is put before the person', stands, file: send, tests: desk,
    find: "      if (changed.length > 0) return ask({ type: 'conflict', base, mine: write, theirs: toEvent(theirs) });\n", replace: '', how: 'written over',
  },
  {
    id: 'event-etag', name: 'an edit bears the etag that was read just before', stands: ['zoho-api.md 3.4'], file: send, tests: desk,
    find: 'api.update(ref, meant, theirs.etag, extent)', replace: "api.update(ref, meant, '*', extent)", how: 'another one',
  },
  {
    id: 'event-delete-other', name: 'what was changed at Zoho meanwhile is not deleted', stands, file: send, tests: desk,
    find: "      if (isOther) return { type: 'refused', error: { code: 'changed-meanwhile', message: 'it was changed at Zoho' } };\n", replace: '', how: 'deleted unseen',
  },
  {
    id: 'event-delete-base', name: 'a deletion knows what it was made from', stands, file: front, tests: desk,
    find: 'base: baseOf(event),', replace: 'base: null,', how: 'it does not',
  },
  {
    id: 'event-place', name: 'a listing does not take away the place that it does not tell', stands: ['zoho-api.md 3.2'], file: store, tests: series,
    find: '    location: after.location ?? before.location,\n', replace: '', how: 'it does',
  },
  {
    id: 'event-untold', name: 'an edit does not empty what Zoho did not tell', stands: ['zoho-api.md 3.4'], file: 'electron/zoho/wire/event-body.ts', tests: [vitest('test/unit/zoho/calendar.test.ts')],
    find: "...(write.location === '' && !isTold(now['location']) ? {} : { location: write.location }),", replace: 'location: write.location,', how: 'it does',
  },
  {
    id: 'event-own-cut', name: 'the end that Parley gave a series is not put back by the next edit', stands, file: send, tests: series,
    find: 'isSameRepeat ? { ...write, repeat: told.repeat } : write', replace: 'write', how: 'it is',
  },
  {
    id: 'event-undo', name: 'a deletion of an event is held for eight seconds', stands, file: front, tests: desk,
    find: "change: 'delete', state: 'held', nextTry: until,", replace: "change: 'delete', state: 'waiting', nextTry: null,", how: 'sent at once',
  },
  {
    id: 'event-owner', name: 'a change of an event is sent for the account that made it', stands, file: outbox, tests: desk,
    find: '.filter((row) => row.owner === to)', replace: '', how: 'for whoever is connected',
  },
  {
    id: 'event-forget-changes', name: 'changes of events go with the account', stands, file: outbox, tests: desk,
    find: 'forget: (whose) => void persist(() => rows.forget(whose)),', replace: 'forget: () => undefined,', how: 'they stay',
  },
  {
    id: 'event-newer-words', name: 'an answer asked for before a change does not undo it', stands, file: store, tests: desk,
    find: 'told.filter((event) => !isNewer(event, mark))', replace: 'told.filter(() => true)', how: 'it does',
  },
  {
    id: 'event-newer-gone', name: 'an answer asked for before a create does not take it away', stands, file: store, tests: desk,
    find: ' && !there.has(idOf(event)) && !isNewer(event, mark),', replace: ' && !there.has(idOf(event)),', how: 'it does',
  },
  {
    id: 'event-short-answer', name: 'an answer that is not whole takes no event away', stands, file: store, tests: desk,
    find: 'const gone = month === null ? [] :', replace: 'const gone =', how: 'it does',
  },
  {
    id: 'event-etag-stays', name: 'the etag and the key of a meeting stay in main', stands, file: 'electron/agenda/calendar/event-change.ts', tests: desk,
    find: 'const { etag: _etag, meetingKey: _key, ...rest } = event;', replace: 'const rest = event;', how: 'the page is given them',
  },
  {
    id: 'event-rows-owner', name: 'events on disk are read for their own account', stands, file: rows, tests: disk,
    find: "'SELECT body FROM events WHERE owner = ?'", replace: "'SELECT body FROM events WHERE owner = ? OR 1'", how: 'for every account',
  },
  {
    id: 'event-rows-remove', name: 'an event is taken away for its own account', stands, file: rows, tests: disk,
    find: "'DELETE FROM events WHERE owner = ? AND calendar = ? AND uid = ? AND occurrence = ?'", replace: "'DELETE FROM events WHERE owner <> ? AND calendar = ? AND uid = ? AND occurrence = ?'", how: 'for others',
  },
  {
    id: 'event-rows-forget', name: 'events of an account that was left are deleted', stands, file: rows, tests: disk,
    find: '[forgetCalendars, forgetEvents, forgetMonths]) forgetAll', replace: '[forgetCalendars, forgetMonths]) forgetAll', how: 'they stay',
  },
  {
    id: 'event-rows-trace', name: 'they leave no trace in the write-ahead log', stands, file: rows, tests: disk,
    find: "      db.exec('PRAGMA wal_checkpoint(TRUNCATE)');\n", replace: '', how: 'the log is left as it is',
  },
  {
    id: 'event-salvage', name: 'changes of events are taken out of a damaged outbox', stands, file: database, tests: disk,
    find: "const tables = ['outbox', 'event_outbox'] as const;", replace: "const tables = ['outbox'] as const;", how: 'those of meetings alone',
  },
  {
    id: 'event-versions', name: 'a file of an earlier version is taken over', stands, file: database, tests: disk,
    find: '[...sessionMigrations, ...eventMigrations,', replace: '[...eventMigrations, ...sessionMigrations,', how: 'its steps are in another order',
  },
  {
    id: 'ical-start-text', name: 'a start link in a text is not written into a calendar file', stands, file: writer, tests: takeAlong,
    find: "blockText(withoutStartLinks(event.description ?? ''))", replace: "blockText(event.description ?? '')", how: 'it is',
  },
  {
    id: 'ical-start-url', name: 'a start link is not written as its URL', stands, file: writer, tests: [vitest('test/unit/contract/ical-write.test.ts')],
    find: "(protocol === 'https:' || protocol === 'http:') && withoutStartLinks(href) === href ? href : null", replace: "(protocol === 'https:' || protocol === 'http:') ? href : null", how: 'it is',
  },
  {
    id: 'ical-uid', name: 'two occurrences with long ids stay two', stands: ['RFC 5545 3.8.4.7'], file: writer, tests: takeAlong,
    find: 'const longestUid = 800;', replace: 'const longestUid = 255;', how: 'ids are cut',
  },
  {
    id: 'take-unborn', name: 'what Zoho has given no key is not exported under a passing one', stands, file: along, tests: takeAlong,
    find: 'if (startsAt === null || isTemporary(key)) return [];', replace: 'if (startsAt === null) return [];', how: 'it is',
  },
  {
    id: 'take-asked', name: 'an export of many asks Zoho for few', stands, file: along, tests: takeAlong,
    find: 'const mostAsked = 20;', replace: 'const mostAsked = 2_000;', how: 'for all of them',
  },
  {
    id: 'take-name', name: 'no topic names a device', stands, file: along, tests: takeAlong,
    find: "const isDevice = /^(?:con|prn|aux|nul|com\\d|lpt\\d)$/i.test(plain);", replace: 'const isDevice = false;', how: 'CON.ics is written',
  },
  {
    id: 'ical-limit-size', name: 'a file is read to its limit of size', stands, file: read, tests: reader,
    find: 'reader.push(text.length > room ? text.slice(0, room) : text);', replace: 'reader.push(text);', how: 'as long as it is',
  },
  {
    id: 'ical-limit-events', name: 'a file makes no more drafts than the limit says', stands, file: read, tests: reader,
    find: "    if (found.length >= icalLimits.events) return void limits.add('events');\n", replace: '', how: 'as many as it has',
  },
  {
    id: 'ical-limit-properties', name: 'an event of a file has no more details than the limit says', stands, file: read, tests: reader,
    find: "    else if (event.properties.length >= icalLimits.properties) limits.add('properties');\n", replace: '', how: 'as many as it has',
  },
  {
    id: 'import-first', name: 'nothing of a file is sent before Create', stands, file: importing, tests: imported,
    find: 'calendars, isCompared: isWhole, running: null });\n', replace: 'calendars, isCompared: isWhole, running: null });\n    void create();\n', how: 'sent when it was read',
  },
  {
    id: 'import-twin', name: 'what is there already is not ticked', stands, file: model, tests: imported,
    find: "!('problem' in made) && !isTwin &&", replace: "!('problem' in made) &&", how: 'it is',
  },
  {
    id: 'import-people', name: 'nobody named in a file is invited unasked', stands, file: model, tests: imported,
    find: 'participants: withPeople ? attendees.map(({ email }) => email) : [],', replace: 'participants: attendees.map(({ email }) => email),', how: 'they are',
  },
  {
    id: 'import-once', name: 'what was made from a draft is not made again', stands, file: importing, tests: imported,
    find: "outcome !== null && outcome.as !== 'refused' && outcome.as !== 'unfit';", replace: "outcome !== null && outcome.as === 'refused';", how: 'it can be',
  },
  {
    id: 'import-stop', name: 'Stop ends an import', stands, file: importing, tests: imported,
    find: 'if (!before || before.running?.isStopping) break;', replace: 'if (!before) break;', how: 'it goes on',
  },
  {
    id: 'recordings-granted', name: 'recordings are not asked for before they are granted', stands, file: recordings, tests: recorded,
    find: "    async list({ key }) {\n      if (!isGranted()) return fail('not-permitted', 'recordings are not granted');\n", replace: '    async list({ key }) {\n', how: 'they are',
  },
  {
    id: 'recordings-links', name: 'links of recordings stay in main', stands, file: recordings, tests: recorded,
    find: '          return recording;\n', replace: '          return { ...recording, playLink, downloadLink };\n', how: 'the page is given them',
  },
  {
    id: 'recordings-late', name: 'an answer to an account that was left leaves nothing behind', stands, file: recordings, tests: recorded,
    find: "      if (asked !== turn) return fail('not-connected', 'the account changed meanwhile');\n", replace: '', how: 'its links are kept',
  },
  {
    id: 'recordings-hosts', name: 'links of recordings lead to Zoho', stands: ['checklist 15'], file: 'electron/zoho/wire/values.ts', tests: wire,
    find: 'read && read.href.length <= longestLink && isZohoAddress(read)', replace: 'read', how: 'anywhere',
  },
  {
    id: 'templates-owner', name: 'templates are each account’s own', stands, file: kept, tests: templates,
    find: 'all().find((each) => each.owner === owner)', replace: 'all().find(() => true)', how: 'the first account’s',
  },
  {
    id: 'templates-forget', name: 'templates go with the account', stands, file: kept, tests: templates,
    find: '      inMemory.delete(owner);\n      store.set(name, all().filter((each) => each.owner !== owner));\n', replace: '', how: 'they stay',
  },
  {
    id: 'attendees-csv', name: 'who was there goes out as text, not as formulas', stands, file: 'contract/rules/csv.ts', tests: people,
    find: 'const safe = harmless(cell);', replace: 'const safe = cell;', how: 'as Zoho told it',
  },
];

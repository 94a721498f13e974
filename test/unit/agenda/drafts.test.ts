import { describe, expect, it } from 'vitest';
import type { Draft } from '../../../contract/domain.ts';
import { createDrafts } from '../../../electron/agenda/drafts.ts';
import { outcome, valueOf } from '../zoho/helpers.ts';
import { account, build, memoryFile } from './sim.ts';

const draft = (id: string, topic = 'Half a sen'): Draft => ({
  id,
  form: {
    topic, agenda: '', date: 'tomorow', time: '7', duration: '', timeZone: 'Paris', participants: null,
    participantText: 'bo@',
  },
});

describe('drafts', () => {
  it('are there again after a crash, each under its own id and account', () => {
    const file = memoryFile();
    const drafts = createDrafts(file);
    drafts.keep('ana', draft('new-meeting', 'First'));
    drafts.keep('ana', draft('edit-webinar-12'));
    drafts.keep('ana', draft('new-meeting', 'Second'));
    drafts.keep('bo', draft('new-meeting', 'Other'));
    const again = createDrafts(file);
    expect(again.get('ana', 'new-meeting')).toEqual(draft('new-meeting', 'Second'));
    expect(again.get('bo', 'new-meeting')?.form.topic).toBe('Other');
    expect(again.get('bo', 'edit-webinar-12')).toBeNull();
    again.drop('ana', 'new-meeting');
    expect(again.get('ana', 'new-meeting')).toBeNull();
    again.forget('ana');
    expect(again.get('ana', 'edit-webinar-12')).toBeNull();
    expect(createDrafts(file).get('bo', 'new-meeting')?.form.topic).toBe('Other');
  });

  it('are 20 at most; the one written longest ago goes', () => {
    const drafts = createDrafts(memoryFile());
    for (let count = 0; count < 20; count++) drafts.keep('ana', draft(`edit-meeting-${count}`));
    drafts.keep('ana', draft('edit-meeting-0'));
    drafts.keep('bo', draft('new-meeting'));
    const kept = (id: string) => drafts.get('ana', id) !== null;
    expect([kept('edit-meeting-0'), kept('edit-meeting-1'), kept('edit-meeting-2')]).toEqual([true, false, true]);
  });

  it.each([
    ['no list', 'text'],
    ['entries that are none', [null, 7, { owner: 'ana' }, { owner: '', draft: draft('new-meeting') }]],
    ['a draft with fields that are not known', [{ owner: 'ana', draft: { ...draft('new-meeting'), secret: 1 } }]],
    ['a draft that is too long', [{ owner: 'ana', draft: draft('new-meeting', 'x'.repeat(5_001)) }]],
  ])('that cannot be read are dropped: %s', (_name, stored) => {
    const file = memoryFile();
    file.set('drafts', stored);
    const drafts = createDrafts(file);
    expect(drafts.get('ana', 'new-meeting')).toBeNull();
    drafts.keep('ana', draft('new-webinar'));
    expect(drafts.get('ana', 'new-webinar')).toEqual(draft('new-webinar'));
    expect(JSON.parse((file.content() as { drafts: string }).drafts)).toHaveLength(1);
  });
});

describe('the agenda’s drafts', () => {
  it('belong to who is connected, and are forgotten on disconnect only', async () => {
    const { agenda, connect, draftStore } = await build();
    expect(outcome(agenda.drafts.keep(draft('new-meeting')))).toBe('ok');
    connect(account('8'));
    expect(valueOf(agenda.drafts.get('new-meeting'))).toBeNull();
    connect(account('7'));
    expect(valueOf(agenda.drafts.get('new-meeting'))).toEqual(draft('new-meeting'));
    const restarted = await build({ draftStore });
    expect(valueOf(restarted.agenda.drafts.get('new-meeting'))).toEqual(draft('new-meeting'));
    expect(outcome(restarted.agenda.drafts.drop('new-meeting'))).toBe('ok');
    expect(valueOf(restarted.agenda.drafts.get('new-meeting'))).toBeNull();

    agenda.drafts.keep(draft('new-meeting'));
    connect(null);
    for (const answer of [agenda.drafts.get('new-meeting'), agenda.drafts.keep(draft('a')), agenda.drafts.drop('a')])
      expect(outcome(answer)).toBe('not-connected');
    connect(account('7'));
    expect(valueOf(agenda.drafts.get('new-meeting'))).toBeNull();
  });
});

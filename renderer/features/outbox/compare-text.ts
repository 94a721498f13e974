/** How the fields of two versions are told. */
import type { SessionFields } from '../../../contract/domain.ts';
import { lengthText } from '../../../contract/rules/invitation.ts';
import type { FieldName } from '../../../contract/rules/session-fields.ts';
import type { TimeText } from '../../ui/time.ts';

export const fieldWords: Record<FieldName, string> = {
  topic: 'Topic', agenda: 'Agenda', startsAt: 'Date and time', duration: 'Duration', timeZone: 'Time zone',
  participants: 'Participants',
};

const notTold = 'Not told';

/** A field as one side has it; dates and times on the reader's clock. */
export function fieldText(name: FieldName, fields: SessionFields, time: TimeText, now: number): string {
  switch (name) {
    case 'topic':
      return fields.topic.trim() || notTold;
    case 'agenda':
      return fields.agenda === null ? notTold : fields.agenda.trim() || 'Empty';
    case 'startsAt':
      return fields.startsAt === null ? notTold : time.dayTime(fields.startsAt, now);
    case 'duration':
      return fields.duration === null ? notTold : lengthText(fields.duration);
    case 'timeZone':
      return fields.timeZone?.replaceAll('_', ' ') ?? notTold;
    default:
      if (fields.participants === null) return notTold;
      return fields.participants.length === 0 ? 'Nobody' : fields.participants.join('\n');
  }
}

import type { OutboxItem } from '../../../contract/domain.ts';
import { monday } from './rows.ts';

export const item = (part: Partial<OutboxItem> = {}): OutboxItem => ({
  id: 'one', kind: 'meeting', key: '1351189999', topic: 'Weekly', change: 'update', state: 'waiting', madeAt: monday,
  nextTry: null, error: null, question: null, ...part,
});

export const offline = { code: 'offline', message: 'internal wording' } as const;

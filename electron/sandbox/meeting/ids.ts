import type { Modes } from '../modes.ts';
import { bareInteger } from '../server/exchange.ts';

/** Short ids become 18 digits, beyond what a JavaScript number holds, and are recognised when they come back. */
const enlarge = (id: string): string => (id.length >= 16 ? id : `9${id.padStart(17, '0')}`);
const reduce = (id: string): string => (/^90\d{16}$/.test(id) ? id.slice(1).replace(/^0+/, '') : id);

/** How ids look on the wire under the current mode. */
export function createIds(modes: Modes) {
  const bare = (id: string) => bareInteger(modes.ids === 'big' ? enlarge(id) : id);
  return {
    /** An id that Zoho's pages or recorded answers show as a string. */
    text: (id: string): unknown => (modes.ids === 'numbers' || modes.ids === 'big' ? bare(id) : id),
    /** One that they show as a number. */
    number: (id: string): unknown => (modes.ids === 'strings' ? id : bare(id)),
    /** The id as it stands in a link or path. */
    plain: (id: string): string => (modes.ids === 'big' ? enlarge(id) : id),
    /** The stored id of one that a client sent. */
    read: (id: string): string => (modes.ids === 'big' ? reduce(id) : id),
  };
}

export type Ids = ReturnType<typeof createIds>;

import type { SessionRow } from '../../../contract/domain.ts';
import { ok } from '../../../contract/result.ts';
import { ask } from '../../bridge/parley.ts';
import { SaveTemplateDialog } from './save-dialog.tsx';
import { templateOfSession } from './template-model.ts';

/** Makes a template of a meeting or webinar as it is known. */
export default function SaveSession({ row: { kind, key, topic }, onClose }: { row: SessionRow; onClose(): void }) {
  const read = async () => {
    const known = await ask('getSession', { kind, key, refresh: false });
    return known.ok ? ok(templateOfSession(known.value)) : known;
  };
  return <SaveTemplateDialog topic={topic} read={read} onClose={onClose} />;
}

import type { Connection, Feature } from '../../../contract/domain.ts';
import { Button } from '../../ui/button.tsx';
import { useConnectFlow } from '../connect/flow.tsx';
import { featureText } from '../settings/scope-text.ts';

/** While calendars are not granted: what for, and the way there. */
export function CalendarsOff({ feature, connection }: { feature: Feature; connection: Connection }) {
  const flow = useConnectFlow();
  return (
    <div className="calendars">
      <p>Events of Zoho Calendar can stand beside your meetings, and clashes are seen while you plan.</p>
      <p className="muted">{featureText(feature)} Zoho asks you once more.</p>
      <Button
        variant="primary"
        isDisabled={flow.busy || connection.pending !== null}
        onPress={() => void flow.begin({ sandbox: false, purpose: 'grant', feature: 'calendar' })}
      >
        Show your calendar here
      </Button>
    </div>
  );
}

import type { Connection, Feature } from '../../../contract/domain.ts';
import { Button } from '../../ui/button.tsx';
import { useConnectFlow } from '../connect/flow.tsx';
import { featureText } from '../settings/scope-text.ts';

interface CalendarsOffProps {
  feature: Feature;
  connection: Connection;
  /** Zoho is being asked. */
  onAsk(): void;
}

/** While calendars are not granted: what for, and the way there. */
export function CalendarsOff({ feature, connection, onAsk }: CalendarsOffProps) {
  const flow = useConnectFlow();
  return (
    <div className="calendars">
      <p>Events of Zoho Calendar can stand beside your meetings, and clashes are seen while you plan.</p>
      <p className="muted">{featureText(feature)} Zoho asks you once more.</p>
      <Button
        variant="primary"
        isDisabled={flow.busy || connection.pending !== null}
        onPress={() => {
          onAsk();
          void flow.begin({ sandbox: false, purpose: 'grant', feature: 'calendar' });
        }}
      >
        Show your calendar here
      </Button>
    </div>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import type { Account } from '../../../contract/domain.ts';
import { featureScopes, type FeatureId } from '../../../contract/rules/scopes.ts';
import { connectionQuery } from '../../bridge/account.ts';
import { Button } from '../../ui/button.tsx';
import { wordsFor } from '../../ui/error-text.ts';
import { useConnectFlow } from '../connect/flow.tsx';
import { switchedOff } from '../sessions/told.ts';
import { staysOffText, verbsOf } from '../settings/scope-text.ts';

const needed = ['calendar', 'repeats'] as const satisfies readonly FeatureId[];

/** What a meeting that repeats takes, and Zoho has not been asked for. */
export const missingFor = ({ features }: Account): FeatureId[] => needed.filter((id) => switchedOff(features, id));

/** Says what is missing for a repeat, and asks Zoho for it: one grant after the other. What was typed stays. */
export function RepeatGrant({ account }: { account: Account }) {
  const flow = useConnectFlow();
  const client = useQueryClient();
  const missing = missingFor(account);
  if (missing.length === 0) return null;
  const { failure } = flow;
  const failed =
    failure && !failure.attempt.sandbox && failure.attempt.purpose === 'grant' && failure.attempt.feature !== undefined
      ? { error: failure.error, feature: failure.attempt.feature }
      : null;

  const switchOn = async () => {
    for (const feature of missing) {
      await flow.begin({ sandbox: false, purpose: 'grant', feature });
      const now = client.getQueryData(connectionQuery.queryKey)?.account;
      if (!now || switchedOff(now.features, feature)) return;
    }
  };

  return (
    <div className="repeat-missing">
      <p>
        Zoho Meeting itself cannot repeat: a repeated meeting is made in Zoho Calendar. For that Parley still needs the
        right to {verbsOf(missing.flatMap((id) => featureScopes[id]))}. Until then only a single meeting can be created.
      </p>
      {failed && needed.some((id) => id === failed.feature) && (
        <p role="alert">
          <strong>{wordsFor(failed.error).title}</strong> {staysOffText(failed.feature, true)}
        </p>
      )}
      <Button isDisabled={flow.busy} onPress={() => void switchOn()}>
        Switch on repeats
      </Button>
    </div>
  );
}

import { CircleCheck, CircleSlash } from 'lucide-react';
import type { Account, Connection } from '../../../contract/domain.ts';
import { dataCentre } from '../../../contract/rules/data-centres.ts';
import { organisationScope } from '../../../contract/rules/scopes.ts';
import { Button } from '../../ui/button.tsx';
import { useConnectFlow } from '../connect/flow.tsx';
import { useChanges } from '../outbox/outbox-context.ts';
import { featureInSentence, featureName, featureText } from './scope-text.ts';
import { Section } from './section.tsx';

export function AccountSection({ account, connection }: { account: Account; connection: Connection }) {
  const flow = useConnectFlow();
  const changes = useChanges();
  const busy = flow.busy || connection.pending !== null;
  return (
    <Section title="Account">
      <dl className="settings-facts">
        <div>
          <dt>Connected as</dt>
          <dd className="wrap selectable">
            <bdi>{account.name || account.email}</bdi>
            {account.name && <bdi className="settings-second">{account.email}</bdi>}
          </dd>
        </div>
        <div>
          <dt>Organisation</dt>
          <dd className="wrap selectable">
            <bdi>{account.organisation || 'Not told by Zoho'}</bdi>
          </dd>
        </div>
        <div>
          <dt>Data centre</dt>
          <dd>{account.sandbox ? 'Sandbox on this computer' : dataCentre(account.dataCentre).name}</dd>
        </div>
        <div>
          <dt>Kept</dt>
          <dd>
            {connection.keptIn === 'vault' ? 'Encrypted on this computer' : 'In memory, until you quit Parley'}
          </dd>
        </div>
      </dl>

      <h3>What Parley may do</h3>
      <ul className="scopes">
        <li>
          <CircleCheck size={16} aria-hidden className="scope-on" />
          <p>
            <b>Organisation</b>: on
            <span className="settings-second">Read who you are, and which organisation you work in.</span>
          </p>
        </li>
        {account.features.map((feature) => (
          <li key={feature.id}>
            {feature.state === 'on' ? (
              <CircleCheck size={16} aria-hidden className="scope-on" />
            ) : (
              <CircleSlash size={16} aria-hidden className="scope-off" />
            )}
            <p>
              <b>{featureName[feature.id]}</b>: {feature.state === 'on' ? 'on' : 'off'}
              <span className="settings-second">{featureText(feature)}</span>
            </p>
            {feature.state !== 'on' && (
              <Button
                isDisabled={busy}
                onPress={() => void flow.begin({ sandbox: false, purpose: 'grant', feature: feature.id })}
              >
                Switch on {featureInSentence(feature.id)}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <details className="scope-names">
        <summary>Scopes in Zoho’s words</summary>
        <p className="mono wrap selectable">
          {(account.scopes.length > 0 ? account.scopes : [organisationScope]).join(' ')}
        </p>
      </details>

      <div className="settings-actions">
        <Button
          isDisabled={busy}
          onPress={() =>
            void flow.begin(account.sandbox ? { sandbox: true } : { sandbox: false, purpose: 'reconnect' })
          }
        >
          Reconnect
        </Button>
        <Button variant="danger" onPress={changes.disconnect}>
          Disconnect
        </Button>
      </div>
      <p className="settings-note">
        Disconnecting withdraws the access at Zoho and forgets this account here. Nothing in Zoho is deleted.
      </p>
    </Section>
  );
}

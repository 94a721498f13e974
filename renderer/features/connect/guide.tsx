import { ChevronRight, ExternalLink } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Disclosure, DisclosurePanel } from 'react-aria-components/Disclosure';
import { Heading } from 'react-aria-components/Heading';
import type { DataCentreId } from '../../../contract/rules/data-centres.ts';
import { dataCentre } from '../../../contract/rules/data-centres.ts';
import { ask } from '../../bridge/parley.ts';
import { Button } from '../../ui/button.tsx';
import { useMessages } from '../../ui/toaster.tsx';

/** Zoho's console says that a redirect URI begins with http(s), so this one always passes (zoho-api.md 1.3). */
const httpsRedirectUri = 'https://localhost/callback';

interface GuideProps {
  dataCentreId: DataCentreId;
  redirectUri: string;
  /** The second redirect URI, when the person consents in the browser. */
  browserRedirectUri: string | null;
  onRedirectUri(uri: string): void;
}

export function Guide({ dataCentreId, redirectUri, browserRedirectUri, onRedirectUri }: GuideProps) {
  const messages = useMessages();
  const host = dataCentre(dataCentreId).console;
  const openConsole = async () => {
    const result = await ask('openConsole', { dataCentre: dataCentreId });
    if (!result.ok) messages.fail(result.error);
  };
  const ownScheme = redirectUri.trim().startsWith('parley:');
  return (
    <Disclosure className="guide">
      <Heading level={2} className="guide-heading">
        <AriaButton slot="trigger" className="guide-trigger">
          <ChevronRight size={15} aria-hidden className="guide-chevron" />
          How to register a client
        </AriaButton>
      </Heading>
      <DisclosurePanel className="guide-panel">
        <ol className="guide-steps">
          <li>
            <p>Open the Zoho API console of your data centre and sign in.</p>
            <Button icon={<ExternalLink size={14} aria-hidden />} onPress={() => void openConsole()}>
              Open {host}
            </Button>
          </li>
          <li>
            <p>
              Press <b>Add Client</b> and choose <b>Server-based Applications</b>. It takes redirect URIs that begin
              with <code>https://</code> or <code>http://</code>. <b>Mobile-based Applications</b> is the type that may
              take <code>parley://</code>.
            </p>
          </li>
          <li>
            <p>
              Give it a name, such as Parley, and any page of yours as homepage URL. Parley never opens it.
            </p>
          </li>
          <li>
            <p>Enter this as authorised redirect URI, the same to the last character:</p>
            <p className="guide-uri">
              <code>{redirectUri.trim() || '…'}</code>
            </p>
            {ownScheme && (
              <>
                <p>
                  If the console asks for <code>https://</code>, use <code>{httpsRedirectUri}</code> there and here.
                  Parley catches it before any request is made.
                </p>
                <Button onPress={() => onRedirectUri(httpsRedirectUri)}>Use {httpsRedirectUri} here</Button>
              </>
            )}
            {browserRedirectUri && (
              <p>
                You consent in your browser, so add <code>{browserRedirectUri}</code> as well.
              </p>
            )}
          </li>
          <li>
            <p>Copy the two values that the console shows, the ID and the secret, into the fields here.</p>
          </li>
          <li>
            <p>
              If your account lives in another data centre than the console, switch that data centre on under{' '}
              <b>Settings</b>, <b>Multi-DC</b>.
            </p>
          </li>
        </ol>
      </DisclosurePanel>
    </Disclosure>
  );
}

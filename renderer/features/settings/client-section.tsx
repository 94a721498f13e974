import { type FormEvent, useState } from 'react';
import type { Connection } from '../../../contract/domain.ts';
import { Button } from '../../ui/button.tsx';
import { useMessages } from '../../ui/toaster.tsx';
import { ClientFields } from '../connect/client-fields.tsx';
import { useClientForm } from '../connect/use-client-form.ts';
import { Section } from './section.tsx';

/** The registered client, to be corrected without disconnecting first. */
export function ClientSection({ connection }: { connection: Connection }) {
  const form = useClientForm(connection.client);
  const messages = useMessages();
  const [saving, setSaving] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!form.check()) return;
    setSaving(true);
    const error = await form.save();
    setSaving(false);
    if (error) messages.fail(error);
    else messages.tell('Client saved. It is used when you reconnect');
  };
  return (
    <Section title="Client">
      <form onSubmit={(event) => void submit(event)} noValidate className="settings-client">
        <ClientFields form={form} />
        <div>
          <Button type="submit" isDisabled={saving || !form.changed}>
            Save client
          </Button>
        </div>
      </form>
    </Section>
  );
}

import { ChevronRight } from 'lucide-react';
import { useId, useMemo, useState } from 'react';
import { fairSummary, fairTime } from '../../../contract/rules/fair-time.ts';
import { rememberZone, zoneOf } from '../../../contract/rules/participant-zones.ts';
import { checkParticipants } from '../../../contract/rules/participants.ts';
import { isZone, sameZone } from '../../../contract/rules/zones.ts';
import { useSettings } from '../../bridge/account.ts';
import { useChangeSettings } from '../../bridge/change-settings.ts';
import { useNow } from '../../ui/ticker.ts';
import { useMessages } from '../../ui/toaster.tsx';
import { FairPersonLine } from './fair-person.tsx';
import { chosenTime } from './fair-words.ts';
import type { Form } from './form-basics.ts';
import './fair-time.css';
import { ownZone } from '../../ui/own-zone.ts';

interface FairTimeProps {
  /** The address of whoever is connected. */
  you: string;
  form: Form;
}

/** Everyone's working hours against the chosen time. Zones are optional and remembered for each address. */
export function FairTime({ you, form }: FairTimeProps) {
  const id = useId();
  const now = useNow();
  const messages = useMessages();
  const changeSettings = useChangeSettings();
  const zones = useSettings().data?.participantZones;
  const [wish, setWish] = useState<boolean | null>(null);
  const others = useMemo(
    () => checkParticipants(form.participants ?? []).addresses.filter((each) => each.toLowerCase() !== you.toLowerCase()),
    [form.participants, you],
  );
  if (others.length === 0 || !zones) return null;

  const here = ownZone();
  const known = (address: string) => {
    const zone = zoneOf(zones, address);
    return zone !== null && isZone(zone) ? zone : null;
  };
  const isOpen = wish ?? others.some((address) => known(address) !== null);
  const people = [you, ...others].map((address) => ({
    address,
    zone: known(address) ?? (address === you ? here : null),
  }));
  const chosen = chosenTime(form, now, here);
  const times = isOpen && chosen ? fairTime({ ...chosen, people }) : null;
  const remember = async (address: string, zone: string | null) => {
    setWish(true);
    // Whoever travels keeps the computer's zone.
    const kept = address === you && zone !== null && sameZone(zone, here) ? null : zone;
    if (kept === zoneOf(zones, address)) return;
    const error = await changeSettings({ participantZones: rememberZone(zones, address, kept) });
    if (error) messages.fail(error);
  };

  return (
    <div className="fair">
      <button
        type="button"
        className="fair-toggle"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setWish(!isOpen)}
      >
        <ChevronRight size={14} aria-hidden />
        Fair time
      </button>
      {isOpen && (
        <div id={id} className="fair-panel" role="group" aria-label="Fair time">
          <p className="fair-summary">
            {times ? fairSummary(times) : 'Enter a date, start time and duration to compare working hours.'}
          </p>
          <ul className="fair-people">
            {people.map(({ address, zone }, index) => (
              <FairPersonLine
                key={address.toLowerCase()}
                address={address}
                isYou={index === 0}
                zone={zone}
                fallback={index === 0 ? here : null}
                time={times?.[index] ?? null}
                chosen={chosen}
                at={chosen?.startsAt ?? now}
                onZone={(wanted) => void remember(address, wanted)}
              />
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

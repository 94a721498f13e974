import { ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Disclosure, DisclosurePanel } from 'react-aria-components/Disclosure';
import { Heading } from 'react-aria-components/Heading';
import './unfold.css';

interface UnfoldProps {
  title: string;
  /** Beside the title, for example a count. */
  aside?: ReactNode;
  /** What can be done whether it is unfolded or not. */
  actions?: ReactNode;
  /** Made when it is first unfolded, and gone when it is folded. */
  children: ReactNode;
}

/** A heading that unfolds what belongs to it. */
export function Unfold({ title, aside, actions, children }: UnfoldProps) {
  const [open, setOpen] = useState(false);
  return (
    <Disclosure className="unfold" isExpanded={open} onExpandedChange={setOpen}>
      <div className="unfold-top">
        <Heading level={3} className="unfold-heading">
          <AriaButton slot="trigger" className="unfold-trigger">
            <ChevronRight size={15} aria-hidden className="unfold-chevron" />
            {title}
          </AriaButton>
        </Heading>
        {aside !== undefined && <span className="muted numbers">{aside}</span>}
      </div>
      {actions}
      <DisclosurePanel className="unfold-panel">{open && children}</DisclosurePanel>
    </Disclosure>
  );
}

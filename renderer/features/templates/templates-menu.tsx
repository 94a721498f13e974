import { BookmarkPlus, ChevronDown, LayoutTemplate } from 'lucide-react';
import { useState } from 'react';
import { Menu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Separator } from 'react-aria-components/Separator';
import type { Template } from '../../../contract/calendar.ts';
import { ok } from '../../../contract/result.ts';
import { useTemplates } from '../../bridge/templates.ts';
import { Button } from '../../ui/button.tsx';
import { SaveTemplateDialog } from './save-dialog.tsx';
import type { TemplateBody } from './template-model.ts';
import './templates.css';

interface TemplatesMenuProps {
  topic: string;
  onChoose(template: Template): void;
  /** What stands in the form, to be saved as a template. */
  body(): TemplateBody;
}

const save = 'save';

/** Fills the form from a template, or makes one of it. */
export function TemplatesMenu({ topic, onChoose, body }: TemplatesMenuProps) {
  const templates = useTemplates();
  const [isSaving, setSaving] = useState(false);
  const act = (key: string | number) => {
    if (key === save) return setSaving(true);
    const chosen = templates.find(({ id }) => `t ${id}` === key);
    return chosen && onChoose(chosen);
  };
  return (
    <>
      <MenuTrigger>
        <Button variant="quiet" className="templates-button" icon={<LayoutTemplate size={15} aria-hidden />}>
          Templates <ChevronDown size={13} aria-hidden />
        </Button>
        <Popover className="popover" placement="bottom end" offset={4}>
          <Menu className="menu templates-menu scroll" aria-label="Templates" onAction={act}>
            <MenuSection className="menu-section" aria-label="Fill the form from">
              {templates.map(({ id, name }) => (
                <MenuItem key={id} id={`t ${id}`} className="menu-item" textValue={name}>
                  <bdi className="clashes-title">{name}</bdi>
                </MenuItem>
              ))}
            </MenuSection>
            {templates.length > 0 && <Separator className="menu-line" />}
            <MenuItem id={save} className="menu-item" textValue="Save as template…">
              <BookmarkPlus size={15} aria-hidden />
              Save as template…
            </MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
      {isSaving && (
        <SaveTemplateDialog topic={topic} read={() => Promise.resolve(ok(body()))} onClose={() => setSaving(false)} />
      )}
    </>
  );
}

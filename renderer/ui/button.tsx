import type { ReactNode, Ref } from 'react';
import { type ShortcutId, ariaKeysOf } from '../../contract/rules/shortcuts.ts';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip';
import { KeyCaps } from './keys.tsx';
import { isMac, useKeyCaps } from './shortcuts.ts';
import './button.css';

interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'style'> {
  /** `primary` once a screen; `quiet` has no border until it is pointed at. */
  variant?: 'primary' | 'plain' | 'quiet' | 'danger';
  size?: 'normal' | 'large';
  icon?: ReactNode;
  className?: string;
  /** The key that does the same, shown as a tooltip. */
  shortcut?: ShortcutId;
  children: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

export function Button(props: ButtonProps) {
  const { variant = 'plain', size = 'normal', icon, className = '', shortcut, children, ...rest } = props;
  const caps = useKeyCaps(shortcut);
  const button = (
    <AriaButton
      {...rest}
      className={`button button-${variant} button-${size} ${className}`}
      {...(shortcut && caps && {
        render: (dom) => <button {...dom} aria-keyshortcuts={ariaKeysOf(shortcut, isMac)} />,
      })}
    >
      {icon}
      <span className="button-label">{children}</span>
    </AriaButton>
  );
  if (!caps) return button;
  return (
    <TooltipTrigger delay={600} closeDelay={0}>
      {button}
      <Tooltip className="tooltip" offset={6}>
        Key <KeyCaps caps={caps} />
      </Tooltip>
    </TooltipTrigger>
  );
}

interface IconButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'style'> {
  /** The accessible name, shown as a tooltip. */
  label: string;
  icon: ReactNode;
  className?: string;
  ref?: Ref<HTMLButtonElement>;
}

export function IconButton({ label, icon, className = '', ...rest }: IconButtonProps) {
  return (
    <TooltipTrigger delay={600} closeDelay={0}>
      <AriaButton {...rest} className={`button button-quiet button-icon ${className}`}>
        {icon}
        <span className="sr-only">{label}</span>
      </AriaButton>
      <Tooltip className="tooltip" offset={6}>
        {label}
      </Tooltip>
    </TooltipTrigger>
  );
}

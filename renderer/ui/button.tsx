import type { ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip';
import './button.css';

interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'style'> {
  /** `primary` once a screen; `quiet` has no border until it is pointed at. */
  variant?: 'primary' | 'plain' | 'quiet' | 'danger';
  size?: 'normal' | 'large';
  icon?: ReactNode;
  className?: string;
  children: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({ variant = 'plain', size = 'normal', icon, className = '', children, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className={`button button-${variant} button-${size} ${className}`}>
      {icon}
      <span className="button-label">{children}</span>
    </AriaButton>
  );
}

interface IconButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'style'> {
  /** The accessible name, shown as a tooltip. */
  label: string;
  icon: ReactNode;
  className?: string;
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

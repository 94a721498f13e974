import { FlaskConical, Info, TriangleAlert, WifiOff, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from './button.tsx';
import './banner.css';

interface BannerProps {
  /** `problem` is an alert; the others are read when they are reached. */
  tone: 'problem' | 'offline' | 'info' | 'sandbox';
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  onDismiss?(): void;
}

const icons = { problem: TriangleAlert, offline: WifiOff, info: Info, sandbox: FlaskConical };

/** One line across the top of a view: what is so, and what can be done about it. */
export function Banner({ tone, title, children, actions, onDismiss }: BannerProps) {
  const Icon = icons[tone];
  return (
    <div className={`banner banner-${tone}`} role={tone === 'problem' ? 'alert' : undefined}>
      <Icon size={15} aria-hidden className="banner-icon" />
      <p className="banner-text">
        <strong>{title}</strong> {children}
      </p>
      {actions && <div className="banner-actions">{actions}</div>}
      {onDismiss && <IconButton label="Dismiss" icon={<X size={15} aria-hidden />} onPress={onDismiss} />}
    </div>
  );
}

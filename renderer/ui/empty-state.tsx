import type { ReactNode } from 'react';
import './empty-state.css';

interface EmptyStateProps {
  icon: ReactNode;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  /** Set where the emptiness is a failure. */
  role?: 'alert';
}

export function EmptyState({ icon, title, children, actions, role }: EmptyStateProps) {
  return (
    <div className="empty-state" role={role}>
      <span className="empty-icon" aria-hidden="true">
        {icon}
      </span>
      <h2>{title}</h2>
      {children && <p className="muted">{children}</p>}
      {actions && <div className="empty-actions">{actions}</div>}
    </div>
  );
}

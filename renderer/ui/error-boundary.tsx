import { TriangleAlert } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { EmptyState } from './empty-state.tsx';

/** The last net: a defect in a screen says so in words instead of leaving a blank window. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <main className="crash">
        <EmptyState
          role="alert"
          icon={<TriangleAlert size={20} />}
          title="Parley could not draw this screen"
          actions={
            <Button variant="primary" onPress={() => location.reload()}>
              Open it again
            </Button>
          }
        >
          This is a defect in Parley. Your connection and everything that was read are kept.
        </EmptyState>
      </main>
    );
  }
}

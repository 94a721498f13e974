import { type ReactNode, type Ref, useId } from 'react';

interface SectionProps {
  title: string;
  children: ReactNode;
  ref?: Ref<HTMLElement>;
}

export function Section({ title, children, ref }: SectionProps) {
  const id = useId();
  return (
    <section ref={ref} className="section" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <div className="section-body">{children}</div>
    </section>
  );
}

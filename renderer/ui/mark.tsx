/** Parley's mark: a speech bubble that is a P. */
export function Mark({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" className="mark">
      <rect width="24" height="24" rx="6" className="mark-ground" />
      <path d="M7 20V10a5 5 0 0 1 5-5h.5a5 5 0 0 1 0 10H11l-4 5Z" className="mark-sign" />
    </svg>
  );
}

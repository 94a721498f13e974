import { Search, X } from 'lucide-react';
import type { Ref } from 'react';
import { useId } from 'react';
import { IconButton } from './button.tsx';
import './search-field.css';

interface SearchFieldProps {
  value: string;
  onChange(value: string): void;
  placeholder: string;
  /** The accessible name, for a search within a part of the page: only the page's own is a landmark. */
  label?: string;
  ref?: Ref<HTMLInputElement>;
}

export function SearchField({ value, onChange, placeholder, label, ref }: SearchFieldProps) {
  const id = useId();
  return (
    <div className="search" role={label === undefined ? 'search' : undefined}>
      <label htmlFor={id} className="sr-only">
        {label ?? 'Search'}
      </label>
      <Search size={15} aria-hidden className="search-icon" />
      <input
        id={id}
        ref={ref}
        type="search"
        value={value}
        placeholder={placeholder}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || value === '') return;
          event.stopPropagation();
          onChange('');
        }}
      />
      {value !== '' && (
        <IconButton
          label="Clear"
          className="search-clear"
          icon={<X size={14} aria-hidden />}
          onPress={() => onChange('')}
        />
      )}
    </div>
  );
}

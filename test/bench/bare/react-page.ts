/** React alone, in the place of Parley's page: one field that holds what is typed. */
import { createElement, useState } from 'react';
import { createRoot } from 'react-dom/client';

function Field() {
  const [value, setValue] = useState('');
  return createElement('input', {
    name: 'clientId', value, onChange: (event: { target: { value: string } }) => setValue(event.target.value),
  });
}

const root = document.getElementById('root');
if (root) createRoot(root).render(createElement(Field));

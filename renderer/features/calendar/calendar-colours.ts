/** Colours that can be told from each other, at an edge, in both themes. */
export const calendarColours: readonly { readonly value: string; readonly name: string }[] = [
  { value: '#2f6fde', name: 'Blue' },
  { value: '#0f8a8f', name: 'Teal' },
  { value: '#2e8b45', name: 'Green' },
  { value: '#a07a00', name: 'Ochre' },
  { value: '#d2691e', name: 'Orange' },
  { value: '#cc3b3b', name: 'Red' },
  { value: '#c23a8c', name: 'Pink' },
  { value: '#7a4fd0', name: 'Violet' },
];

const mostLines = 200;

/** The end of a tool's output, where runners sum up their failures, without colours. */
export function tail(output: string): string {
  // The escape character begins each colour.
  // oxlint-disable-next-line no-control-regex
  const lines = output.replace(/\u001b\[[\d;]*[A-Za-z]/g, '').trimEnd().split('\n');
  const cut = lines.length - mostLines;
  return (cut > 0 ? [`… ${cut} lines before`, ...lines.slice(cut)] : lines).map((line) => `    ${line}`).join('\n');
}

import { describe, expect, it } from 'vitest';
import { steps } from '../../../build/tour/script.ts';
import { storyboard } from '../../../build/tour/storyboard.ts';

describe("the tour's storyboard", () => {
  const page = storyboard([
    { title: 'First', caption: 'A & B', picture: new Uint8Array([1, 2, 3]), took: 1234 },
    { title: '<script>alert(1)</script>', caption: 'Quoted "so"', picture: new Uint8Array([4]), took: 5, note: 'Join: <link>' },
  ]);

  it('holds every picture itself and asks for nothing else', () => {
    expect(page).toContain('src="data:image/png;base64,AQID"');
    expect(page.match(/<img /g)).toHaveLength(2);
    expect(page.match(/(?:src|href)="(?!data:|#)/g)).toBeNull();
  });

  it('shows texts as texts', () => {
    expect(page).not.toContain('<script>');
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).toContain('A &amp; B');
    expect(page).toContain('<pre>Join: &lt;link&gt;</pre>');
  });

  it('tells the time of each step', () => {
    expect(page).toContain('1.2 s');
    expect(page).toContain('5 ms');
  });
});

describe("the tour's script", () => {
  it('gives each picture a file name of its own', () => {
    const names = steps.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z-]+$/.test(name))).toEqual([]);
  });
});

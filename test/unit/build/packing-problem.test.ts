import { describe, expect, it } from 'vitest';
import { explainPacking, noElectron, noProgram, packingProblem } from '../../../build/packing-problem.ts';

const failure = (message: string, code?: string) => Object.assign(new Error(message), code === undefined ? {} : { code });

describe('why an installer could not be made', () => {
  it.each([
    ['no network', failure('getaddrinfo ENOTFOUND github.com', 'ENOTFOUND'), /tools for AppImage, deb could not be downloaded.*ENOTFOUND/],
    ['a code alone', failure('', 'ETIMEDOUT'), /could not be reached \(ETIMEDOUT\)/],
    ['a refusing server', failure('Cannot download "https://x.test/fpm.7z", status code: 403'), /their server answered 403/],
    ['a refusal in a field', Object.assign(failure('Forbidden'), { statusCode: 407 }), /their server answered 407/],
    ['a full disk', failure('ENOSPC: no space left on device, write', 'ENOSPC'), /^The disk is full/],
    ['a missing program', failure('spawn hdiutil ENOENT', 'ENOENT'), /^The program hdiutil is not on this machine/],
    ['anything else', failure('\nCannot sign\n    at sign (a.js:1:2)'), /could not make AppImage, deb: Cannot sign$/],
    ['what is no error', 'odd', /: odd$/],
  ])('is told in one sentence with a next step: %s', (_name, error, sentence) => {
    const problem = packingProblem(error, ['AppImage', 'deb']);
    expect(problem.message).toMatch(sentence);
    expect(problem.nextStep).not.toBe('');
    expect(explainPacking(problem)).not.toMatch(/\bat .*:\d+/);
  });

  it('keeps a reason that is already in words', () => {
    const known = noProgram('rpmbuild', 'rpm');
    expect(packingProblem(known, ['rpm'])).toBe(known);
    expect(explainPacking(known)).toMatch(/Packing stopped: rpm packages need the program rpmbuild.*\nNext step: install it/);
  });

  it("names the version, the mirror and the note when Electron's program is missing", () => {
    expect(explainPacking(noElectron('45.4.1', 'out/electron.json'))).toMatch(/45\.4\.1[^]*ELECTRON_MIRROR[^]*out\/electron\.json/);
  });
});

/**
 * zod, told to make no code from text. Whatever has schemas takes it from here: each reads that once, when it is built, so
 * that it must be said before the first, whatever order a bundler has files in.
 */
import { z } from 'zod';

z.config({ jitless: true });

export { z };

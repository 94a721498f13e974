/** Who registered, who was there, and what Zoho was asked: read on demand, never kept. */
import { z } from './zod.ts';
import { errorSchema, keySchema } from './domain.ts';
import { errorCodes } from './errors.ts';
import { mostNewcomers } from './rules/newcomers.ts';

/** Someone who registered for a webinar; null where Zoho did not tell. The personal join link stays in main. */
export const registrantSchema = z.object({
  email: z.string().nullable(),
  name: z.string().nullable(),
  status: z.enum(['pending', 'approved', 'denied', 'cancelled', 'unknown']),
  /** Epoch ms. */
  registeredAt: z.number().nullable(),
});
export type Registrant = z.infer<typeof registrantSchema>;

export const registrantsSchema = z.object({
  people: z.array(registrantSchema),
  /** False: Zoho counts more than it listed. */
  complete: z.boolean(),
});

export const registrationSchema = z.strictObject({
  key: keySchema,
  people: z
    .array(
      z.strictObject({
        email: z.string().trim().min(3).max(320),
        /** Empty where it is not known. */
        firstName: z.string().max(100),
        lastName: z.string().max(100),
      }),
    )
    .min(1)
    .max(mostNewcomers),
  /** Zoho mails each of them its invitation. */
  sendMail: z.boolean(),
});

export const registrationReportSchema = z.object({
  people: z.array(
    z.object({
      email: z.string(),
      /**
       * `registered`: also who was before. `refused`: by Zoho. `unknown`: the answer is lost or does not say.
       * `not-sent`: an earlier failure would have met it, too.
       */
      outcome: z.enum(['registered', 'refused', 'unknown', 'not-sent']),
    }),
  ),
  /** Why a part failed, when Zoho told. */
  error: errorSchema.nullable(),
});
export type RegistrationReport = z.infer<typeof registrationReportSchema>;

/** One stay: who left and came back stands there twice. Null where Zoho did not tell. */
export const attendeeSchema = z.object({
  email: z.string().nullable(),
  name: z.string().nullable(),
  /** As Zoho calls it, for example `presenter`. */
  role: z.string().nullable(),
  /** Epoch ms. */
  joinedAt: z.number().nullable(),
  leftAt: z.number().nullable(),
  /** Milliseconds. */
  duration: z.number().nonnegative().nullable(),
});
export type Attendee = z.infer<typeof attendeeSchema>;

export const attendanceSchema = z.object({ people: z.array(attendeeSchema), complete: z.boolean() });

/** One request to Zoho, without anything secret: no headers, bodies, queries or ids. */
export const requestNoteSchema = z.object({
  /** When it was begun, epoch ms. */
  at: z.number(),
  method: z.enum(['GET', 'POST', 'PUT', 'DELETE']),
  host: z.string(),
  /** A pattern: `/api/v2/{zsoid}/sessions/{key}.json`. */
  path: z.string(),
  /** Of the last attempt; null when there was no answer. */
  status: z.number().nullable(),
  outcome: z.enum(['ok', ...errorCodes]),
  /** Pauses between attempts included. */
  ms: z.number().nonnegative(),
  tries: z.number().int().nonnegative(),
});
export type RequestNote = z.infer<typeof requestNoteSchema>;

import type { User, Users } from '../accounts/users.ts';
import { json } from '../server/exchange.ts';
import type { Answer, Call } from '../server/exchange.ts';
import type { Access } from './access.ts';
import { invalidKey, notAdmin, organisationMismatch } from './errors.ts';
import type { Ids } from './ids.ts';

const plan = (name: 'Meeting' | 'Webinar', value: User['meetingPlan']) => ({
  [`is${name}PaidUser`]: value === 'paid',
  [`is${name}FreeUser`]: value === 'free',
  [`is${name}TrialUser`]: value === 'trial',
});

/** `user.json` and the organisation's users (zoho-api.md 2.2). */
export function createUserApi({ users, ids }: { users: Users; ids: Ids }) {
  const representation = (user: User, dc: Access['dc']) => ({
    userId: ids.number(user.zuid),
    zuid: ids.number(user.zuid),
    role: user.isAdmin ? 'admin' : 'user',
    organization: {
      orgId: ids.number(user.zsoid),
      orgName: user.orgName,
      link: `https://${dc.meeting}/api/v2/${ids.plain(user.zsoid)}`,
    },
    firstName: user.firstName,
    lastName: user.lastName,
    fullName: `${user.firstName} ${user.lastName}`,
    emailId: user.email,
    meetingLicense: { enabled: true, edition: user.meetingPlan },
    webinarLicense: { enabled: user.webinarPlan !== 'free', edition: user.webinarPlan },
  });

  return {
    details({ user, dc }: Access): Answer {
      const paid = user.meetingPlan === 'paid' || user.webinarPlan === 'paid';
      return json(200, {
        userDetails: {
          zsoid: ids.number(user.zsoid),
          zuid: ids.number(user.zuid),
          primaryEmail: user.email,
          fullName: `${user.firstName} ${user.lastName}`,
          displayName: user.displayName,
          orgName: user.orgName,
          portalName: user.orgName.toLowerCase().replaceAll(' ', ''),
          edition: paid ? 'STANDARD' : 'FREE',
          redirectionServer: dc.meeting,
          meetingRedirectionServer: dc.meeting,
          featureAvailability: { meeting: { meetingRecording: paid, files: paid } },
          isAdmin: user.isAdmin,
          isPrivilegedUser: user.isAdmin,
          superAdminZuid: ids.number(user.zuid),
          userCount: users.all().filter(({ zsoid }) => zsoid === user.zsoid).length,
          participantCount: user.participantCount,
          daysLeft: 0,
          isPaidUser: paid,
          isfreeUser: !paid,
          isTrialUser: false,
          ...plan('Meeting', user.meetingPlan),
          ...plan('Webinar', user.webinarPlan),
          isCRMMeetingUser: false,
          isRecordingAddonUser: false,
          isTollfreeUser: false,
          isZVPMeeting: false,
          ...user.details,
        },
      });
    },

    /** `/{zsoid}/user` and `/{zsoid}/user/{userId}`; the organisation is checked here, by its own error. */
    organisation(call: Call, zsoid: string, userId: string | undefined, { user, dc }: Access): Answer {
      const resourceType = `/meeting${call.path}`;
      if (zsoid !== user.zsoid) return organisationMismatch(resourceType);
      if (!user.isAdmin) return notAdmin(resourceType);
      const members = users.all().filter((each) => each.zsoid === user.zsoid);
      if (userId !== undefined) {
        const found = members.find(({ zuid }) => zuid === userId);
        return found ? json(200, { representation: representation(found, dc), resourceType }) : invalidKey();
      }
      // M-USERS counts from 0, unlike the listings of sessions.
      const from = Number(call.query.get('index') ?? 0);
      const page = members.slice(from, from + Number(call.query.get('count') ?? 20));
      return json(200, {
        representation: page.map((each) => representation(each, dc)),
        totalCount: members.length,
        resourceType,
      });
    },
  };
}

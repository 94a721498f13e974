import { fail, ok, type Result } from '../../contract/result.ts';
import type { ZohoHttp } from './http.ts';
import type { ZohoUser } from './types.ts';
import { readUser } from './wire/user.ts';

export interface UserApi {
  /**
   * Who the token belongs to (`GET /api/v2/user.json`, scope ZohoMeeting.manageOrg.READ; zoho-api.md 2.2).
   * Errors: those of {@link ZohoHttp.request}; `bad-answer` when there is no `zsoid` or `zuid` in it.
   *
   * @param meetingHost host name of the Meeting service, for example `meeting.zoho.eu`
   */
  get(meetingHost: string): Promise<Result<ZohoUser>>;
}

export const createUserApi = (http: ZohoHttp): UserApi => ({
  async get(meetingHost) {
    const answer = await http.request({ method: 'GET', url: `https://${meetingHost}/api/v2/user.json` });
    if (!answer.ok) return answer;
    const user = readUser(answer.value.body);
    return user === null ? fail('bad-answer', 'user.json names no organisation or user') : ok(user);
  },
});

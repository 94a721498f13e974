/**
 * Hosts of the sign-in providers that Zoho's sign-in page offers ("Sign in using": Google, Microsoft, Apple, LinkedIn,
 * Facebook, X, GitHub, Slack, Yahoo, Intuit; in China also WeChat, QQ, Weibo, Baidu, Douban), exactly as spelled here.
 * Zoho publishes no list of the hosts: these are the providers' own documented authorization hosts and the ones their
 * pages are known to move on to. One that is missing here is named to the person, who can use the system browser.
 */
const signInHosts: ReadonlySet<string> = new Set([
  'accounts.google.com',
  'accounts.youtube.com', // Google's sign-in sets its cookies here in passing
  ...`ae at be ca ch cl cz de dk es fi fr gr hu ie it nl no pl pt ro se
    co.id co.il co.in co.jp co.ke co.kr co.nz co.th co.uk co.za
    com.ar com.au com.br com.co com.eg com.hk com.mx com.my com.ng com.ph com.pk com.sa com.sg com.tr com.tw com.vn`
    .split(/\s+/)
    .map((country) => `accounts.google.${country}`),
  'login.microsoftonline.com',
  'login.microsoft.com',
  'login.live.com',
  'account.live.com',
  'appleid.apple.com',
  'account.apple.com',
  'idmsa.apple.com',
  'www.linkedin.com',
  'www.facebook.com',
  'm.facebook.com',
  'github.com',
  'x.com',
  'twitter.com',
  'api.x.com',
  'api.twitter.com',
  'slack.com',
  'login.yahoo.com',
  'api.login.yahoo.com',
  'appcenter.intuit.com',
  'accounts.intuit.com',
  'open.weixin.qq.com',
  'graph.qq.com',
  'xui.ptlogin2.qq.com',
  'api.weibo.com',
  'passport.weibo.com',
  'openapi.baidu.com',
  'passport.baidu.com',
  'www.douban.com',
  'accounts.douban.com',
]);

/** True for the exact host name of a sign-in provider. */
export const isSignInHost = (host: string): boolean => signInHosts.has(host);

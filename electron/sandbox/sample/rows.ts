/** What a team lead and consultant has on. All names and addresses are made up (example.test never resolves). */
export interface SampleRow {
  readonly topic: string;
  /**
   * When. A number: minutes from now, on a five-minute grid. A pair: working days from today (never 0) and the
   * wall-clock time at home.
   */
  readonly at: number | readonly [workingDay: number, time: string];
  readonly minutes: number;
  /** IANA name; at home when left out. */
  readonly zone?: string;
  readonly agenda?: string;
  readonly people?: readonly string[];
  /** Someone else presents. */
  readonly presenter?: string;
  readonly recurring?: boolean;
  /** With a recording, once it is past. */
  readonly recorded?: boolean;
}

export const colleagues: Readonly<Record<string, string>> = {
  'bo.lindqvist@example.test': 'Bo Lindqvist',
  'chidi.okafor@example.test': 'Chidi Okafor',
  'dana.cohen@example.test': 'Dana Cohen',
  'emre.yilmaz@example.test': 'Emre Yılmaz',
  'farah.haddad@example.test': 'Farah Haddad',
  'grace.kim@example.test': 'Grace Kim',
  'hiro.tanaka@example.test': 'Hiro Tanaka',
  'ines.moreau@example.test': 'Inès Moreau',
  'jack.oneill@example.test': "Jack O'Neill",
  'kavya.iyer@example.test': 'Kavya Iyer',
  'liam.walsh@example.test': 'Liam Walsh',
  'mei.chen@example.test': 'Mei Chen',
};

const team = ['bo.lindqvist@example.test', 'grace.kim@example.test', 'kavya.iyer@example.test'];
const clients = ['ines.moreau@example.test', 'jack.oneill@example.test'];

const series = (days: readonly number[], time: string, row: Omit<SampleRow, 'at' | 'recurring'>): SampleRow[] =>
  days.map((day) => ({ ...row, at: [day, time], recurring: true }));

export const meetingRows: readonly SampleRow[] = [
  // Around now
  { topic: 'Release planning', at: -310, minutes: 60, agenda: 'Scope, dates, risks.', people: team },
  { topic: 'Interview: support engineer', at: -170, minutes: 45, people: ['dana.cohen@example.test'] },
  {
    topic: 'Delivery review with Northwind',
    at: -20,
    minutes: 60,
    agenda: '1. What went out\n2. Open questions\n3. Next steps',
    people: [...team, ...clients],
  },
  { topic: 'Quick call about the offer', at: 10, minutes: 20, people: ['jack.oneill@example.test'] },
  {
    topic: 'Handover to Bengaluru',
    at: 115,
    minutes: 30,
    zone: 'Asia/Kolkata',
    agenda: 'Tickets that stay open over night.',
    people: ['kavya.iyer@example.test', 'chidi.okafor@example.test'],
  },
  {
    topic: 'Budget questions',
    at: 235,
    minutes: 45,
    zone: 'America/New_York',
    people: ['liam.walsh@example.test'],
    presenter: 'liam.walsh@example.test',
  },
  // Series
  ...series([-9, -7, -4, -2, 1, 3, 6, 8], '09:15', { topic: 'Team stand-up', minutes: 15, people: team }),
  ...series([-8, -3, 2, 7], '14:00', {
    topic: 'One-to-one: Grace and Ana',
    minutes: 30,
    people: ['grace.kim@example.test'],
  }),
  ...series([-10, -5, 5, 10], '16:30', {
    topic: 'Northwind weekly',
    minutes: 60,
    zone: 'America/New_York',
    agenda: 'Status, decisions, risks.',
    people: clients,
    presenter: 'ines.moreau@example.test',
  }),
  // Past
  {
    topic: 'Kick-off: Fabrikam migration',
    at: [-10, '10:00'],
    minutes: 90,
    people: [...team, 'mei.chen@example.test'],
    recorded: true,
  },
  { topic: 'Workshop: writing good tickets', at: [-8, '10:30'], minutes: 120, people: team, recorded: true },
  { topic: 'Retrospective, sprint 41', at: [-6, '15:00'], minutes: 60, people: team },
  {
    topic: 'Sydney office: tooling questions',
    at: [-5, '08:00'],
    minutes: 45,
    zone: 'Australia/Sydney',
    people: ['emre.yilmaz@example.test'],
  },
  { topic: 'Contract review', at: [-4, '11:00'], minutes: 30, presenter: 'dana.cohen@example.test' },
  { topic: 'Lunch talk: what we learned from outages', at: [-2, '12:30'], minutes: 45, people: team },
  {
    topic: 'مراجعة خطة الربع القادم',
    at: [-1, '13:00'],
    minutes: 60,
    zone: 'Asia/Dubai',
    people: ['farah.haddad@example.test'],
  },
  // To come
  {
    topic: 'פגישת היכרות: Dana & Ana',
    at: [1, '11:00'],
    minutes: 30,
    zone: 'Asia/Jerusalem',
    people: ['dana.cohen@example.test'],
  },
  { topic: '🚀 Go / no-go for version 5 👩‍💻', at: [1, '15:30'], minutes: 30, people: [...team, ...clients] },
  {
    topic: '<b>Pricing</b> & "discounts": <script>alert(1)</script> in forms?',
    at: [2, '10:00'],
    minutes: 45,
    agenda: 'The topic is what the customer typed. <img src=x onerror=alert(1)>',
    people: clients,
  },
  {
    topic:
      'Quarterly business review with Contoso: adoption of the self-service portal, open escalations since the ' +
      'spring release, roadmap for the next two quarters, renewal terms, and a short look at what the other regions ' +
      'have planned',
    at: [3, '14:30'],
    minutes: 90,
    people: [...team, ...clients, 'mei.chen@example.test', 'emre.yilmaz@example.test'],
  },
  {
    topic: 'Tokyo: 四半期レビュー',
    at: [4, '09:00'],
    minutes: 60,
    zone: 'Asia/Tokyo',
    people: ['hiro.tanaka@example.test'],
  },
  { topic: 'Retrospective, sprint 42', at: [4, '15:00'], minutes: 60, people: team },
  {
    topic: 'São Paulo: planejamento do próximo trimestre',
    at: [5, '17:00'],
    minutes: 60,
    zone: 'America/Sao_Paulo',
    people: ['farah.haddad@example.test'],
  },
  { topic: 'Interview: team lead', at: [6, '11:00'], minutes: 60, people: ['dana.cohen@example.test'] },
  {
    topic: 'Training: first steps for new colleagues',
    at: [8, '10:00'],
    minutes: 180,
    agenda: 'Bring your laptop. There is a break after 90 minutes.',
    people: Object.keys(colleagues),
  },
  {
    topic: 'Portland partners',
    at: [9, '18:00'],
    minutes: 45,
    zone: 'America/Los_Angeles',
    people: ['liam.walsh@example.test'],
  },
  { topic: 'Planning, sprint 43', at: [10, '10:00'], minutes: 90, people: team },
  {
    topic: 'Fabrikam migration: rehearsal',
    at: [13, '07:30'],
    minutes: 120,
    people: [...team, 'mei.chen@example.test'],
  },
];

export const webinarRows: readonly SampleRow[] = [
  { topic: 'Better meetings in half the time', at: [-10, '17:00'], minutes: 60, agenda: 'Five habits, with examples.' },
  { topic: 'Working across time zones', at: [-6, '16:00'], minutes: 45, zone: 'Europe/London' },
  { topic: 'Customer stories: Fabrikam', at: [-2, '17:00'], minutes: 60, presenter: 'mei.chen@example.test' },
  {
    topic: 'What is new in version 5 🎉',
    at: [1, '17:00'],
    minutes: 60,
    agenda: 'A tour of the release, then questions.',
  },
  {
    topic: 'Onboarding in a week',
    at: [4, '16:00'],
    minutes: 45,
    zone: 'Asia/Kolkata',
    presenter: 'kavya.iyer@example.test',
  },
  {
    topic: 'ندوة: إدارة المشاريع عن بعد',
    at: [7, '15:00'],
    minutes: 60,
    zone: 'Asia/Dubai',
    presenter: 'farah.haddad@example.test',
  },
  { topic: 'Ask us anything: <forms> & integrations', at: [9, '17:00'], minutes: 60, zone: 'America/New_York' },
  { topic: 'Planning the next quarter with your team', at: [13, '17:00'], minutes: 90 },
];

/** Other words for time zones. Ids are IANA's; the engine's own list knows the rules behind them. */

/** Today's name for the old one that engines still list (IANA's file `backward`). */
export const renamed: ReadonlyMap<string, string> = new Map(
  `Africa/Asmera=Africa/Asmara
America/Buenos_Aires=America/Argentina/Buenos_Aires
America/Catamarca=America/Argentina/Catamarca
America/Coral_Harbour=America/Atikokan
America/Cordoba=America/Argentina/Cordoba
America/Godthab=America/Nuuk
America/Indianapolis=America/Indiana/Indianapolis
America/Jujuy=America/Argentina/Jujuy
America/Louisville=America/Kentucky/Louisville
America/Mendoza=America/Argentina/Mendoza
Asia/Calcutta=Asia/Kolkata
Asia/Katmandu=Asia/Kathmandu
Asia/Rangoon=Asia/Yangon
Asia/Saigon=Asia/Ho_Chi_Minh
Atlantic/Faeroe=Atlantic/Faroe
Europe/Kiev=Europe/Kyiv
Pacific/Enderbury=Pacific/Kanton
Pacific/Ponape=Pacific/Pohnpei
Pacific/Truk=Pacific/Chuuk`
    .split('\n')
    .map((line): [string, string] => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
);

/**
 * Countries, large cities and former names for each zone. A name that stands with several zones finds all of them and
 * settles on none. Well-known ones only: every other city is found under the zone's own name.
 */
const names = `Africa/Abidjan: Ivory Coast, Cote d'Ivoire
Africa/Accra: Ghana
Africa/Addis_Ababa: Ethiopia
Africa/Algiers: Algeria
Africa/Cairo: Egypt, Alexandria, Giza
Africa/Casablanca: Morocco, Rabat, Marrakesh
Africa/Dakar: Senegal
Africa/Dar_es_Salaam: Tanzania
Africa/Harare: Zimbabwe
Africa/Johannesburg: South Africa, Cape Town, Pretoria, Durban
Africa/Kampala: Uganda
Africa/Khartoum: Sudan
Africa/Kigali: Rwanda
Africa/Kinshasa: Congo
Africa/Lagos: Nigeria, Abuja
Africa/Luanda: Angola
Africa/Lusaka: Zambia
Africa/Maputo: Mozambique
Africa/Nairobi: Kenya, Mombasa
Africa/Tripoli: Libya
Africa/Tunis: Tunisia
Africa/Windhoek: Namibia
America/Anchorage: Alaska, USA, United States
America/Argentina/Buenos_Aires: Argentina
America/Argentina/San_Juan: Argentina
America/Asuncion: Paraguay
America/Bogota: Colombia, Medellin, Cali
America/Caracas: Venezuela
America/Chicago: Central Time, USA, United States, Houston, Dallas, Austin, San Antonio, Minneapolis, New Orleans, Memphis, Nashville, Texas, Illinois
America/Denver: Mountain Time, USA, United States, Salt Lake City, Albuquerque, Colorado, Utah
America/Detroit: Michigan, USA, United States
America/Edmonton: Canada, Calgary, Alberta
America/Guatemala: Guatemala City
America/Guayaquil: Ecuador, Quito
America/Halifax: Canada, Atlantic Time, Nova Scotia
America/Havana: Cuba
America/Jamaica: Kingston
America/La_Paz: Bolivia
America/Lima: Peru
America/Los_Angeles: Pacific Time, USA, United States, San Francisco, Seattle, San Diego, San Jose, Las Vegas, Portland, Sacramento, California, Silicon Valley, Oregon, Nevada
America/Managua: Nicaragua
America/Manaus: Brazil
America/Mexico_City: Mexico, Guadalajara, Puebla
America/Monterrey: Mexico
America/Montevideo: Uruguay
America/New_York: Eastern Time, USA, United States, NYC, Washington, Washington DC, Boston, Philadelphia, Atlanta, Miami, Orlando, Pittsburgh, Charlotte, Florida
America/Phoenix: Arizona, Tucson, USA, United States
America/Puerto_Rico: San Juan
America/Regina: Canada, Saskatchewan, Saskatoon
America/Santiago: Chile
America/Santo_Domingo: Dominican Republic
America/Sao_Paulo: Brazil, Rio de Janeiro, Brasilia
America/St_Johns: Newfoundland, Canada
America/Tegucigalpa: Honduras
America/Tijuana: Mexico
America/Toronto: Canada, Montreal, Ottawa, Quebec, Ontario
America/Vancouver: Canada, British Columbia, Victoria
America/Winnipeg: Canada, Manitoba
Asia/Almaty: Kazakhstan, Astana
Asia/Amman: Jordan
Asia/Baghdad: Iraq
Asia/Baku: Azerbaijan
Asia/Bangkok: Thailand
Asia/Beirut: Lebanon
Asia/Bishkek: Kyrgyzstan
Asia/Colombo: Sri Lanka
Asia/Damascus: Syria
Asia/Dhaka: Bangladesh, Dacca, Chittagong
Asia/Dubai: United Arab Emirates, UAE, Abu Dhabi, Sharjah
Asia/Ho_Chi_Minh: Vietnam, Saigon, Hanoi, Ho Chi Minh City
Asia/Hong_Kong: Hongkong, HK
Asia/Jakarta: Indonesia, Bandung
Asia/Jerusalem: Israel, Tel Aviv, Haifa
Asia/Kabul: Afghanistan
Asia/Karachi: Pakistan, Lahore, Islamabad
Asia/Kathmandu: Nepal, Katmandu
Asia/Kolkata: India, Calcutta, Mumbai, Bombay, Delhi, New Delhi, Bengaluru, Bangalore, Chennai, Madras, Hyderabad, Pune, Ahmedabad
Asia/Kuala_Lumpur: Malaysia
Asia/Makassar: Indonesia, Bali, Denpasar, Ujung Pandang
Asia/Manila: Philippines, Cebu
Asia/Muscat: Oman
Asia/Nicosia: Cyprus
Asia/Phnom_Penh: Cambodia
Asia/Qatar: Doha
Asia/Riyadh: Saudi Arabia, KSA, Jeddah, Mecca
Asia/Seoul: South Korea, Korea, Busan
Asia/Shanghai: China, Beijing, Peking, Shenzhen, Guangzhou, Chongqing, Chengdu
Asia/Singapore: SG
Asia/Taipei: Taiwan
Asia/Tashkent: Uzbekistan
Asia/Tbilisi: Georgia
Asia/Tehran: Iran
Asia/Thimphu: Bhutan, Thimbu
Asia/Tokyo: Japan, Osaka, Kyoto, Yokohama
Asia/Ulaanbaatar: Mongolia, Ulan Bator
Asia/Vientiane: Laos
Asia/Vladivostok: Russia
Asia/Yangon: Myanmar, Burma, Rangoon
Asia/Yekaterinburg: Russia
Asia/Yerevan: Armenia
Atlantic/Canary: Canary Islands, Tenerife, Las Palmas
Atlantic/Reykjavik: Iceland
Australia/Adelaide: Australia, South Australia
Australia/Brisbane: Australia, Queensland, Gold Coast
Australia/Melbourne: Australia, Victoria
Australia/Perth: Australia, Western Australia
Australia/Sydney: Australia, Canberra, New South Wales
Europe/Amsterdam: Netherlands, Holland, Rotterdam, The Hague
Europe/Athens: Greece
Europe/Belgrade: Serbia
Europe/Berlin: Germany, Munich, Frankfurt, Hamburg, Cologne, Stuttgart, Dusseldorf
Europe/Bratislava: Slovakia
Europe/Brussels: Belgium, Antwerp
Europe/Bucharest: Romania
Europe/Budapest: Hungary
Europe/Chisinau: Moldova
Europe/Copenhagen: Denmark
Europe/Dublin: Ireland, Eire, Cork
Europe/Helsinki: Finland
Europe/Istanbul: Turkey, Turkiye, Ankara
Europe/Kyiv: Ukraine, Kiev
Europe/Lisbon: Portugal, Porto
Europe/Ljubljana: Slovenia
Europe/London: United Kingdom, UK, GB, Great Britain, Britain, England, Scotland, Wales, Northern Ireland, Edinburgh, Manchester, Birmingham, Glasgow, Belfast, Cardiff
Europe/Luxembourg: Luxemburg
Europe/Madrid: Spain, Barcelona, Valencia, Cordoba
Europe/Minsk: Belarus
Europe/Moscow: Russia, St Petersburg, Saint Petersburg
Europe/Oslo: Norway
Europe/Paris: France, Lyon, Marseille
Europe/Prague: Czechia, Czech Republic
Europe/Riga: Latvia
Europe/Rome: Italy, Milan, Naples, Turin
Europe/Sarajevo: Bosnia
Europe/Skopje: Macedonia, North Macedonia
Europe/Sofia: Bulgaria
Europe/Stockholm: Sweden, Gothenburg
Europe/Tallinn: Estonia
Europe/Vienna: Austria
Europe/Vilnius: Lithuania
Europe/Warsaw: Poland, Krakow
Europe/Zagreb: Croatia
Europe/Zurich: Switzerland, Geneva, Basel, Bern
Pacific/Auckland: New Zealand, NZ, Wellington, Christchurch
Pacific/Fiji: Suva
Pacific/Honolulu: Hawaii, USA, United States
Pacific/Port_Moresby: Papua New Guinea
UTC: GMT, Greenwich Mean Time, Coordinated Universal Time, Universal Time, Zulu, Z`;

/**
 * Letters for an offset or a country's time. Most stand for several zones, and `EST` in June for the wrong hour in
 * New York: only those with one zone are taken as they are.
 */
const letters = `America/Anchorage: AKST, AKDT
America/Chicago: CST, CDT, CT
America/Denver: MST, MDT, MT
America/Halifax: AST, ADT
America/Havana: CST, CDT
America/Los_Angeles: PST, PDT, PT
America/New_York: EST, EDT, ET
America/Panama: EST
America/Phoenix: MST
America/Puerto_Rico: AST
America/Sao_Paulo: BRT
America/St_Johns: NST, NDT
Africa/Johannesburg: SAST
Africa/Lagos: WAT
Africa/Maputo: CAT
Africa/Nairobi: EAT
Asia/Dhaka: BST
Asia/Dubai: GST
Asia/Hong_Kong: HKT
Asia/Jakarta: WIB
Asia/Jerusalem: IST, IDT
Asia/Karachi: PKT
Asia/Kolkata: IST
Asia/Manila: PST, PHT
Asia/Riyadh: AST
Asia/Seoul: KST
Asia/Shanghai: CST
Asia/Singapore: SGT
Asia/Tokyo: JST
Australia/Adelaide: ACST, ACDT
Australia/Brisbane: AEST
Australia/Perth: AWST
Australia/Sydney: AEST, AEDT
Europe/Athens: EET, EEST
Europe/Berlin: CET, CEST, MET, MEST
Europe/Dublin: IST
Europe/Helsinki: EET, EEST
Europe/Lisbon: WET, WEST
Europe/London: BST
Europe/Madrid: CET, CEST
Europe/Moscow: MSK
Europe/Paris: CET, CEST, MET
Pacific/Auckland: NZST, NZDT
Pacific/Honolulu: HST`;

/** Zones under the names that Windows, and so Outlook, writes into invitations (Unicode CLDR, windowsZones). */
const windows = `Africa/Cairo: Egypt Standard Time
Africa/Casablanca: Morocco Standard Time
Africa/Johannesburg: South Africa Standard Time
Africa/Lagos: W. Central Africa Standard Time
Africa/Nairobi: E. Africa Standard Time
America/Anchorage: Alaskan Standard Time
America/Argentina/Buenos_Aires: Argentina Standard Time
America/Bogota: SA Pacific Standard Time
America/Caracas: Venezuela Standard Time
America/Chicago: Central Standard Time
America/Denver: Mountain Standard Time
America/Guatemala: Central America Standard Time
America/Halifax: Atlantic Standard Time
America/La_Paz: SA Western Standard Time
America/Los_Angeles: Pacific Standard Time
America/Mexico_City: Central Standard Time (Mexico)
America/New_York: Eastern Standard Time
America/Phoenix: US Mountain Standard Time
America/Regina: Canada Central Standard Time
America/Santiago: Pacific SA Standard Time
America/Sao_Paulo: E. South America Standard Time
America/St_Johns: Newfoundland Standard Time
America/Tijuana: Pacific Standard Time (Mexico)
Asia/Almaty: Central Asia Standard Time
Asia/Baghdad: Arabic Standard Time
Asia/Baku: Azerbaijan Standard Time
Asia/Bangkok: SE Asia Standard Time
Asia/Beirut: Middle East Standard Time
Asia/Colombo: Sri Lanka Standard Time
Asia/Dhaka: Bangladesh Standard Time
Asia/Dubai: Arabian Standard Time
Asia/Jerusalem: Israel Standard Time
Asia/Kabul: Afghanistan Standard Time
Asia/Karachi: Pakistan Standard Time
Asia/Kathmandu: Nepal Standard Time
Asia/Kolkata: India Standard Time
Asia/Riyadh: Arab Standard Time
Asia/Seoul: Korea Standard Time
Asia/Shanghai: China Standard Time
Asia/Singapore: Singapore Standard Time
Asia/Taipei: Taipei Standard Time
Asia/Tashkent: West Asia Standard Time
Asia/Tbilisi: Georgian Standard Time
Asia/Tehran: Iran Standard Time
Asia/Tokyo: Tokyo Standard Time
Asia/Yerevan: Caucasus Standard Time
Atlantic/Azores: Azores Standard Time
Atlantic/Reykjavik: Greenwich Standard Time
Australia/Adelaide: Cen. Australia Standard Time
Australia/Brisbane: E. Australia Standard Time
Australia/Darwin: AUS Central Standard Time
Australia/Hobart: Tasmania Standard Time
Australia/Perth: W. Australia Standard Time
Australia/Sydney: AUS Eastern Standard Time
Europe/Berlin: W. Europe Standard Time
Europe/Bucharest: GTB Standard Time
Europe/Budapest: Central Europe Standard Time
Europe/Istanbul: Turkey Standard Time
Europe/Kyiv: FLE Standard Time
Europe/London: GMT Standard Time
Europe/Moscow: Russian Standard Time
Europe/Paris: Romance Standard Time
Europe/Warsaw: Central European Standard Time
Pacific/Auckland: New Zealand Standard Time
Pacific/Fiji: Fiji Standard Time
Pacific/Guadalcanal: Central Pacific Standard Time
Pacific/Honolulu: Hawaiian Standard Time
Pacific/Port_Moresby: West Pacific Standard Time`;

/** `[zone, names]` for each line. */
const rows = (table: string): [string, string[]][] =>
  table.split('\n').map((line) => {
    const colon = line.indexOf(': ');
    return [line.slice(0, colon), line.slice(colon + 2).split(', ')];
  });

export const zoneWords: ReadonlyMap<string, readonly string[]> = new Map(rows(names));
export const zoneLetters: ReadonlyMap<string, readonly string[]> = new Map(rows(letters));
/** From the Windows name in lower case to the zone. */
export const windowsZones: ReadonlyMap<string, string> = new Map(
  rows(windows).flatMap(([zone, words]) => words.map((word): [string, string] => [word.toLowerCase(), zone])),
);

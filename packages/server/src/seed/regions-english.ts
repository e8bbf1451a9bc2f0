import type { Region } from "./regions.ts";
import { words } from "./words.ts";

const given = words(
  "Aaron|Abigail|Alice|Amelia|Andrew|Anna|Ben|Brandon|Caroline|Charlotte|Chloe|Daniel|David|Eleanor|Emily|Emma|Ethan|Fiona|Frances|George|Grace|Hannah|Harriet|Harry|Isaac|Isabel|Jack|James|Jane|Jasmine|Joseph|Joshua|Julia|Kate|Kevin|Laura|Leah|Liam|Louise|Lucy|Marcus|Megan|Michael|Naomi|Nathan|Nicole|Noah|Oliver|Olivia|Owen|Patrick|Rachel|Rebecca|Robert|Ruth|Samuel|Sarah|Simon|Sophie|Stella|Stephen|Thomas|Victoria|William|Zoë",
);
const family = words(
  "Abbott|Adams|Ainsworth|Armstrong|Ashby|Baker|Barrett|Bennett|Bishop|Blackwood|Bradshaw|Brennan|Brooks|Calloway|Campbell|Carmichael|Carter|Chambers|Clarke|Coleman|Cooper|Crawford|Dalton|Davies|Donnelly|Drummond|Edwards|Ellison|Farrell|Fitzgerald|Fletcher|Foster|Garrison|Gibson|Grant|Greenfield|Hallam|Harrington|Hawthorne|Holloway|Hughes|Jennings|Kavanagh|Kendrick|Lambert|Langley|Lawson|MacLeod|Marlowe|Mercer|Mitchell|Morgan|Nash|Newton|O'Brien|O'Connor|O'Sullivan|Palmer|Parrish|Pemberton|Quinn|Ramsey|Reeves|Sawyer|Shepherd|Sinclair|Stanton|Sterling|Thornton|Turner|Vaughn|Walsh|Wheeler|Whitaker|Winslow|Wright|York",
);
const trades = words(
  "Logistics|Bakeries|Engineering|Interiors|Software|Medical|Outdoor|Foods|Print|Roofing|Dental Care|Freight|Analytics|Veterinary|Fabrication|Landscaping|Hospitality|Learning|Property|Security|Renewables|Packaging|Brewing|Cycles|Optics|Events",
);
const products = words(
  "blue front doors|ergonomic chairs|onboarding workshop|annual support plan|solar roof panels|delivery vans|website redesign|payroll software|point-of-sale terminals|cleaning service|office coffee machines|trade fair stand|safety training|data migration|inventory scanners|conference badges|standing desks|network cabling|managed backups|branded uniforms|warehouse racking|video production|customer survey|energy audit|heat pumps|legal translation|mobile app|packaging line|fleet tracking|seasonal gift boxes",
);
const titles = words(
  "{who} lead|{who}: {product}|Quote request: {product}|Quote for {n} × {product}|RE: {product} for {who}|Fwd: {product} – can we talk this week?|Demo request from {who}|{product} ({n} users)|{who} – renewal {year}|Enquiry about {product}|Website form: {product}|Call back {who} about {product}|Pricing question, {n} seats|Met at the trade fair: {who}|Referral: {who} needs {product}|New office needs {product}|{product} – budget approved for {year}|Wants to switch to us: {who}|🚀 {product} pilot with {who}|Tender #{n}: {product}|Chat: “How soon can you deliver {product}?”|Partnership with {who}?|{who} asked for references|Follow-up: {product}",
);
const companies = words(
  "{name} {trade}|{name} & Sons|{name} {trade} Ltd|{name} Group|The {name} {trade} Company",
);

const anglophone = { order: "given family", given, family, companies, trades, products, titles } as const;

export const english: readonly Region[] = [
  {
    ...anglophone,
    country: "United States",
    currency: "USD",
    dial: "+1",
    cities: words("Austin|Boston|Chicago|Denver|Madison|Portland|Raleigh|Sacramento|Savannah|Tucson"),
    streets: words("Main Street|Oak Avenue|Maple Drive|Harbor Boulevard|2nd Street|Mill Road"),
  },
  {
    ...anglophone,
    country: "United Kingdom",
    currency: "GBP",
    dial: "+44",
    cities: words("Bath|Bristol|Cardiff|Edinburgh|Leeds|London|Manchester|Norwich|Sheffield|York"),
    streets: words("High Street|Station Road|Church Lane|King's Parade|Mill Lane|Victoria Road"),
  },
];

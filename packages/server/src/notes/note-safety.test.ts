import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";
import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";
import { cleanHtml } from "../lib/clean-html.ts";

/** HTML that runs something in one browser or another, unless it is taken apart. */
const attacks = [
  "<script>alert(1)</script>",
  "<scr<script>ipt>alert(1)</scr</script>ipt>",
  "<SCRIPT SRC=//evil.test/x.js></SCRIPT>",
  "<img src=x onerror=alert(1)>",
  "<img src='https://pic.test/a.png' OnError = 'alert(1)'>",
  "<img/src='https://pic.test/a.png'/onload=alert(1)>",
  '<img """><script>alert(1)</script>">',
  "<p onclick=alert(1)>x</p>",
  "<p\nonmouseover\n=\nalert(1)>x</p>",
  "<a href=javascript:alert(1)>x</a>",
  "<a href=' javascript:alert(1)'>x</a>",
  "<a href='JaVaScRiPt:alert(1)'>x</a>",
  "<a href='java\nscript:alert(1)'>x</a>",
  "<a href='java&#x09;script:alert(1)'>x</a>",
  "<a href='&#106;&#97;vascript&colon;alert(1)'>x</a>",
  "<a href='\u0001javascript:alert(1)'>x</a>",
  "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
  "<a href='vbscript:msgbox(1)'>x</a>",
  "<img src='javascript:alert(1)'>",
  "<img src='data:image/svg+xml,<svg onload=alert(1)>'>",
  "<svg><script>alert(1)</script></svg>",
  "<svg onload=alert(1)>",
  "<svg><animate onbegin=alert(1) attributeName=x dur=1s></svg>",
  "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
  "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'></svg>",
  "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
  "<math href='javascript:alert(1)'>x</math>",
  "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
  "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
  "<iframe src='javascript:alert(1)'></iframe>",
  "<iframe srcdoc='<script>alert(1)</script>'>",
  "<object data='javascript:alert(1)'></object><embed src='javascript:alert(1)'>",
  "<base href='https://evil.test/'><link rel=stylesheet href='https://evil.test/x.css'>",
  "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
  "<form action='javascript:alert(1)'><button formaction='javascript:alert(1)'>x</button></form>",
  "<style>@import 'https://evil.test/x.css'</style><p style='background:url(javascript:alert(1))'>x</p>",
  "<p style='width:expression(alert(1));-moz-binding:url(x);position:fixed;color:red'>x</p>",
  "<p style='color:red;}</style><script>alert(1)</script>'>x</p>",
  "<details open ontoggle=alert(1)>x</details><video><source onerror=alert(1)></video>",
  "<template><script>alert(1)</script></template><textarea><script>alert(1)</script></textarea>",
  "<!--><img src=x onerror=alert(1)>-->",
  "<!--[if IE]><script>alert(1)</script><![endif]-->",
  "<![CDATA[<script>alert(1)</script>]]><?xml <script>alert(1)</script> ?>",
  "<xmp><p title='</xmp><img src=x onerror=alert(1)>'>",
  "<title><p title='</title><img src=x onerror=alert(1)>'>",
  "<select><iframe></select><img src=x onerror=alert(1)>",
  "<p title='\"onmouseover=alert(1) x=\"'>x</p>",
  "<p title='&quot; onmouseover=alert(1) x=&quot;'>x</p>",
  "<p title=`onmouseover=alert(1)`>x</p>",
  "<p id=x name=y class=z contenteditable autofocus tabindex=1 onfocus=alert(1)>x</p>",
  "<<script>alert(1);//<</script>",
  "<plaintext><script>alert(1)</script>",
  "\u0000<script>alert(1)</script>".slice(1),
];

/** HTML that looks like an attack once more decoded: it is text, and stays text. */
const texts = [
  "&lt;script&gt;alert(1)&lt;/script&gt;",
  "&amp;lt;script&amp;gt;alert(1)",
  "&lt;img src=x onerror=alert(1)&gt;",
];

const elements = new Set(
  "p br div span h1 blockquote pre code hr b i u s em strong a img table tbody tr td font #text".split(" "),
);
const attributes = new Set(
  "style title dir align href target src alt width height color size colspan rowspan".split(" "),
);
const HTML = "http://www.w3.org/1999/xhtml";

type Node = DefaultTreeAdapterTypes.Node;

/** What a browser makes of it, by the HTML standard, holds elements and attributes of our lists alone. */
function expectHarmless(html: string): void {
  const visit = (node: Node): void => {
    expect(elements, html).toContain(node.nodeName);
    if (!("attrs" in node)) return;
    expect(node.namespaceURI, html).toBe(HTML);
    for (const { name, value } of node.attrs) expectHarmlessAttribute(name, value, html);
    node.childNodes.forEach(visit);
  };
  parseFragment(html).childNodes.forEach(visit);
}

function expectHarmlessAttribute(name: string, value: string, html: string): void {
  expect(attributes, html).toContain(name);
  if (name === "href" || name === "src") expect(value, html).toMatch(/^(https?:\/\/|mailto:|tel:)/);
  if (name === "style") expect(value, html).toMatch(/^(color|text-align):[\w#]+(;|$)/);
}

describe.each(engines)("what notes keep on %s", (engine) => {
  test("nothing that runs, written or changed, in notes and in comments", async () => {
    const app = await startTestApp(engine);
    const note = await app.add.note();
    const comment = await app.data("POST", `/v1/notes/${note.id}/comments`, { content: "x" });
    const places = [
      ["POST", "/v1/notes"],
      ["PUT", `/v1/notes/${note.id}`],
      ["POST", `/v1/notes/${note.id}/comments`],
      ["PUT", `/v1/notes/${note.id}/comments/${comment.uuid}`],
    ] as const;
    const sent = attacks.flatMap((attack) =>
      places.map(([method, url]) => ({ method, url, content: attack })),
    );
    const kept = await Promise.all(
      sent.map(({ method, url, content }) => app.data(method, url, { content, lead_id: note.lead_id })),
    );
    for (const { content } of kept) expectHarmless(content);
    const stored = [
      ...(await app.data("GET", "/v1/notes?limit=500")),
      ...(await app.data("GET", `/v1/notes/${note.id}/comments?limit=500`)),
    ];
    expect(stored).toHaveLength(2 * attacks.length + 2);
    for (const { content } of stored) expectHarmless(content);
  });
});

test("attacks nested in one another leave nothing either", () => {
  for (const outer of attacks) {
    for (const inner of attacks) {
      expectHarmless(cleanHtml(outer.replace("alert(1)", inner)));
      expectHarmless(cleanHtml(outer + inner));
    }
  }
});

test("escaped markup stays the text it is", () => {
  for (const text of texts) expect(cleanHtml(text)).toBe(text);
});

test("what people write stays as it was", () => {
  const written = [
    "This is a test note",
    "<p>Call <b>Ann</b> <i>soon</i>, <u>today</u></p><ul><li>one</li><li>two</li></ul>",
    '<a href="https://acme.test/a?b=c&amp;d=e" target="_blank">offer</a> <a href="mailto:ann@acme.test">Ann</a>',
    '<img src="https://acme.test/door.png" alt="Door" width="40" />',
    '<p style="color:#ff0000;text-align:center">Größe: 漢字 😀</p>',
    '<table><tbody><tr><td colspan="2">1</td></tr></tbody></table>',
  ];
  for (const html of written) expect(cleanHtml(html)).toBe(html);
});

test("what is clean is cleaned no further", () => {
  for (const html of [...attacks, ...texts]) expect(cleanHtml(cleanHtml(html))).toBe(cleanHtml(html));
});

test("HTML made to be slow is not", () => {
  const slow = [
    "<b>".repeat(34_000),
    "<".repeat(100_000),
    `<p style="${"a:(".repeat(30_000)}">`,
    "<!--".repeat(25_000),
  ];
  for (const html of slow) {
    const begin = process.threadCpuUsage();
    cleanHtml(html);
    expect(process.threadCpuUsage(begin).user, html.slice(0, 20)).toBeLessThan(2_000_000);
  }
});

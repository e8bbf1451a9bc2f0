/** Swagger UI, with what it leaves too pale to be read in colours of the same hue that can be. Those it has for the dark are kept. */
export const DOCS_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Foyer API</title>
<link rel="stylesheet" href="/foyer/docs/swagger-ui.css">
<style>
body { margin: 0; }
/* What of Swagger UI is too pale to be read, in the colours it has, only darker. */
.swagger-ui .opblock-get { --method: #1b62b5; }
.swagger-ui .opblock-post { --method: #17724a; }
.swagger-ui .opblock-put { --method: #98510a; }
.swagger-ui .opblock-patch { --method: #0d6c64; }
.swagger-ui .opblock-delete { --method: #b81c1c; }
.swagger-ui .opblock .opblock-summary .opblock-summary-method { background: var(--method); text-shadow: none; }
.swagger-ui .info .title small { background: #5a616e; }
.swagger-ui .info .title small.version-stamp { background: #44680b; }
.swagger-ui a, .swagger-ui .info .url { color: light-dark(#1b62b5, #8ab8f5); }
.swagger-ui .btn.authorize { color: light-dark(#17724a, #6ed1a3); border-color: currentcolor; }
html .swagger-ui .opblock .opblock-section-header .btn.try-out__btn.cancel { color: light-dark(#b81c1c, #ff9b9b); border-color: currentcolor; }
.swagger-ui .btn.execute { background: #1b62b5; border-color: #1b62b5; }
.swagger-ui .parameter__in { color: light-dark(#4d5460, #c3c8cc); }
.swagger-ui .download-contents { background: #5a616e; }
</style>
</head>
<body>
<div id="docs"></div>
<script src="/foyer/docs/swagger-ui-bundle.js"></script>
<script src="/foyer/docs/start.js"></script>
</body>
</html>
`;

/** Shows the OpenAPI document, light or dark as the system is. */
export const DOCS_START = `const darkness = matchMedia("(prefers-color-scheme: dark)");
const darken = () => document.documentElement.classList.toggle("dark-mode", darkness.matches);
darkness.addEventListener("change", darken);
darken();

/** What stands at a path of the document, with what it refers to: nothing there refers to itself. */
function whole(held, document) {
  if (held === null || typeof held !== "object") return held;
  if (Array.isArray(held)) return held.map((one) => whole(one, document));
  if (held.$ref) return whole(standing(held.$ref.slice("#/".length).split("/"), document), document);
  return Object.fromEntries(Object.entries(held).map(([name, one]) => [name, whole(one, document)]));
}
const standing = (path, document) => path.reduce((held, name) => held?.[name], document);

// Swagger UI's own makes objects of many kinds of all of the document, anew for each operation that is opened: seconds.
const resolveSubtree = async (document, path) => ({ spec: whole(standing(path, document), document), errors: [] });

// Swagger UI's own shows no more of many operations than is in sight: the rest is not found in the page, nor heard.
// All of them stand there here, the first at once.
const FIRST_TAGS = 4;
const allOperations = ({ React: { createElement, startTransition, useEffect, useState } }) => function Operations(props) {
  const { specSelectors, getComponent } = props;
  const [isWhole, setWhole] = useState(false);
  useEffect(() => startTransition(() => setWhole(true)), []);
  const [Tag, Operation] = [getComponent("OperationTag"), getComponent("OperationContainer", true)];
  const operation = (tag) => (op) => {
    const [path, method] = [op.get("path"), op.get("method")];
    const key = method + " " + path;
    return createElement(Operation, { key, specPath: op.get("specPath"), op, path, method, tag });
  };
  const group = ([tag, tagObj]) => {
    const list = tagObj.get("operations").toArray().map(operation(tag));
    const own = { ...props, key: tag, tag, tagObj, specUrl: specSelectors.url() };
    return createElement(Tag, own, createElement("div", { className: "operation-tag-content" }, list));
  };
  const groups = specSelectors.taggedOperations().entrySeq().toArray();
  return groups.slice(0, isWhole ? groups.length : FIRST_TAGS).map(group);
};

SwaggerUIBundle({
  url: "/foyer/openapi.json", dom_id: "#docs", deepLinking: true, persistAuthorization: true,
  docExpansion: "list", validatorUrl: null, tagsSorter: "alpha",
  plugins: [
    () => ({ fn: { resolveSubtree } }),
    (system) => ({ components: { operations: allOperations(system) } }),
    // A link within a button is neither. The address is still that of what is open.
    ({ React }) => ({ components: { DeepLink: ({ text }) => React.createElement("span", null, text) } }),
  ],
});

// What Swagger UI leaves without a name, a role or a way to it by key.
const mended = {
  ".information-container": { role: "banner" },
  ".scheme-container": { role: "region", "aria-label": "Server and authorization" },
  h3: { "aria-level": "2" },
  h4: { "aria-level": "3" },
  h5: { "aria-level": "4" },
  "#servers": { "aria-label": "Server" },
  "pre.microlight": { tabindex: "0" },
  ".body-param__text": { "aria-label": "Request body" },
  ".modal-ux": { role: "dialog", "aria-modal": "true", "aria-label": "Available authorizations" },
  ".close-modal": { "aria-label": "Close" },
  ".auth-btn-wrapper .authorize[type=submit]": { "aria-label": "Authorize" },
};
function mend() {
  for (const [selector, attributes] of Object.entries(mended))
    for (const element of document.querySelectorAll(selector))
      for (const [name, value] of Object.entries(attributes))
        if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
new MutationObserver(mend).observe(document.getElementById("docs"), { subtree: true, childList: true });
`;

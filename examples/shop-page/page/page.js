"use strict";

const api = document.querySelector("meta[name=api]").content;

// Part of every URL: each visit gets an empty CORS-preflight cache, and the server can tell the
// requests of visits apart.
const visit = Math.random().toString(36).slice(2);

const FRAMES = {
  partner: { address: `http://partner.localhost:${location.port}/frame.html` },
  sandbox: { address: "/frame.html", sandbox: "allow-scripts" },
};

const OUTCOMES = { allowed: "allowed", refused: "refused", opaque: "opaque", silent: "no response" };

/** A new element, with its text or its children. */
function element(tag, className, ...children) {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
}

/** Loads the frames on the other origins, which make calls on request. */
function loadFrames() {
  return Promise.all(Object.entries(FRAMES).map(([name, { address, sandbox }]) => {
    const frame = document.getElementById(`frame-${name}`);
    if (sandbox) frame.sandbox = sandbox;
    frame.src = address;
    return new Promise((loaded) => frame.addEventListener("load", loaded, { once: true }));
  }));
}

/** Makes the call in the page itself or in one of its frames. */
function observe({ from, request }) {
  const { path, ...rest } = { reads: [], ...request };
  const call = { url: `${api}${path}?visit=${visit}`, ...rest };
  if (!from) return perform(call);
  return new Promise((answer) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => answer(data);
    const message = `the frame did not respond; can this browser open ${FRAMES[from].address}?`;
    setTimeout(() => answer({ outcome: "silent", message }), 7000);
    // "*": the origin of a sandboxed frame has no name.
    document.getElementById(`frame-${from}`).contentWindow.postMessage(call, "*", [port2]);
  });
}

/** The requests of this visit that the API has seen so far. */
async function traffic() {
  return (await fetch(`/traffic/${visit}`)).json();
}

/** Whether the server saw what it should. */
function isExpectedOfServer(server, sent) {
  const refusals = ["preflight 403", "preflight 200"];
  const isStep = (step, at) => step === sent[at] || (step === "preflight refused" && refusals.includes(sent[at]));
  return sent.length === server.length && server.every(isStep);
}

/** Whether both the page and the server saw what they should. */
function isAsExpected({ expect, server }, seen, sent) {
  return seen.outcome === expect.outcome
    && isExpectedOfServer(server, sent)
    && (expect.outcome !== "allowed" || seen.status === expect.status)
    && (expect.body === undefined || seen.body.includes(expect.body))
    && Object.entries(expect.headers ?? {}).every(([name, value]) => seen.headers[name] === value);
}

/** Why a call did not end as expected, as far as a page can tell; the console says more. */
function reason({ expect, request, server }, seen, sent) {
  const last = sent.at(-1);
  const [kind, status] = last?.split(" ") ?? [];
  if (seen.outcome === "silent") return "There was no response in time.";
  if (!last) return "Nothing reached the server.";
  if (expect.outcome === "refused" && seen.outcome !== "refused") {
    return "The page can read a response that it should not: the policy allows too much.";
  }
  if (expect.outcome !== "refused" && seen.outcome === "refused") {
    if (kind === "preflight" && status >= 300) {
      const names = Object.keys(request.headers ?? {});
      const asked = [request.method, ...names].join(" with ");
      return `The server refused the preflight: the policy does not allow ${asked} from this origin.`;
    }
    if (kind === "preflight") return "The server accepted the preflight, but not everything that this call needs.";
    const credentials = request.credentials ? ", with credentials" : "";
    return `The server answered, but did not allow this page to read the response${credentials}.`;
  }
  if (seen.status !== expect.status) return `The page reads a status other than ${expect.status}.`;
  if (!isExpectedOfServer(server, sent)) return "The page sees what it should, but the server saw other requests than expected.";
  return "The page reads the expected status, but not the expected body or headers.";
}

/** The outcome in words, the same for what is expected and for what was seen. */
function inWords({ outcome, status, body, headers, message }) {
  const headline = {
    allowed: `the page reads ${status}`,
    refused: "the browser refuses",
    opaque: "the page gets an opaque response",
    silent: "no response",
  }[outcome];
  const data = outcome === "allowed"
    ? [...Object.entries(headers ?? {}).map(([name, value]) => `${name}: ${value ?? "(hidden)"}`), body]
    : [message];
  return [element("div", "", headline), ...data.filter(Boolean).map((text) => element("div", "data", text))];
}

/** The expected body is only a part of the whole. */
const expected = ({ body, ...rest }) => ({ ...rest, body: body && `… ${body} …` });

function cell(label, className, ...children) {
  const made = element("td", className, ...children);
  made.dataset.label = label;
  return made;
}

/** The tables, with their headings. */
function addTables() {
  const headings = ["Verdict", "Call", "Expected", "The browser did", "The server saw"];
  for (const table of document.querySelectorAll("table")) {
    const cells = headings.map((text) => element("th", "", text));
    for (const cell of cells) cell.scope = "col";
    table.append(element("thead", "", element("tr", "", ...cells)), element("tbody", ""));
  }
}

/** The row of a call, before it is made. */
function addRow(call) {
  const { method, path, headers, credentials, mode } = call.request;
  const extras = Object.entries(headers ?? {}).map(([name, value]) => `${name}: ${value}`);
  if (credentials) extras.push(`credentials: ${credentials}`);
  if (mode) extras.push(`mode: ${mode}`);
  if (call.from) extras.push(`from the ${call.from} frame`);

  const row = element("tr", "");
  row.id = call.name;
  row.dataset.call = call.name;
  row.dataset.verdict = "waiting";
  row.append(
    cell("Verdict", "verdict", "waiting"),
    cell(
      "Call",
      "call",
      element("code", "request", `${method} ${path}`),
      element("div", "", call.what),
      ...extras.map((extra) => element("code", "extra", extra)),
    ),
    cell("Expected", "expected", ...inWords(expected(call.expect)), element("div", "why", call.why)),
    cell("The browser did", "browser", "…"),
    cell("The server saw", "server", "…"),
  );
  document.querySelector(`#${call.section} tbody`).append(row);
  return row;
}

/** Completes the row of a call that was made. */
function showVerdict(row, call, seen, sent) {
  const verdict = isAsExpected(call, seen, sent) ? "pass" : "fail";
  row.dataset.verdict = verdict;
  row.dataset.outcome = seen.outcome;
  row.querySelector(".verdict").replaceChildren(
    element("strong", "", `${verdict === "pass" ? "✓" : "✗"} ${OUTCOMES[seen.outcome]}`),
    element("div", "", verdict === "pass" ? "as expected" : "not as expected"),
  );
  const steps = sent.length ? sent : ["nothing"];
  const server = steps.map((step) => element("div", "data", step));
  if (!isExpectedOfServer(call.server, sent)) {
    server.push(element("div", "why", `expected: ${call.server.join(", ")}`));
  }
  const why = verdict === "pass" ? [] : [element("div", "reason", reason(call, seen, sent))];
  row.querySelector(".browser").replaceChildren(...inWords(seen), ...why);
  row.querySelector(".server").replaceChildren(...server);
  return verdict;
}

/** Shows the count of a section next to its heading. */
function showCount(section) {
  const rows = [...section.querySelectorAll("[data-call]")];
  const passed = rows.filter((row) => row.dataset.verdict === "pass").length;
  const verdict = passed === rows.length ? "pass" : "fail";
  section.querySelector("h2").append(element("span", `count ${verdict}`, `${passed} of ${rows.length}`));
}

/** Shows the total, with a link to each call that did not end as expected. */
function showSummary(passed, preflights) {
  const summary = document.getElementById("summary");
  summary.className = passed === CALLS.length ? "pass" : "fail";
  summary.textContent = `${summary.className === "pass" ? "✓" : "✗"} ${passed} of ${CALLS.length} `
    + `calls ended as expected. The server saw ${preflights} preflights.`;
  const failed = [...document.querySelectorAll("[data-verdict=fail]")];
  const links = failed.map(({ id }) => {
    const link = element("a", "", id);
    link.href = `#${id}`;
    return element("li", "", link);
  });
  if (links.length) summary.after(element("ul", "failed", ...links));
}

async function run() {
  for (const node of document.querySelectorAll(".api")) node.textContent = api;
  for (const node of document.querySelectorAll(".page")) node.textContent = location.origin;
  addTables();
  const rows = CALLS.map(addRow);
  await loadFrames();

  let passed = 0;
  let past = [];
  for (const [index, call] of CALLS.entries()) {
    const seen = await observe(call);
    const now = await traffic();
    const sent = now.slice(past.length)
      .map(({ method, preflight, status }) => `${preflight ? "preflight" : method} ${status}`);
    past = now;
    if (showVerdict(rows[index], call, seen, sent) === "pass") passed += 1;
  }

  for (const table of document.querySelectorAll("table")) showCount(table.parentElement);
  const preflights = past.filter(({ preflight }) => preflight).length;
  showSummary(passed, preflights);
  document.body.dataset.preflights = preflights;
  document.body.dataset.done = "true";
}

// The policies name `localhost`; the same page on an IP address has another origin.
if (location.hostname === "localhost") run();
else location.hostname = "localhost";

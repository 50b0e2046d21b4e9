// Makes one call in the page, as `call` says, and tells in lines what the page gets to know of the answer.
"use strict";

async function perform(call) {
  const outcomes = { SecurityError: "opaque", TimeoutError: "no answer" };
  try {
    const lines = await WAYS[call.way](call);
    return call.options.includes("timed") ? [...lines, await timing(call)] : lines;
  } catch (error) {
    return [outcomes[error.name] ?? "refused"];
  }
}

const PATIENCE = 10_000;

/** How an element asks: with CORS, unless it is told not to. */
function crossOrigin({ options }) {
  if (options.includes("no-cors")) return null;
  return options.includes("credentials") ? "use-credentials" : "anonymous";
}

/** What a page may read of an answer. */
const readable = (call, status, header, body) => [
  `${status}`,
  ...call.reads.map((name) => `${name}: ${header(name) ?? "hidden"}`),
  ...(call.readsBody ? [`body: ${body}`] : []),
];

/** The end of an element's loading. */
const loaded = (element) => new Promise((resolve, reject) => {
  element.addEventListener("load", () => resolve(element), { once: true });
  element.addEventListener("error", () => reject(new TypeError("it did not load")), { once: true });
});

function image(call) {
  const image = new Image();
  image.crossOrigin = crossOrigin(call);
  image.src = call.url;
  return loaded(image);
}

const WAYS = {
  async fetch(call) {
    const { url, method, headers, options } = call;
    const credentials = options.includes("credentials") ? "include" : "same-origin";
    const mode = options.includes("no-cors") ? "no-cors" : "cors";
    const streamed = options.includes("streamed");
    const body = streamed ? new Blob([call.body]).stream() : call.body;
    const duplex = streamed ? "half" : undefined;
    const signal = AbortSignal.timeout(PATIENCE);
    const response = await fetch(url, { method, headers, body, credentials, mode, duplex, signal });
    if (response.type === "opaque") return ["opaque"];
    return readable(call, response.status, (name) => response.headers.get(name), await response.text());
  },

  async xhr(call) {
    const request = new XMLHttpRequest();
    request.open(call.method, call.url);
    request.timeout = PATIENCE;
    request.withCredentials = call.options.includes("credentials");
    for (const [name, value] of call.headers) request.setRequestHeader(name, value);
    if (call.options.includes("listening")) request.upload.addEventListener("progress", () => {});
    const end = loaded(request);
    request.send(call.body);
    await end;
    return readable(call, request.status, (name) => request.getResponseHeader(name), request.responseText);
  },

  async font({ url }) {
    await new FontFace("letter", `url(${url})`).load();
    return ["loaded"];
  },

  async canvas(call) {
    const context = document.createElement("canvas").getContext("2d");
    context.drawImage(await image(call), 0, 0);
    return [`read: ${context.getImageData(0, 0, 1, 1).data.join(" ")}`];
  },

  async texture(call) {
    const gl = document.createElement("canvas").getContext("webgl");
    if (!gl) return ["no WebGL"];
    const texture = await image(call);
    gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, texture);
    return [gl.getError() === gl.NO_ERROR ? "loaded" : "refused"];
  },

  /** The text beside a box of 40 pixels begins where the shape ends: at its half. */
  async shape({ url }) {
    const frame = document.createElement("iframe");
    frame.srcdoc = `<style>div { float: left; width: 40px; height: 40px;
      shape-outside: url(${url}) }</style><div></div><span>text</span>`;
    const end = loaded(frame);
    document.body.append(frame);
    await end;
    const [box, text] = ["div", "span"].map((name) => frame.contentDocument.querySelector(name).getBoundingClientRect());
    return [text.left < box.right ? "loaded" : "refused"];
  },

  /** What a script throws is told only to a page that may look into the script. */
  async script(call) {
    const script = document.createElement("script");
    script.crossOrigin = crossOrigin(call);
    script.src = call.url;
    const thrown = new Promise((resolve) => addEventListener("error", resolve, { once: true }));
    const end = loaded(script);
    document.body.append(script);
    await end;
    return [(await thrown).message.includes("from the script") ? "loaded" : "opaque"];
  },

  async module({ url }) {
    return [(await import(url)).kind === "module" ? "loaded" : "refused"];
  },

  async style(call) {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.crossOrigin = crossOrigin(call);
    link.href = call.url;
    const end = loaded(link);
    document.head.append(link);
    await end;
    return [link.sheet.cssRules.length === 1 ? "loaded" : "refused"];
  },

  events({ url, options }) {
    const source = new EventSource(url, { withCredentials: options.includes("credentials") });
    return new Promise((resolve) => {
      source.onmessage = () => resolve(["loaded"]);
      source.onerror = () => resolve(["refused"]);
    }).finally(() => source.close());
  },
};

/** Whether the page may know how long the request took. */
async function timing({ url }) {
  const entry = () => performance.getEntriesByName(url).at(-1);
  while (!entry()) await new Promise((resolve) => setTimeout(resolve, 10));
  return entry().requestStart > 0 ? "timing: readable" : "timing: hidden";
}

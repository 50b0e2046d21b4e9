"use strict";

/** Makes one call and returns what a page can learn from it. */
async function perform({ url, method, headers, body, credentials, mode, reads }) {
  try {
    const signal = AbortSignal.timeout(5000);
    const response = await fetch(url, { method, headers, body, credentials, mode, signal });
    return {
      outcome: response.type === "opaque" ? "opaque" : "allowed",
      status: response.status,
      body: await response.text(),
      headers: Object.fromEntries(reads.map((name) => [name, response.headers.get(name)])),
    };
  } catch (error) {
    return { outcome: error.name === "TimeoutError" ? "silent" : "refused", message: `${error}` };
  }
}

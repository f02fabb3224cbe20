/** The API: JSON in, JSON out, errors as Problems. */

/** An error in the words of the server (RFC 9457), or of the connection. */
export class Problem extends Error {
  constructor(body) {
    super(body.detail || body.title || body.code);
    this.name = "Problem";
    Object.assign(this, { status: 0, code: "", title: "", detail: "", request_id: "" }, body);
  }
}

export async function send(url, body, options) {
  try {
    return await fetch(url, {
      method: body ? "POST" : "GET",
      body: body && JSON.stringify(body),
      headers: { ...(body && { "content-type": "application/json" }), accept: options.accept || "application/json" },
      credentials: "omit",
      signal: options.signal,
    });
  } catch (cause) {
    throw new Problem({ code: cause.name === "AbortError" ? "stopped" : "offline" });
  }
}

export async function refuse(response) {
  const body = await response.json().catch(() => ({}));
  throw new Problem({
    code: "http",
    request_id: response.headers.get("x-request-id") || "",
    ...body,
    status: response.status,
  });
}

/** A GET or POST of JSON. */
export async function call(url, body, options = {}) {
  const response = await send(url, body, options);
  if (!response.ok) await refuse(response);
  return response.json();
}

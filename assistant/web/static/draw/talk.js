/** The API: JSON in, one Answer out, its events on the way. */

const SILENCE_MS = 45000;

/** An error in the words of the server (RFC 9457), or of the connection. */
export class Problem extends Error {
  constructor(body, cause) {
    super(body.detail || body.title || body.code);
    this.name = "Problem";
    Object.assign(this, { status: 0, code: "", title: "", detail: "", request_id: "" }, body);
    this.cause = cause;
  }
}

async function send(url, body, options) {
  try {
    return await fetch(url, {
      method: body ? "POST" : "GET",
      body: body && JSON.stringify(body),
      headers: { ...(body && { "content-type": "application/json" }), accept: options.accept || "application/json" },
      credentials: "omit",
      mode: "cors",
      signal: options.signal,
    });
  } catch (cause) {
    throw new Problem({ code: cause.name === "AbortError" ? "stopped" : "offline" }, cause);
  }
}

async function refuse(response) {
  const body = await response.json().catch(() => ({}));
  const retry = Number(response.headers.get("retry-after")) || 0;
  throw new Problem({
    code: "http",
    request_id: response.headers.get("x-request-id") || "",
    ...body,
    status: response.status,
    retry_after: retry,
  });
}

/** A GET or POST of JSON. */
export async function call(url, body, options = {}) {
  const response = await send(url, body, options);
  if (!response.ok) await refuse(response);
  return response.json();
}

/** Asks, and tells `onEvent(name, payload)` while the answer is made. */
export async function askServer(url, body, stop, onEvent) {
  let timer = 0;
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(() => stop.abort(), SILENCE_MS);
  };
  alive();
  try {
    const response = await send(url, body, { accept: "text/event-stream", signal: stop.signal });
    if (!response.ok) await refuse(response);
    if (!/event-stream/.test(response.headers.get("content-type"))) return await response.json();
    return await listen(response.body.getReader(), alive, onEvent);
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem({ code: error.name === "AbortError" ? "stopped" : "broken" }, error);
  } finally {
    clearTimeout(timer);
  }
}

async function listen(reader, alive, onEvent) {
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    alive();
    const blocks = (rest + decoder.decode(value, { stream: !done })).split(/\r?\n\r?\n/);
    rest = blocks.pop();
    for (const block of blocks) {
      const name = /^event: ?(.*)$/m.exec(block);
      const data = block
        .split(/\r?\n/)
        .filter((line) => line.startsWith("data:"))
        .map((line) => line.slice(5))
        .join("\n");
      if (!name || !data) continue;
      const payload = JSON.parse(data);
      if (name[1] === "done") return payload.answer;
      if (name[1] === "error") throw new Problem({ code: "http", ...payload });
      onEvent(name[1], payload);
    }
    if (done) throw new Problem({ code: "broken" });
  }
}

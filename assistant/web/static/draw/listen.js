/** Asking: JSON in, one Answer out, its events on the way. */
import { Problem, refuse, send } from "./talk.js";

const SILENCE_MS = 45000;

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
    throw new Problem({ code: error.name === "AbortError" ? "stopped" : "broken" });
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
      const [, name, data] = /^event: ?(.*)\r?\ndata: ?(.*)$/m.exec(block) || [];
      if (!name) continue;
      const payload = JSON.parse(data);
      if (name === "done") return payload.answer;
      if (name === "error") throw new Problem({ code: "http", ...payload });
      onEvent(name, payload);
    }
    if (done) throw new Problem({ code: "broken" });
  }
}

/** Ask over server-sent events: POST with fetch, read the body as it comes. */
import { url } from "./nodes.js";

/** An error as the server describes it (RFC 9457), or one of our own for a broken connection. */
export class Problem extends Error {
  constructor(title, detail, status = 0, requestId = "") {
    super(detail);
    this.requestId = requestId;
    this.title = title;
    this.detail = detail;
    this.status = status;
  }
}

const unreachable = () => new Problem("连接不上服务器", "您的问题还在输入框里。请检查网络后重试。");

async function refused(response) {
  try {
    const body = await response.json();
    return new Problem(body.title, body.detail, response.status, body.request_id);
  } catch (_) {
    return new Problem("服务器没有正常回应", `状态 ${response.status}，请稍后重试。`, response.status, response.headers.get("x-request-id") || "");
  }
}

/** One event block → [name, payload], null for a comment. */
function parse(block) {
  let name = "";
  const data = [];
  for (const line of block.split("\n")) {
    if (line.startsWith("event:")) name = line.slice(6).trim();
    else if (line.startsWith("data:")) data.push(line.slice(5).replace(/^ /, ""));
  }
  return name && data.length ? [name, JSON.parse(data.join("\n"))] : null;
}

/**
 * @param {object} body question, conversation_id, as_of
 * @param {(name: string, payload: any) => void} hear called for each event
 * @param {AbortSignal} signal stops it
 * @returns {Promise<object>} the Answer
 */
export async function askStream(body, hear, signal) {
  let response;
  try {
    response = await fetch(url("api/v1/ask"), {
      method: "POST",
      credentials: "omit",
      headers: { "content-type": "application/json", accept: "text/event-stream" },
      body: JSON.stringify(body),
      signal,
    });
  } catch (error) {
    throw error.name === "AbortError" ? error : unreachable();
  }
  if (!response.ok || !response.body) throw await refused(response);
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read().catch((error) => {
      throw error.name === "AbortError" ? error : unreachable();
    });
    rest += decoder.decode(value || new Uint8Array(), { stream: !done }).replace(/\r\n/g, "\n");
    const blocks = rest.split("\n\n");
    rest = blocks.pop() || "";
    for (const event of blocks.map(parse)) {
      if (!event) continue;
      const [name, payload] = event;
      if (name === "error") throw new Problem(payload.title, payload.detail, payload.status, payload.request_id);
      if (name === "done") return payload.answer;
      hear(name, payload);
    }
    if (done) throw new Problem("回答中断了", "连接提前结束，请重试。");
  }
}

/** The open widget: its panel, its conversation and the page's own drawing of answers. */
import { call } from "../draw/talk.js";
import ANSWER from "../draw/answer.css";
import NARROW from "../draw/narrow.css";
import { chat } from "./chat.js";
import DRAWN from "./drawn.css";
import LOG from "./log.css";
import PANEL from "./panel.css";
import { isSmall } from "./parts.js";
import { inWords, speak } from "./say.js";
import { within } from "./within.js";

/** With what only some pages want: other characters, a voice. @param {any} env as element.js gives it */
export async function inside(env) {
  const quiet = () => {};
  const isHant = env.say.lang === "zh-Hant";
  const [voice, hant, pairs] = await Promise.all([
    env.options.size === "elder" && env.part("aloud").catch(quiet),
    isHant && env.part("hant").catch(quiet),
    isHant && call(`${env.base}embed/hant.json`).catch(quiet),
    env.launcher && isSmall() && env.part("full").catch(quiet),
  ]);
  const table = hant && pairs && new Map(Object.entries(pairs));
  const turned = (value) => (table ? hant.inHant(value, table) : value);
  return within({ ...env, turned, aloud: voice?.aloud, say: { ...speak(turned), name: env.say.name } }, chat);
}

/** What the other parts use as well; build.mjs points their imports here. */
export { call, inWords };
export { h, put, svg } from "../draw/dom.js";
export { clausePath, lines } from "../draw/text.js";

export const STYLE = PANEL + LOG + ANSWER + NARROW + DRAWN;

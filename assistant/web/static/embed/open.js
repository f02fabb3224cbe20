/** The open widget: its panel and its conversation, before anything is asked. */
import LOG from "./log.css";
import PANEL from "./panel.css";

export { chat } from "./chat.js";
export { shell } from "./panel.js";
export { speak } from "./say.js";

export const STYLE = PANEL + LOG;

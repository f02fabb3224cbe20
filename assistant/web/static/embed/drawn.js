/** How answers are drawn, fetched when the widget is first opened: the page's own drawing. */
import ANSWER from "../draw/answer.css";
import NARROW from "../draw/narrow.css";

export { drawer } from "../draw/answer.js";
export { inHant } from "../draw/hant.js";

export const STYLE = ANSWER + NARROW;

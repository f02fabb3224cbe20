/** How answers are drawn, fetched with the first question: the page's own drawing. */
import ANSWER from "../draw/answer.css";
import NARROW from "../draw/narrow.css";
import DRAWN from "./drawn.css";

export { turns } from "./turns.js";

export const STYLE = ANSWER + NARROW + DRAWN;

/** What is fetched when it is wanted: the third layer of an answer, the card of a citation, 改数字, copying. */
import FOLDED from "../draw/folded.css";
import MORE from "./more.css";

export { folded } from "../draw/folded.js";
export { tune } from "../draw/tune.js";
export { cards } from "./card.js";
export { copy, rate, WORDS } from "./acting.js";

export const STYLE = FOLDED + MORE;

/** What is fetched when it is wanted: the third layer of an answer, the card of a citation, 改数字, copying. */
import FOLDED from "../draw/folded.css";
import MORE from "./more.css";

export { deeper } from "./deeper.js";

export const STYLE = FOLDED + MORE;

/** Traditional characters for the open widget, fetched when a page wants them. */
export { inHant, toHant } from "../draw/hant.js";

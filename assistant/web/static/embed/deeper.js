/** What lies below the first layers of an answer, made once for a conversation. */
import { folded } from "../draw/folded.js";
import { call } from "../draw/talk.js";
import { tune } from "../draw/tune.js";
import { copy, correct, ofPage, rate, WORDS } from "./acting.js";
import { cards } from "./card.js";
import { inWords } from "./say.js";

const quiet = () => {};

/** @param {any} env of the conversation (turns.js) @param {any} draw what draws its answers */
export function deeper(env, draw) {
  Object.assign(env.say, inWords(WORDS, env.turned));
  const third = draw.deepen(folded);

  /** 改数字 opens the fields of its row in place; without them the calculator's page. */
  function change(link) {
    const isLast = link.closest(".answer") === [...env.log.querySelectorAll(".answer")].pop();
    tune(link, {
      load: (query) => call(env.api("card", query)).then(env.turned),
      worked: (now) => third.worked(now, false),
      worded: third.worded,
      say: env.turned,
      ask: isLast ? (text) => env.ask(text).catch(quiet) : null,
    }).catch(() => open(link.href, "_blank", "noopener"));
  }

  return {
    ...third,
    ...cards(third.citation),
    change,
    copy: (a, button) => copy(env, a, button),
    offer: (about) => ofPage(env, about),
    correct: (a, u) => correct(env, a, u),
    rate: (a, rating, pressed) => rate(env, a, rating, pressed),
  };
}

/** What the closed widget says of itself, in both scripts. */
export const NAMES = { name: "政策问答助手", launch: "政策问答", newTab: "（新窗口）" };

/** The names as a page in traditional characters has them. */
const TRADITIONAL = { name: "政策問答助手", launch: "政策問答", newTab: "（新視窗）" };

const isHant = (lang) => /hant|tw|hk|mo/i.test(lang);

/** @param {string} lang of the widget or of its page @returns {any} its names, and the language of its words */
export const names = (lang) => ({ ...(isHant(lang) ? TRADITIONAL : NAMES), lang: isHant(lang) ? "zh-Hant" : "zh-Hans" });

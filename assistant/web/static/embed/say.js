/** Every word of the open widget. Traditional characters come from the server when a page wants them. */
import { WORDS as DRAWN } from "../draw/words.js";
import LABELS from "./labels.json";

const WORDS = {
  close: "关闭",
  fresh: "新对话",
  large: "放大",
  _small: "还原",
  _log: "对话",
  _yours: "您的问题",
  _answer: "回答",
  _question: "问题",
  _send: "提问",
  _stop: "停止",
  _retry: "重试",
  _hint: "例如：租算力能补多少？",
  _hello: "用平常的话提问。回答逐句注明条款原文，金额按条款逐步算给您看。",
  _looking: "正在检索",
  _found: "已找到 # 条依据，正在回答",
  _done: "回答已完成，引用 # 条",
  _stopped: "已停止，问题已放回输入框",
  _change: "修改",
  _copy: "复制",
  _page: "分享链接",
  _useful: "有用",
  _useless: "没用",
  _voted: "有用吗？",
  _aloud: "朗读",
  _fixed: "回答由程序自动检索和计算，仅供参考，以政策原文和主管部门解释为准。",
  offline: "连接不上问答服务",
  _offlineText: "问题已放回输入框。请检查网络，稍后重试。",
  _boxedText: "这个框架缺少 allow-same-origin，请告诉网站管理员。",
  _failed: "没有得到回答",
  _number: "请求编号",
};

/** Words in the characters of the page. @param {any} words @param {(text: string) => string} turned */
export const inWords = (words, turned) => JSON.parse(turned(JSON.stringify(words)));

/** The words and the closed labels of the contract. @param {(text: string) => string} turned */
export const speak = (turned) => inWords({ ...DRAWN, ...WORDS, labels: LABELS }, turned);

export const fill = (text, value) => text.replace("#", value);

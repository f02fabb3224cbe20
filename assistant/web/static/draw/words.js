/** The words that a drawn answer adds to its own; # stands for a number or a name. What begins with _ is asked
 * for by this name only, never by one that the data gave: the widget's build may shorten it. */
export const WORDS = {
  _sum: "算式",
  _cap: "上限",
  _range: "范围",
  _why: "为什么",
  _until: "有效至",
  _assumed: "已假定",
  _missing: "还缺",
  _left: "还有 # 天",
  _meets: "符合“#”",
  _who: "谁补什么",
  _amount: "金额",
  _amounts: "各项金额",
  _rest: "其余 # 项",
  _best: "最高",
  _tune: "改数字",
  steps: "算式与原话",
  readings: "说明（#）",
  curve: "变化曲线",
  confirm: "需要向主管部门确认（#）",
  sources: "依据（# 条）",
  _basis: "依据",
  _nearest: "也许您要找：",
  _choose: "可以选择",
  _others: "更多事项",
  _follow: "接着问",
  _asOf: "按 # 的政策",
  _understood: "我的理解",
};

/** And the words of its third layer (folded.js). */
export const DEEPER = {
  _whole: "看条款全文",
  _document: "看整份文件",
  _origin: "原文发布页",
  _to: "至",
  _from: "起",
};

/** The words that a drawn answer adds to its own; # stands for a number or a name. */
export const WORDS = {
  sum: "算式", cap: "上限", range: "范围", why: "为什么", until: "有效至", assumed: "已假定", missing: "还缺", left: "还有 # 天",
  meets: "符合“#”", who: "谁补什么", amount: "金额", amounts: "各项金额", best: "最高", tune: "改数字",
  steps: "算式与原话", readings: "说明（#）", curve: "变化曲线", confirm: "需要向主管部门确认（#）", sources: "依据（# 条）",
  body: "责任单位：", to_apply: "申报入口：", to_source: "原文：", basis: "依据", whole: "看条款全文", origin: "原文发布页",
  to: "至", from: "起", nearest: "也许您要找：", choose: "可以选择", follow: "接着问", asOf: "按 # 的政策", understood: "我的理解",
};

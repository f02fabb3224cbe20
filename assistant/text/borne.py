"""That all of a sum is the asker's to bear, said right behind it: 全是我们企业自己承担的."""

from __future__ import annotations

from assistant.text.pattern import lazy

_WE = "(?:我们?|咱们?|俺们?|企业|公司|我司|我方|自己|自家)"
_BEAR = "(?:承担|负担|支付|出|付|掏|垫|买单|埋单|自理)"
_ALL = "(?:都|全部?|全额|全都|均|统统|完全|独自|一分不[少差]|整个)"
ALL_OURS = lazy(
    "(?:元|块钱?)?(?:左右|的费用|的钱|费用)?[,;]?(?:费用|这笔钱?|这钱|后来|最后|也)?"
    f"(?:{_ALL}(?:是|由|归|让|得)?{_WE}{{1,3}}(?:来|全部|一家)?{_BEAR}"
    f"|(?:是|由|归)?{_WE}{{1,3}}(?:一家)?{_ALL}(?:来|给|自己|自行)?{_BEAR})[^,。;!?\\d]{{0,3}}(?=[,。;!?]|$)"
)

"""What a message calls by what was done to it: 刚去掉之后那个数, 面积还是退完的, 按降完的价.

It names what stands now; nothing is taken off again, and nothing fell.
"""

from __future__ import annotations

from assistant.text.pattern import lazy

_CALLED = lazy(
    "(?:去掉|扣[掉除]?|减[掉去]?|退[掉租]?|砍[掉价]?|剔[掉除]?|刨[掉去]?|拿掉|除掉|撤掉?|降[掉价]?|涨价?|加|调|改|核[减增]|打折)"
    "[了过掉]?(?:(?:之后|以后|后|完|好)了?(?:的|那个?)|完了?之?后的?|了(?:之后|以后)的?那?个?)"
    "(?:[那这]一?[个笔份])?(?:数字?|金额|面积|价钱?|合同额|钱|情况|口径)?(?=[,。;!?啊呀吧呢]|$|算|报|来|为)"
    "|按照?(?:着|实际|最[后终])?(?:(?:审|批|核|认|评|验|报|算|谈|办)(?:定)?(?:进去|下来|上去?|得上|得了)|作数|有效|[能可]算|[剩留]下|通过(?:了|审核)?)了?的"
    "(?:那些?|那?部分|那?[个笔份])?(?:数字?|金额|钱)?(?=算|报|来|为准|申)"
)
"""按审进去的算, after some of it was not: what is left, and no word that it was after all."""

PAYS_FOR = lazy(
    "(?:(?<![不没])[给发补奖]|资助)(?!了)[^,。;!?的了\\d]{1,8}的?那(?:个|条|项|种|张)(?:券|政策|办法|奖励?|补贴)?(?=[,。;!?、]|$)"
)
"""市里给训练的那个: what a measure is called by, nothing that was done."""


def without_as_left(text: str) -> str:
    """A text with such names blanked out; places stay."""
    text = PAYS_FOR.sub(lambda m: "。" * len(m.group()), text)
    return _CALLED.sub(lambda m: "。" * len(m.group()), text)

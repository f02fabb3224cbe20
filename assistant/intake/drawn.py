"""A sum that somebody may draw: 可申领每月1500元的租房补贴, 可享受每月500元人才津贴."""

from __future__ import annotations

from assistant.text.pattern import lazy

_DRAWS = lazy("(?:申领|享受|领取)[^,;。ⓂⓅⒸⒷ]{0,8}$")
_WHAT = lazy("元?的?(?!贷款|额度|授信|担保|融资)[^,;。ⓂⓅⒸⒷ以]{0,10}?(?:补贴|补助|津贴|奖励|资助)")


def is_drawn(left: str, right: str) -> bool:
    """Whether the words on both sides of a sum say that it may be drawn."""
    return _DRAWS.search(left) is not None and _WHAT.match(right) is not None

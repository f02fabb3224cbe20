"""Some of a sum that is said to be something else: 有一百二十万是宽带和工位,不是算力."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.dialogue.language import naming_pairs
from assistant.text.pattern import lazy

_NOT_THAT = lazy(
    "元?的?(?:其实|实际上?|原来)?(?:是|算|属于?)(?:交|付|买|租|给)?[^,。;!?\\d]{1,14}"
    ",(?:可|并|都|根本|压根|完全)?不(?:是|算|属于?)(?P<that>[^,。;!?\\d]{1,8})$"
)
_ASKS = lazy("吗|呢|能[^,。;!?]{0,4}(?:算|计)|是不是|能不能|行不行|[?]")


def is_none_of_it(text: str, end: int, stop: int, names: Sequence[str]) -> bool:
    """Whether what stands behind a sum says that it is not what another is called by."""
    match = _NOT_THAT.match(text, end, stop)
    if match is None or _ASKS.search(text, end, stop + 1):
        return False
    return any(pair in name for pair in naming_pairs(match["that"]) for name in names)

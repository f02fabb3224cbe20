"""What the closed words of the contract are called on the page; the script gets the same table."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from assistant.answer.answer import WarningCode
from assistant.policy.policy import PolicyStatus
from assistant.rules.estimate import EstimateStatus

Word = TypeVar("Word", bound=StrEnum)

STATUS = {
    PolicyStatus.IN_FORCE: "现行有效",
    PolicyStatus.EXPIRING_SOON: "即将到期",
    PolicyStatus.EXPIRED: "已失效",
    PolicyStatus.NOT_YET_EFFECTIVE: "尚未施行",
    PolicyStatus.DRAFT: "征求意见稿",
    PolicyStatus.COMMENTARY: "解读文章，非政策",
}

WARNING = {
    WarningCode.DRAFT: "征求意见稿",
    WarningCode.EXPIRED: "已失效",
    WarningCode.NOT_YET_EFFECTIVE: "尚未施行",
    WarningCode.EXPIRING_SOON: "即将到期",
    WarningCode.COMMENTARY: "非政策原文",
    WarningCode.TITLE_MISMATCH: "名称不一致",
    WarningCode.STACKING_UNSTATED: "能否叠加未写明",
    WarningCode.NOT_GUARANTEED: "上限，不是承诺",
    WarningCode.UNCONFIRMED: "规则待核定",
}

UNSURE = "unsure"
"""The state of a bar whose conditions are not all known."""

BAR = {
    EstimateStatus.PAYABLE.value: "按条款测算的上限",
    EstimateStatus.CEILING.value: "只写了最高额",
    EstimateStatus.CONDITION_NOT_MET.value: "不满足条件",
    UNSURE: "条件还缺信息",
}
"""What the shade of a bar means."""


NUMBER = {
    "pattern": ".*[0-9０-９零〇一二三四五六七八九十百千万亿半几两兩萬億].*",
    "hint": "请填数字，例如 ",
}
"""What a chip that holds a number takes, and what it says to anything else."""


def labels() -> dict[str, dict[str, str]]:
    """All tables with plain string keys."""
    return {"status": _plain(STATUS), "warning": _plain(WARNING)}


def _plain(table: Mapping[Word, str]) -> dict[str, str]:
    return {word.value: text for word, text in table.items()}

"""Words for the state of a policy on a day: a badge and a sentence."""

from __future__ import annotations

from datetime import date

from assistant.policy.policy import Policy, PolicyStatus

BADGES = {
    PolicyStatus.IN_FORCE: "现行有效",
    PolicyStatus.EXPIRING_SOON: "即将到期",
    PolicyStatus.EXPIRED: "已失效",
    PolicyStatus.NOT_YET_EFFECTIVE: "尚未施行",
    PolicyStatus.DRAFT: "征求意见稿",
    PolicyStatus.COMMENTARY: "评论文章",
}

_STATES = {
    PolicyStatus.IN_FORCE: "在所问日期现行有效",
    PolicyStatus.EXPIRING_SOON: "在所问日期仍有效，但即将到期",
    PolicyStatus.EXPIRED: "在所问日期已经失效",
    PolicyStatus.NOT_YET_EFFECTIVE: "在所问日期尚未施行",
}


def format_day(day: date) -> str:
    """A date as people write it.

    >>> format_day(date(2025, 1, 10))
    '2025年1月10日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def validity_sentence(policy: Policy, as_of: date) -> str:
    """One sentence on the state of a policy; its only numbers are its first and last day."""
    name = f"《{policy.title}》"
    status = policy.status_on(as_of)
    if status is PolicyStatus.DRAFT:
        return f"{name}是征求意见稿，尚未正式出台，内容以正式文件为准。"
    if status is PolicyStatus.COMMENTARY:
        return f"{name}是评论文章，不是政策文件，不能作为申报依据。"
    if policy.first_day is None:
        return f"{name}的收录文本没有写明施行日期和有效期。"
    first = f"自{format_day(policy.first_day)}起施行"
    if policy.last_day is None:
        return f"{name}{first}，收录文本没有写明截止日期，{_STATES[status]}。"
    return f"{name}{first}，有效期至{format_day(policy.last_day)}（含当日），{_STATES[status]}。"

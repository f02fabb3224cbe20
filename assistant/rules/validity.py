"""Tell why a policy gives nothing on a day."""

from __future__ import annotations

from datetime import date

from assistant.policy.policy import Policy, PolicyStatus


def why_not_in_force(policy: Policy, as_of: date) -> str:
    """The reason in one line, "" while the policy is in force (both ends included)."""
    status = policy.status_on(as_of)
    if status in (PolicyStatus.IN_FORCE, PolicyStatus.EXPIRING_SOON):
        return ""
    if status is PolicyStatus.DRAFT:
        return f"{policy.short_title}是征求意见稿，尚未施行"
    if status is PolicyStatus.COMMENTARY:
        return f"{policy.short_title}是解读文章，不是政策"
    if status is PolicyStatus.NOT_YET_EFFECTIVE:
        return f"尚未施行，{policy.short_title}自{_day(policy.first_day)}起施行"
    return f"已失效，{policy.short_title}有效期至{_day(policy.last_day)}"


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day is not None else "未写明的日期"


def validity_words(policy: Policy) -> str:
    """The validity for a table: 2025-01-10 至 2028-01-09, 征求意见稿 …."""
    if policy.first_day is None:
        return {"draft": "征求意见稿", "commentary": "解读文章"}.get(policy.kind.value, "未写明")
    last = "未写明" if policy.last_day is None else str(policy.last_day)
    return f"{policy.first_day} 至 {last}"

"""What a message asks of how one applies, by the frame of its question.

corpus/words.yaml lists set phrases; people put the same few words together otherwise
(训力券什么时候可以申请, 语料券几月份可以报, 钱多久到账). The frames are closed: an interrogative
and the act of applying, deciding or paying, in either order. Labels are those of words.yaml.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from assistant.text.pattern import lazy

_WHEN = "(?:什么时候|什么时间|啥时候|啥时间|何时|几月份?|几号|哪个月|哪[一]?天|多会儿)"
_LONG = "(?:多久|多长时间|多少天|几天|几个月|几周|多少个?工作日)"
_APPLY = (
    "(?:申请|申报|报名|提交|受理|接受申请|开放|启动"
    "|开始[报申]|可以[报申](?!多少)|能[报申](?!多少|几))"
)
_DECIDED = (
    "(?:审批|审核|评审|批(?!次|准文)|到账|到手|打款|下款|放款|(?:发|拨|批|办)?下来|发钱|出结果)"
)
_MARK = "(?=[,。;!?]|$)"
_WHETHER = f"[^,。;!?]{{0,6}}(?:吗|么|不|没有?|啊|呀)?{_MARK}"
_FRAMES = (
    (
        "申报时间",
        lazy(
            f"{_WHEN}[^,。;!?\\d]{{0,5}}{_APPLY}|{_WHEN}(?:截止|开始)(?:{_APPLY}|报)"
            f"|(?:申报|申请|受理|报名)[^,。;!?\\d]{{0,3}}(?:{_WHEN}|截止{_MARK}|时间{_MARK}|截止时间|截止日期)"
        ),
    ),
    (
        "审批时间",
        lazy(
            f"{_DECIDED}(?:要|需要|得|大概|一般|到底|[^,。;!?\\d]{{0,2}}){_LONG}"
            f"|(?:{_LONG}|{_WHEN})[^,。;!?\\d]{{0,4}}{_DECIDED}"
        ),
    ),
    (
        "申请材料",
        lazy(
            "(?:要|交|准备|需要|带|提供|提交|填)[^,。;!?\\d]{0,3}(?:什么|啥|哪些|什么样的)(?:材料|资料|证件|文件|证明|东西|单据|手续)"
            f"|(?:材料|资料)(?:要|需要|有|是)?(?:什么|啥|哪些){_MARK}"
        ),
    ),
    (
        "申请次数",
        lazy(
            "(?:一年|每年|全年|一个?年度|总共|一共|一家)(?:能|可以|可)(?:拿|领|报|申请|享受)到?(?:几|多少)[次回]"
        ),
    ),
    (
        "注册地与企业性质要求",
        lazy(
            "(?:注册地?|公司|企业|税|法人)?(?:必须|一定要?|要求|得|需要|要不要|是不是要)[^,。;!?\\d]{0,5}"
            f"(?:注册|纳税|落户|缴税|交税|本地企业|本区企业){_WHETHER}"
            "|(?:注册地|纳税地|税务登记)(?:必须|一定要?|要求|得|需要|要)(?:是|在|选)"
        ),
    ),
    (
        "补贴资金的用途与纳税",
        lazy(
            "(?:能|可以|可不可以|能不能|可否)(?:用来|用于|拿来|拿去|用作)"
            "(?!申请|申报|租|买|采购|训练)[^,。;!?\\d]{1,8}(?:吗|么|不|没有?)?" + _MARK
        ),
    ),
    (
        "能否转让",
        lazy(
            "(?:能|可以|可不可以|能不能|可否)(?:把[^,。;!?\\d]{1,6})?(?:转让|转给|转卖|卖给别|送给|过户|买卖|倒卖)"
            + _WHETHER
        ),
    ),
)


_STATED = {
    "审批时间": lazy("工作日|[0-9]日内|个月内"),
    "申请材料": lazy("材料|资料"),
    "申请次数": lazy("(?<!一)[次批](?!准)"),
    "注册地与企业性质要求": lazy("注册|纳税|登记|法人"),
    "补贴资金的用途与纳税": lazy("专款|资金用途"),
    "能否转让": lazy("转让"),
}
"""Words of a text that says something of what is asked: then it is not left open."""


def without_stated(labels: Iterable[str], texts: Sequence[str]) -> tuple[str, ...]:
    """The labels of what was asked that no text of the clauses in question speaks of."""
    return tuple(
        label
        for label in labels
        if label not in _STATED or not any(_STATED[label].search(text) for text in texts)
    )


def aspects_asked(text: str) -> Iterator[tuple[str, int, int]]:
    """The labels of what a folded message asks of applying, with the place of each frame."""
    for label, frame in _FRAMES:
        match = frame.search(text)
        if match is not None:
            yield label, match.start(), match.end()

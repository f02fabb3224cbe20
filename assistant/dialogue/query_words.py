"""The closed classes of a question about the corpus, found as marks in a folded message.

Question words, superlatives, counting words, words of validity, of ceilings and of rates, and the
few nouns for what the tables hold (政策, 条, 部门). No noun of any trade or place stands here: these
come from the corpus. A stretch that neither a mark nor the language's own words cover is left over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from assistant.dialogue.language import load_language

_MEASURE = "(?:个|份|部|项|条|款|家|种|类|套|处|篇|名)"
_SOME = "[一二两三四五六七八九十0-9]{1,2}"


class Mark(StrEnum):
    """What a stretch of the message is."""

    POLICY = "policy"
    CLAUSE = "clause"
    SUPPORT = "support"
    BODY_NOUN = "body_noun"
    DISTRICT = "district"
    PLURAL = "plural"
    WHICH = "which"
    COUNT = "count"
    EXISTS = "exists"
    EACH = "each"
    HELD = "held"
    EVERY = "every"
    END = "end"
    BEGIN = "begin"
    TERM = "term"
    IN_FORCE = "in_force"
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    EXPIRING = "expiring"
    DRAFT = "draft"
    FIRST = "first"
    LAST = "last"
    NEWEST = "newest"
    MOST = "most"
    LEAST = "least"
    TOP = "top"
    ORDINAL = "ordinal"
    REVERSE = "reverse"
    CHARGE = "charge"
    CAP = "cap"
    RATE = "rate"
    PAYS_MOST = "pays_most"
    AT_LEAST = "at_least"
    MORE = "more"
    AT_MOST = "at_most"
    LESS = "less"
    CASH = "cash"
    IN_KIND = "in_kind"
    SERVICE = "service"
    NO_FIGURE = "no_figure"
    RELATED = "related"
    ABOUT = "about"
    NAME = "name"
    SAME = "same"
    ASKS_SUM = "asks_sum"
    WITHIN = "within"
    BEFORE = "before"
    AFTER = "after"


_PATTERNS: Mapping[Mark, str] = {
    Mark.POLICY: "政策文件|政策|文件|措施|办法|规定|通知|细则|法规|材料库",
    Mark.CLAUSE: f"条款|条文|哪(?:{_SOME})?条|(?:哪些|哪几|几|多少|一?共|这几|那几|每|各|这些|那些)条|"
    f"哪(?:几|些|一)?项|(?:几|多少)项|第?{_SOME}条|规则",
    Mark.SUPPORT: "补贴|奖励|资助|支持|扶持|补助|优惠|奖项|项目|政策点",
    Mark.BODY_NOUN: "责任单位|责任部门|牵头单位|牵头部门|主管部门|负责部门|部门|单位|委办局|委办|[哪几些个]局",
    Mark.DISTRICT: "哪(?:一|几)?个区|哪些区|各个?区|每个区|几个区|哪个地方|哪个地区",
    Mark.PLURAL: f"哪些个?|哪几{_MEASURE}?|有什么|有啥|都有什么|什么(?=政策|文件|条款|措施|部门|补贴|奖励)|"
    "列出来?|列一下|列个(?:表|清单)|列表|清单|名单|一览|罗列|逐一|"
    f"所有的?|全部的?|这些|那些|[这那]几{_MEASURE}",
    Mark.WHICH: f"哪一?{_MEASURE}?|谁|什么(?!时候|时间|日期|意思)|啥(?!时候)",
    Mark.COUNT: f"(?:一共|总共|共|合计|总计)?(?:收录了?|收了|有|是)?(?:多少|(?<![哪这那前后好])几)(?:{_MEASURE}|(?=政策|文件|条款))"
    "|数量|总数|数一下|数一数",
    Mark.EXISTS: "有没有|有无|是否有|是不是有|存不存在|有吗|有没",
    Mark.EACH: f"各自|各是|各(?![类种位])|分别|每{_MEASURE}|逐{_MEASURE}|都(?=是|在|什么|到|何|啥)",
    Mark.HELD: "收录|收集|收了|收进|收的|整理|覆盖|涵盖|入库|库里|知识库|资料库|政策库|数据库|手上|手里|"
    "掌握|能查|可以查|查得到|查到|存了|装了|你们?(?:这里|这儿|这边)?(?:都|一共|总共|现在|目前)*(?:有|知道|懂|了解)",
    Mark.EVERY: "一共|总共|合计|总计|全部|所有|全市各区|整个",
    Mark.END: "到期|过期|失效|截止|终止|结束|作废|废止|期满|届满|到头|到哪天|到什么时候|到何时|到几号",
    Mark.BEGIN: "生效|施行|实施|执行|出台|开始|起效",
    Mark.TERM: "有效期限?|时效|管多久|管几年|多少年",
    Mark.IN_FORCE: "(?:还|仍|仍然|依然|正|现行)?(?:有效(?!期)|在用|管用|在执行|在实施|在施行|在有效期内?)|"
    "还能用|没有?(?:到期|过期|失效|作废)|未(?:到期|过期|失效)|现行",
    Mark.EXPIRED: "已经?(?:到期|过期|失效|作废|截止|结束)|(?:到期|过期|失效|作废|废止)(?:了的?|掉)|"
    "过了期|无效|不再有效|失效的",
    Mark.NOT_YET: "(?:还|尚|仍)?(?:没有?|未)(?:开始)?(?:生效|施行|实施|执行|出台|开始)|(?:还|尚)未开始",
    Mark.EXPIRING: "(?:快|即将|将要|马上|就要|快要)(?:要)?(?:到期|过期|失效|截止|结束)",
    Mark.DRAFT: "征求意见稿|意见稿|草案|草稿|非正式|没正式(?:出台|发布)|未正式(?:出台|发布)",
    Mark.FIRST: "最先|最早|最快|第一个|头一个|首先|率先|(?<=[个份条谁的])先(?=到期|过期|失效|生效|施行)",
    Mark.LAST: "最晚|最后|最迟|最久|(?<=[个份条谁的])[晚后](?=到期|过期|失效|生效|施行)|倒数第一",
    Mark.NEWEST: "最新|最近(?=出|发|施|实|生|的)",
    Mark.MOST: "最高|最多|最大|最长|最贵|顶格",
    Mark.LEAST: "最低|最少|最小|最短",
    Mark.TOP: f"(?:排名|排在)?前{_SOME}{_MEASURE}?",
    Mark.ORDINAL: f"第{_SOME}(?:个|份|名|位|早|晚|高|低|先)|排第{_SOME}",
    Mark.REVERSE: "倒过来|反过来|倒序|从(?:大到小|小到大|高到低|低到高|早到晚|晚到早)|排序|排列|排一下|排个序",
    Mark.CHARGE: "负责|牵头|主管|归口|责任|参与|对口|经办|承办|管着|管的|在管|[归由].{0,9}管|管(?=哪|几|多少|什么)|分管",
    Mark.CAP: "上限|封顶|最高额度?|最高限额|限额|额度|天花板|顶额|最高(?:可?[给补奖拿到达]|不超过|是|为)?(?=\\d)|"
    "最多(?:可?[给补奖拿到达]|不超过|是|为)?(?=\\d)|(?<=万)封顶|(?<=元)封顶",
    Mark.RATE: "比例|比率|补助率|补贴率|百分比|成数|百分之几|几成|多少个点|按(?=\\d+(?:\\.\\d+)?%)",
    Mark.PAYS_MOST: "[给补奖发]得?(?:的?钱)?最(?:高|多|大)|(?:金额|钱|力度)最(?:高|多|大)|最(?:高|大)的?(?:金额|一笔)",
    Mark.AT_LEAST: "以上|不低于|不少于|至少|达到|起码|及以上|或以上|大于等于|起步",
    Mark.MORE: "超过|大于|高于|多于|超出",
    Mark.AT_MOST: "以下|以内|不超过|不高于|不多于|至多|小于等于|封顶以内",
    Mark.LESS: "低于|小于|少于|不到|不足|不满",
    Mark.CASH: "现金|真金白银|(?<!不)(?:直接)?给钱|发钱|拿钱|给现钱|货币",
    Mark.IN_KIND: "不给钱|不发钱|不是钱|不是现金|非现金|不给现金|非货币|实物",
    Mark.SERVICE: "服务(?=的|方式|形式|类|为主|支持|，|,|吗|$)|(?<=给)服务|(?<=提供)服务|购买服务",
    Mark.NO_FIGURE: "(?:没有?|未|不|无)(?:[写说提给标列注载]?(?:明|到|出)?)(?:具体|明确)?的?(?:金额|数字|数额|多少钱|钱数|额度)(?:的|是多少)?|"
    "金额(?:没有?|未|不)(?:[写说提给标列]?明?确?)|只有口号|没有?数",
    Mark.RELATED: "有关系?的?|相关的?|沾边的?|挂钩的?|打交道的?|(?:提|讲|说|写|谈)(?:到|及|的|了|过)+|涉及到?|涉|"
    "关于|针对|说的是|讲的是|包含|包括|围绕",
    Mark.ABOUT: "(?<![总])[跟和与同对](?=.{1,12}(?:有关|相关|沾边|挂钩|打交道))",
    Mark.NAME: "叫什么|叫啥|什么名字?|名字|名称|全称|全名|标题|题目|正式名",
    Mark.SAME: "是不是一?(?:个|份|回事|同一)|是?同一(?:个|份|部)|一样吗|不一样|不一致|不同|两个名|哪个名",
    Mark.ASKS_SUM: "补多少|给多少|拿多少|领多少|奖多少|报多少|怎么[补给奖算申报领拿]|能[补拿领报享得]|可以[拿领报享申]|"
    "可[享报领拿]|能申|申请|多少钱|几个钱|划算|合适|报销|叠加|我们?|咱|能不能|符合|对得上|对上",
    Mark.WITHIN: "以?之?内",
    Mark.BEFORE: "之?以?前(?!海)|为止|截?止",
    Mark.AFTER: "之?以?后",
}


@dataclass(frozen=True, slots=True)
class Marks:
    """Where each mark stands in one message: mark → (start, end) pairs, left to right."""

    text: str
    places: Mapping[Mark, tuple[tuple[int, int], ...]]

    def has(self, *marks: Mark) -> bool:
        """Whether any of some marks stands in the message."""
        return any(self.places.get(mark) for mark in marks)

    def words(self, mark: Mark) -> tuple[str, ...]:
        """What stands in the places of a mark."""
        return tuple(self.text[start:end] for start, end in self.places.get(mark, ()))

    def left_over(
        self, taken: Iterable[tuple[int, int]], is_term: Callable[[str], bool]
    ) -> tuple[tuple[int, int], ...]:
        """The stretches that no mark, no word of the language and nothing of ``taken`` covers.

        ``is_term`` keeps a word of the corpus whole that function words make up (人才).
        """
        known = bytearray(len(self.text))
        for start, end in taken:
            known[start:end] = b"\x01" * (end - start)
        for mark, places in self.places.items():
            if mark is not Mark.ASKS_SUM:
                for start, end in places:
                    known[start:end] = b"\x01" * (end - start)
        return tuple(_gaps(self.text, known, is_term))


def _gaps(
    text: str, known: bytearray, is_term: Callable[[str], bool]
) -> Iterable[tuple[int, int]]:
    """Maximal unknown stretches, function words at their ends cut away."""
    at = 0
    while at < len(text):
        if known[at] or not text[at].isalnum():
            at += 1
            continue
        end = at
        while end < len(text) and not known[end] and text[end].isalnum():
            end += 1
        start, at = at, end
        while start < end and not is_term(text[start:end]):
            if word := _function_word(text, range(start + 1, end + 1), start):
                start = word
            elif word := _function_word(text, range(end - 1, start - 1, -1), end):
                end = word
            else:
                break
        if start < end:
            yield start, end


_LONGEST = 5


def _function_word(text: str, ends: range, fixed: int) -> int:
    """The other end of the longest function word that begins or ends at ``fixed``; 0 for none."""
    words = _function_words()
    for other in reversed(ends[:_LONGEST]):
        if text[min(other, fixed) : max(other, fixed)] in words:
            return other
    return 0


@cache
def _function_words() -> frozenset[str]:
    return load_language().of("function", "asking", "time", "politeness")


@cache
def _matchers() -> Mapping[Mark, re.Pattern[str]]:
    return {mark: re.compile(pattern) for mark, pattern in _PATTERNS.items()}


def find_marks(text: str) -> Marks:
    """The marks of a folded message."""
    places = {
        mark: tuple(match.span() for match in matcher.finditer(text))
        for mark, matcher in _matchers().items()
    }
    return Marks(text, {mark: found for mark, found in places.items() if found})


def is_function_word(word: str) -> bool:
    """Whether a word belongs to the language and not to any matter."""
    return word in _function_words()

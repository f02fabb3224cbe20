"""Whether a message only takes leave for now: 行,我再跟老板商量商量; 嗯,那就等通知吧; 成,改天再聊.

Every comma clause says yes, thanks, or what one does next that asks nothing of the policies: talk
it over, think, wait, come back. A verb that is done (商量了), a number, a question or what somebody
is still waiting for (还在等通知) tells something instead.
"""

from __future__ import annotations

from assistant.text.pattern import lazy

_LONGEST = 30
_CLAUSE = lazy("[^,。;!?~ ]+")
_ASKS = lazy(
    r"[?\d吗]|[么呢](?=[,。;!~ ]|$)|多少|几(?!天)|哪"
    r"|什么|啥|谁|怎|是不是|有没有|能不能|要不要|([\u4e00-\u9fff])[不没]\1|如果|要是|假如|[没未](?!事)"
)
_YES = lazy(
    "(?:嗯|哦|噢|喔|好|行|成|中|对|是|ok|可以|明白|知道|懂|了解|收到|清楚|没事|得|要得|好嘞|多谢|谢谢|感谢|辛苦|麻烦|再见|拜拜"
    "|你|您|的|了|吧|啦|嘞|呢|啊|呀|勒|哈|嗯|那|先|就|这样|这么着|这么办){1,6}"
)
_SELF = (
    "(?:那么?|就|先|只能|只好|也|再|还是|都|得|要|会|去|来|回头|回去|下来|改天|晚点|稍后|过[几两]天|明天|下次|以后|之后|自己|内部|这边"
    "|我们?|咱们?|俺们?){0,6}"
)
_WITH = "(?:(?:跟|和|同|与|让|叫|请|找|给|向|问问?)[^,。;!?\\d]{1,6}?)?"
_OVER = (
    "(?:商量|合计|讨论|研究|琢磨|考虑|盘算|掂量|核对|汇报|请示|打听|准备|消化|对比|比较|确认|沟通|整理){1,2}"
    "(?:一?下|下?看看|看)?|(?:想|看|问|碰|核|查|聊|对)(?:一?[想看问碰核查聊对下]|一下)"
)
_TAIL = (
    "(?:(?:材料|资料|情况|领导|老板|同事|财务|大家|意见|再说|再定|再看|去|吧|呗|哈|啊"
    "|了(?=[吧哈]))*)"
)
_TALKS = lazy(f"{_SELF}{_WITH}(?:{_OVER}){_TAIL}")
_WAITS = lazy(
    "(?:那么?|就|先|我们?|咱们?|只能|只好|也)*等(?:[^,。;!?\\d]{1,8}?(?:吧|再(?:说|看|定|来|聊)(?:吧|了)?"
    "|再(?:来?)?(?:找|问|联系|告诉|麻烦|请教)[你您]?(?:吧|了)?)|(?:通知|消息|信儿?|结果|指南)(?:了|吧|呗)?)"
)
_COMES_BACK = lazy(
    "(?:那么?|就|先|我们?|咱们?)*(?:(?:有(?:消息|问题|结果|情况|事|进展)(?:了)?|回头|改天|晚点|下次|以后|明天|过[两几]天)(?:我们?|再|会|来|又)*"
    "|再)(?:说|聊|问|找|联系|请教|告诉|麻烦)(?:[你您])?[吧啊哈了]*"
)
_BY = lazy(
    "(?:那么?|就|我)*先(?:这样|这么着|这么办|这么定|到这[里儿]?|不问了|走了|忙)[吧了啊哈]*"
    "|(?:我们?)?(?:大概|基本|差不多)?心里有(?:数|底|谱)(?:了|啦)?"
    "|[你您](?:先)?(?:去)?忙吧?|(?:就)?不(?:打扰|麻烦|耽误)[你您](?:了|啦)?|没(?:别的|其他)?事了"
)


def takes_leave(text: str) -> bool:
    """Whether a folded message only takes leave, asking and telling nothing."""
    if len(text) > _LONGEST or _ASKS.search(text):
        return False
    clauses = _CLAUSE.findall(text)
    leaves = [any(p.fullmatch(c) for p in (_TALKS, _WAITS, _COMES_BACK, _BY)) for c in clauses]
    return any(leaves) and all(
        done or _YES.fullmatch(c) for done, c in zip(leaves, clauses, strict=True)
    )

"""Whether a message turns round what the message before said: 还没批下来 → 批下来啦.

What was denied and is now said, or was said and is now called off (退掉两千平 → 不退了), stands as
it stood before both. No word is known beforehand: what is turned round is read off the message
before.
"""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.dialogue.as_left import without_as_left
from assistant.dialogue.borne_out import is_of_those_out
from assistant.text.numerals import read_number
from assistant.text.pattern import lazy
from assistant.text.relation_words import UNCHANGED

_DENIED = lazy("(?:还没有?|没有?|尚未|未|不)(?:能|被|有)?(?P<act>[\u4e00-\u9fff]{1,6})")
_PARTICLES = "的了呢吧啊呀啦哦嘛着过"
_CALLED_OFF = lazy(
    "(?:^|[,。;!?])(?:哎呀?|唉|好吧|算了|得了|那|最后|后来|老板说)*,?(?:又|还是|先|决定)*不(?P<act>[\u4e00-\u9fff]{1,3}?)了"
    "(?=[,。;!?]|$)"
)
_NOT_DONE = lazy("没(?:有)?(?P<act>[\u4e00-\u9fff]{1,3}?)(?:成|上|下来)(?=[,。;!?了]|$)")
"""没转租成 after 把80平转租给兄弟单位了."""
_DID_NOT = lazy(
    "(?:^|[,。;!?])(?:哎|唉|其实|又|后来|结果)*没(?:有)?(?P<act>[\u4e00-\u9fff]{1,2}?)(?:没(?:有)?(?P=act))?(?:啊|呀|哈|呢)?(?=[,。;!?]|$)"
)
"""没刷没刷 after 假如被刷下来了."""
_DID = lazy(
    "^(?:放心|其实|后来|已经?|早|真的?|又|都|就|我们?|是)*(?P<act>[\u4e00-\u9fff]{1,2}?)(?:过|上|好|完|成|下来)?[了啦](?:的|啊|呀|哈|呢)*$"
)
"""放心纳了的 after 如果没在前海纳统: nothing but the verb of what was denied."""
_MADE_UP = lazy(
    "^(?:后来|其实|最后|不过|好在|还好|今天|昨天)*(?:(?:第?[一二三四五六]|[那这后前另])(?:面|边|来)?[一那这]?[个场笔份项款家批次期台届](?:的|那边的?)?)?"
    "(?P<act>[\u4e00-\u9fff]{2,4}?)(?:昨天|今天|刚|已经?|后来|前天|上周|也|都|又|终于)*(?:补|办|拿|批|做|搞|弄)(?:上|好|下来?|齐|完|到|成|过)+[了啦]$"
)
"""备案昨天补上了 after 没去部门备案, 第二场的备案补成了 after 第二场没备案."""
_GOT_NOW = lazy(
    "^(?:后来|其实|最后|不过|好在|还好|今天|昨天|刚|现在|那(?:[一-鿿\\d]{1,3}[个台项家份批辆套])?的?)*"
    "(?P<noun>[一-鿿]{2,4}?)(?:昨天|今天|刚|已经?|后来|前天|上周|也|都|又|终于|全|总算)*"
    "(?:(?:拿|办|发|补|搞|弄|领|签|走|等)?(?:到手?|下来|出来|[上好完妥齐成])|批|过)+[了啦]$"
)
_LACKED = lazy(
    "(?P<noun>[一-鿿]{2,6}?)(?:还|都|也|仍|一直|暂时|目前|现在)*(?:没有?|未|不)(?:能|给|被)?[^,。;!?]{1,5}"
)
"""批文拿到了 after 有2台批文没下: the same thing, by another verb."""
_DENIED_STRETCH = lazy("(?:没有?|尚未|未(?![来必])|不(?:是|算|能|曾))(?P<of>[^,。;!?]{1,16})")
_ADDED_BACK = lazy("(?:加|算|补|放)回(?:来|去)|不扣了|不减了")
_WITHDRAWN = lazy("(?:刚才|前面)?那句话?(?:就)?(?:收回|不算|作废)|收回(?:刚才|前面|那句)")
_MOVED_BACK = lazy("(?:挪|搬|改|换|调|转|放)回(?:来|去)了?")
_MOVED = lazy("[挪搬改换调转]")
_TAKEN_OFF = lazy("[扣减剔]|不算|去掉|拿掉|刨")
_NUMBER = lazy(r"\d+(?:\.\d+)?|[零一二两三四五六七八九十百千]+(?=[万亿])")
_CLAUSE = lazy("[^,。;!?]+")
_FIRST_CLAUSE = lazy("([^,。;!?]+)[,。;!](?=.)")
_ASKS = lazy("吗|[?]|会不会|是不是|如果|要是|假如|[没未不]")
_ONE_MORE = lazy(
    "多(?:了|出)?[一二两三四五六七八九十几\\d]+[个家项台款套份笔场](?!月)|(?<!不)新(?:签|增|添|加|谈)"
    "|(?:又|再|还|另外?)(?:加|多|添|来|签|有|谈|增)(?:了|上|个)*[一二两三四五六七八九十几\\d]*[个家项台款套份笔场](?!月)"
)
"""一家刚签并用上了,多一个 after 两个码头不用了 tells of one more, and takes back nothing."""
_NTH = lazy("第([一二三四五六])[个场笔份项款家批次期台届]")
_LEAST = 2


def turns_round(text: str, before: str) -> bool:
    """Whether ``text`` says the contrary of ``before``, both folded; new numbers say more."""
    text = without_as_left(text)  # 按审进去的算 after 没审进去 names what is left
    if not before or _ONE_MORE.search(text) or is_of_those_out(text):
        return False
    named, meant = ({*_NTH.findall(one)} for one in (text, before))
    if named and meant and not named & meant:
        return False  # 第一场补上了 after 第二场没备案
    if not _numbers(text) <= _numbers(before) | _beside(text):
        first = _FIRST_CLAUSE.match(text)  # 备案昨天补上了,实际花了220万
        return first is not None and not _numbers(first.group()) and _made_up(first[1], before)
    return _affirms(text, before) or _calls_off(text, before)


def does_after_all(clause: str, before: str) -> bool:
    """Whether a clause says that what was denied was done, for so much: 上礼拜验了六十万."""
    return not _ASKS.search(clause) and _affirms(clause, before)


def _made_up(clause: str, before: str) -> bool:
    """Whether a clause says of what was denied that it was made up for."""
    told = _MADE_UP.match(clause)
    stretches = (m["of"] for m in _DENIED_STRETCH.finditer(before))
    return told is not None and any(told["act"] in stretch for stretch in stretches)


def _affirms(text: str, before: str) -> bool:
    """Whether something that was denied is said: 没走平台 → 后来补走平台了, 还没挂牌 → 挂了."""
    clauses = [c for c in _CLAUSE.findall(text) if not _ASKS.search(c)]
    stretches = [m["of"] for m in _DENIED_STRETCH.finditer(before)]
    told = [m["act"] for c in clauses for m in (*_DID.finditer(c), *_MADE_UP.finditer(c))]
    if any(act in stretch for act in told for stretch in stretches):
        return True
    got = [m["noun"] for c in clauses if (m := _GOT_NOW.match(c))]
    if any(m["noun"].endswith(noun) for noun in got for m in _LACKED.finditer(before)):
        return True
    for match in _DENIED.finditer(before):
        act = match["act"].rstrip(_PARTICLES)
        done = lazy(
            f"^[^不没未]{{0,8}}?{re.escape(act[:1])}[上好完下来到齐]{{0,2}}(?:{re.escape(act[1:])})?[了啦]"
            "(?!的(?![啊呀哈呢]|$))"  # 连前面进了的一起算 only names what is in
        )
        if any((len(act) >= _LEAST and act in c) or (act and done.search(c)) for c in clauses):
            return True
    return False


def _calls_off(text: str, before: str) -> bool:
    """Whether something that was said is called off: 要退掉两千平 → 不退了."""
    if _ADDED_BACK.search(text) and _TAKEN_OFF.search(before):
        return True
    if _WITHDRAWN.search(text):
        return True
    if _MOVED_BACK.search(text) and _MOVED.search(before):
        return True
    undone = (*_NOT_DONE.finditer(text), *_DID_NOT.finditer(text))
    if any(m["act"] in before and f"没{m['act']}" not in before for m in undone):
        return True
    return any(
        m["act"][0] in before and f"不{m['act'][0]}" not in before
        for m in _CALLED_OFF.finditer(text)
    )


def _numbers(text: str) -> set[Decimal]:
    read = (read_number(one) for one in _NUMBER.findall(text))
    return {one.value for one in read if one is not None}


def _beside(text: str) -> set[Decimal]:
    """The numbers of a clause that says that they stay (服务费130万不变)."""
    kept = re.findall(rf"[^,。;!?]*(?:{UNCHANGED}|一样)", text)
    return {n for clause in kept for n in _numbers(clause)}

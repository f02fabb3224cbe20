"""What is said of all that was spoken of, counted or named one by one, in the words for all.

两样的最高数字一并写给我 asks for all (汇总); 区里市里都拿300万的投入再来一遍 and 投资额统一改成
580万,两个数重来 give all the same sum (都改成580万). How many they are said to be counts no things.
"""

from __future__ import annotations

from assistant.dialogue.ledger import Ledger
from assistant.text.numerals import read_number
from assistant.text.pattern import lazy

_SUM = "(?P<sum>[\\d.]+(?:万|亿)元?|[一二两三四五六七八九十百千零]+[万亿]元?)"
_ALL = "(?:都|统一|一律|全|均|一起|一并|同时)"
_COUNTED = "(?P<n>[两二三四五六])(?:个|项|样|件|条|块|份)"
_DO = "(?:汇总|汇个总|列(?:个表|一?下|出来?|给我)?|写(?:给|下|出)|合(?:在|到)一起[列写报看]|摆出来)"
_COUNTS_ALL = lazy(
    f"(?:把|将|给我|帮我|麻烦|,)*(?:以上|上面|前面|刚才|[这那])?(?:的|那)?{_COUNTED}"
    "(?:事情?|政策|补贴|资助|奖励|结果)?(?:的?(?:最高|最多|最后|最新)?的?(?:数字?|金额|上限|额度))?"
    f"(?:{_ALL}|再|重新?|一共|给我|帮我)*{_DO}[^,。;!?\\d]{{0,6}}"
)
_SAME_FOR_ALL = lazy(
    f"(?:两边|两头|两家|{_COUNTED}|[^,。;!?\\d]{{0,3}}?区里?[、和跟]?市里?|市里?[、和跟]?区里?)?(?:的|这边)?"
    f"{_ALL}(?:给我|再|就)?(?:拿|按照?|用|改[成为]|换成?|算成?|变成)(?:到)?{_SUM}(?:的[^,。;!?\\d]{{1,6}}?)?"
    "(?:(?:来|算|重算|重来|过|看|试|再来|再算|再过)(?:一?[遍次下])?)?(?=[,。;!?]|$)"
)
_AGAIN = lazy("[,。;!?]?[^,。;!?\\d]{0,12}?(?:重来|重算|再来|再算)[^,。;!?\\d]{0,3}[。!?]*$")


_MARKS = str.maketrans("，；！？：", ",;!?:")


def of_all_of_them(text: str, ledger: Ledger) -> str:
    """A message as typed with what it says of all in the words for all; else as it is."""
    matters = [m for m in ledger.matters if m.clauses]
    several = {c for m in matters for c in (*m.clauses, *m.trail)}
    everywhere = "" if len(matters) > 1 else "几个地方"  # one matter that went from place to place
    counts = {len(matters), len(several)} - {1}
    said = text.translate(_MARKS)
    same = _SAME_FOR_ALL.search(said)
    if same is not None and len(several) > 1 and (everywhere or _says_who(same.group())):
        number = same["n"]
        if number and _value(number) not in counts:
            return text
        behind = _AGAIN.fullmatch(said, same.end())
        tail = "" if behind else text[same.end() :]
        return f"{text[: same.start()]}{everywhere}都改成{same['sum']}{tail}"
    counted = _COUNTS_ALL.search(said)
    if counted is None or _value(counted["n"]) not in counts:
        return text
    return f"{text[: counted.start()]}{everywhere}汇总{text[counted.end() :]}"


def _says_who(said: str) -> bool:
    """Whether it is said of whom, or that it is one for all (统一); 都按 alone is read as it is."""
    return not said.startswith(("都", "全", "均"))


def _value(word: str) -> int:
    found = read_number(word)
    return int(found.value) if found is not None else 0

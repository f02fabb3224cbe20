"""What one message names and puts aside in the same breath (语料不买了,那条划掉).

The clauses that say so are blanked before anything is read, as if they had not been written.
"""

from __future__ import annotations

from collections.abc import Callable

from assistant.dialogue.aspects import content_of
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

_SENTENCE = lazy(r"[^。;；!！?？\n]+[。;；!！?？\n]*")
_CLAUSE = lazy(r"[^,，、:：…。;；!！?？“”\"\n]+")
_WITHDRAWS = lazy(
    "(?:(?:先|就|暂时|暂且|也|都|我们?|咱们?){0,8}(?:不|(?<![分特级性区])(?<!(?<![那这])个)别|甭|唔|不用|不必|不使|唔使|唔好|用不着)再?"
    "(?:问|管|提|聊|谈|看|查|报|申请|考虑|理会?)"
    "|(?:先|暂时|暂且)(?:不|别|不用|不必)(?:说|算|弄|搞)"
    "|(?:先|就|暂时|暂且)?(?:放|搁|撂|丢)(?:一|到一?|在一?)?(?:边|旁边?|着|放|下)"
    "|划掉|划了|删掉|删了|略过|跳过|作废|拿掉)"
    "(?:它|这个|那个)?(?:先|了|吧|啦|嘛|呗|咗|哈)*$"
)
"""What puts a matter aside, at the end of a clause."""
_ASKS = lazy("多少|几[成个万元块]|[?？吗呢]|什么|啥|怎么|哪|还?能不能|是否|如何|(.)[不唔没]\\1")
_IF = lazy("如果|要是|假如|万一|的话|若|只要|除非")
_POINTS = lazy(
    "(?:[那这]|它|他)(?:一?[条个项块笔件样桩边头]|些)?(?:的?事)?|算了|所以|干脆|区里|市里|就"
)
_DIGIT = lazy("[0-9]|[一二两三四五六七八九十百千][百千]*[万亿]")
_LEAST_LEFT = 6


def without_withdrawn(text: str, names: Callable[[str], bool]) -> str:
    """A message with blanks for what it names and puts aside.

    ``names``: whether words name a matter. A clause puts aside what it names itself, or points
    back to the clause of its sentence that names it: 买数据那个,合同都没签,先不问. What is
    asked about or supposed is not put aside.
    """
    found: list[tuple[int, int]] = []
    for sentence in _SENTENCE.finditer(text):
        clauses = [m.span() for m in _CLAUSE.finditer(text, *sentence.span())]
        for n, (low, high) in enumerate(clauses):
            match = _WITHDRAWS.search(text, low, high)
            clause = text[low:high]
            if match is None or _ASKS.search(clause) or _IF.search(clause):
                continue
            rest = _POINTS.sub("", fold(text[low : match.start()]))
            start = next(
                (k for k in range(n - 1, -1, -1) if _is_named(text, clauses[k], names)), None
            )
            if _DIGIT.search(clause):
                continue  # a sum that is not claimed is told as unused
            if names(fold(clause)) or content_of(rest):
                found.append((low, high))
                continue
            if start is None:
                continue
            told = text[clauses[start][0] : low]
            if not (_ASKS.search(told) or _DIGIT.search(told)):
                found.append((clauses[start][0], high))
    blanked = text
    for low, high in found:
        blanked = blanked[:low] + "，" * (high - low) + blanked[high:]
    return blanked if len(blanked.replace("，", "")) >= _LEAST_LEFT else text


def _is_named(text: str, span: tuple[int, int], names: Callable[[str], bool]) -> bool:
    return names(fold(text[slice(*span)]))

"""cewen explain: what is read in a message, layer by layer, with every score that decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import click

from assistant.cli.command import Command
from assistant.cli.endings import DONE
from assistant.cli.opening import open_assistant
from assistant.cli.options import Form, day_option, form_options, workspace_option
from assistant.cli.speak import write_json
from assistant.cli.streams import read_standard_input
from assistant.dialogue.conversation import Conversation
from assistant.dialogue.explanation import Explanation
from assistant.settings import Settings

_CONVERSATION = "cli"
HELP = """看一句话是怎样听懂的：读到了什么，用在哪里，什么没有用上。

多句话按先后各写一个参数，说明的是最后一句；写成 - 时从标准输入读取，一行一句。

\b
例：cewen explain "龙岗租算力花了800万，电费300万，能补多少？"
    cewen explain "龙岗买算力花了300万" "不是300万，是320万" --json
"""
_KINDS = {
    "place": "地点", "article": "条款", "date": "日期", "number": "数", "refused": "不回答",
    "mended": "错字",
}  # fmt: skip
_ROLES = {"asked": "所问的日子", "event": "事情发生的日子"}
_POLARITY = {"met": "满足", "denied": "否认", "unstated": "未说明"}
_ORIGINS = {"said": "本句说的", "kept": "前面说的", "assumed": "推定"}
_LEFT = {"number": "数", "matter": "事项", "condition": "条件", "date": "日期"}


@click.command("explain", cls=Command, help=HELP)
@click.argument("messages", nargs=-1, required=True, metavar="问题…")
@day_option
@form_options
@workspace_option
def command(settings: Settings, messages: tuple[str, ...], as_of: date, form: Form) -> int:
    """Read the messages, and write what was read in the last one."""
    if messages == ("-",):
        messages = tuple(line for line in read_standard_input().splitlines() if line.strip())
    conversation = Conversation(_CONVERSATION, ())
    for message in messages or ("",):
        conversation = conversation.say(message)
    found = open_assistant(settings).explain(conversation, as_of=as_of)
    if form is Form.JSON:
        write_json(found.to_json())
    else:
        print("\n".join(lines(found)))
    return DONE


def lines(found: Explanation) -> Iterator[str]:
    """The explanation as text, one layer under the other; a layer without content is left out."""
    yield f"原话：{found.message}"
    yield f"归一：{found.folded}"
    yield f"日期：{found.as_of}"
    for title, rows in (
        ("读到的", _spans(found)),
        ("数的关系", _numbers(found)),
        ("句子做什么", _acts(found)),
        ("条件", _conditions(found)),
        ("分段", _stretches(found)),
        ("候选条款（得分，领先）", _candidates(found)),
        ("数与事实（概率，领先）", _pairs(found)),
        ("所问的事项", _matters(found)),
        ("用上的", _used(found)),
        ("没有用上的", _unused(found)),
    ):
        listed = list(rows)
        if listed:
            yield ""
            yield f"【{title}】"
            yield from (f"  {row}" for row in listed)


def _spans(found: Explanation) -> Iterator[str]:
    for s in found.spans:
        role = _ROLES.get(s.role, s.role)
        said = "，".join(part for part in (role, s.value) if part)
        yield f"{_KINDS[s.kind]} “{s.text}” [{s.start}:{s.end}]" + (f" {said}" if said else "")


def _numbers(found: Explanation) -> Iterator[str]:
    for n in found.numbers:
        value = f" = {n.value} {n.unit}" if n.value else ""
        bound = f"（{n.bound}）" if n.bound else ""
        say = f"：{n.say}" if n.say else ""
        yield f"{n.relation} “{n.text}”{value}{bound}{say} [{'；'.join(n.roles)}]"


def _acts(found: Explanation) -> Iterator[str]:
    if found.acts:
        yield f"行为：{'、'.join(found.acts)}"
    if found.intents:
        yield f"问法：{'、'.join(found.intents)}"


def _conditions(found: Explanation) -> Iterator[str]:
    for c in found.conditions:
        stated = f" → {c.stated}" if c.stated else ""
        yield f"{_POLARITY[c.polarity]} “{c.text}” {c.label}（{c.fact}）{stated}"


def _stretches(found: Explanation) -> Iterator[str]:
    for s in found.stretches:
        topics = "、".join(f"{name} {weight:g}" for name, weight in s.topics) or "没有事项词"
        yield f"“{s.text}” {topics}"


def _candidates(found: Explanation) -> Iterator[str]:
    asked: tuple[str, tuple[str, ...]] | None = None
    for c in found.candidates:
        if (c.words, c.scope) != asked:
            asked = (c.words, c.scope)
            yield f"“{c.words}”" + (f"（{'、'.join(c.scope)}）" if c.scope else "")
        mark = "✓" if c.is_chosen else " "
        yield f"  {mark} {c.clause_id} {c.score:.3f} {c.margin:+.3f}"


def _pairs(found: Explanation) -> Iterator[str]:
    number: tuple[int, int] | None = None
    for p in found.pairs:
        if (p.start, p.end) != number:
            number = (p.start, p.end)
            yield f"“{p.text}”"
        mark = "✓" if p.is_used else " "
        yield f"  {mark} {p.label}（{p.fact}） {p.probability:.3f} {p.margin:+.3f}"


def _matters(found: Explanation) -> Iterator[str]:
    for m in found.matters:
        goes_on = "接着前面" if m.goes_on else "新提出"
        yield f"{'、'.join(m.clauses) or '没有条款'}（{goes_on}） “{m.words}”"
    if found.table:
        yield f"整个政策库的问题：{found.table}"
    if found.refusal:
        yield f"不回答：{found.refusal}（有条款能答的概率 {found.relevance:.3f}）"


def _used(found: Explanation) -> Iterator[str]:
    for u in found.used:
        words = f" “{u.text}”" if u.text else ""
        yield f"{u.label} = {u.value}{words}（{_ORIGINS[u.origin]}） → {'、'.join(u.clauses)}"


def _unused(found: Explanation) -> Iterator[str]:
    for left in found.unused:
        yield f"{_LEFT.get(left.kind, left.kind)} “{left.text}” [{left.start}:{left.end}]"
    for label in found.doubtful:
        yield f"两个数争同一个事实：{label}"

"""Asking: one question, a conversation, how a message is read, retrieval alone."""

from __future__ import annotations

import contextlib
import gc
import signal
import sys
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, TypeVar

import click

from assistant.answer.answer import Answer, Outcome
from assistant.answer.render import to_json, to_text
from assistant.assistant import Assistant
from assistant.cli.command import Command, Form, Whole, day_option, form_options, workspace_option
from assistant.cli.terminal import (
    CLARIFY,
    DONE,
    REFUSED,
    STOPPED,
    is_terminal,
    load,
    read_standard_input,
    show_progress,
    tell,
    write_json,
)
from assistant.dialogue.conversation import Conversation, checked
from assistant.errors import IndexMissingError, IndexStaleError, IndexWriteError, QuestionError
from assistant.indexing import build, open_searcher
from assistant.policy.corpus import Corpus, load_corpus
from assistant.policy.snapshot import Snapshot
from assistant.retrieval.hit import Hit, Run
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.dialogue.explanation import Explanation

T = TypeVar("T")


def open_assistant(settings: Settings) -> Assistant:
    """The assistant of a workspace.

    Raises:
        InstallationError: something on disk is broken, or the index is needed and cannot be built.
    """
    assistant = with_index(settings, lambda: Assistant.open(settings))
    # It lives as long as the process: passes over all objects need not look at it again.
    gc.freeze()
    return assistant


def with_index(settings: Settings, opening: Callable[[], T]) -> T:
    """What ``opening`` gives; if there is no fitting index, build it and open again.

    Raises:
        InstallationError: see open_assistant.
    """
    try:
        return opening()
    except IndexMissingError:
        _build(settings, "还没有索引")
    except IndexStaleError:
        _build(settings, "政策文件或编码器在索引建立之后有改动")
    return opening()


def _build(settings: Settings, why: str) -> None:
    tell(f"{why}，正在自动建立索引……")
    try:
        with show_progress("建立索引") as progress:
            build(settings, progress)
    except IndexWriteError as cause:
        raise IndexWriteError(
            f"{why}，而索引文件夹 {settings.index} 写不了，不能自动建立："
            "请让它可写并有剩余空间后运行 cewen build，或用 --workspace 换一个工作区。"
        ) from cause
    tell("索引已建好。")


EXIT_CODES = {Outcome.ANSWERED: DONE, Outcome.REFUSED: REFUSED, Outcome.CLARIFY: CLARIFY}


def speak(answer: Answer, form: Form) -> int:
    """Write the answer on standard output; returns the exit code of its outcome."""
    if form is Form.JSON:
        write_json(to_json(answer))
    elif form is Form.TEXT:
        print(to_text(answer), end="", flush=True)
    else:
        load("draw", "draw_answer")(answer)
    return EXIT_CODES[answer.outcome]


CONVERSATION = "cli"
"""The id of every conversation here, so that equal questions give equal answers."""

_ASK_HELP = """提问，得到引用原文的回答和金额。问题写成 - 时从标准输入读取。

\b
例：cewen ask "我们在龙岗租了800万算力，能补多少？"
    echo "福田首版次软件怎么补？" | cewen ask -
"""


@click.command("ask", cls=Command, help=_ASK_HELP)
@click.argument("words", nargs=-1, required=True, metavar="问题")
@day_option
@form_options
@workspace_option
def ask_command(settings: Settings, words: tuple[str, ...], as_of: date, form: Form) -> int:
    """Ask, and write the answer."""
    question = read_standard_input() if words == ("-",) else " ".join(words)
    conversation = Conversation(CONVERSATION, ()).say(question)
    return speak(open_assistant(settings).ask(conversation, as_of=as_of), form)


RESTART = "重新开始"
LEAVE = frozenset({"退出", "再见", "exit", "quit"})

_CHAT_HELP = f"""连续对话：后面的问题沿用前面说过的条件。

\b
输入“{RESTART}”忘掉前面的话；输入“退出”或按 Ctrl-D、Ctrl-C 结束。
标准输入不是终端时，每行是一句话，每句话得到一个回答。
"""


@click.command("chat", cls=Command, help=_CHAT_HELP)
@day_option
@form_options
@workspace_option
def chat_command(settings: Settings, as_of: date, form: Form) -> int:
    """Answer line after line, until there are no more."""
    assistant = open_assistant(settings)
    new = conversation = Conversation(CONVERSATION, ())
    is_talk = is_terminal(sys.stdin)
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401  (gives input() its history and line editing)
    if is_talk:
        tell(f"请提问。输入“{RESTART}”忘掉前面的话，输入“退出”结束。")
    lines = _Lines(is_talk)
    for line in lines:
        if line in LEAVE:
            break
        if line == RESTART:
            conversation = new
            tell("好的，前面的话不再算数，请重新提问。")
            continue
        try:
            conversation = conversation.say(line)
        except QuestionError as error:
            tell(error)
            continue
        speak(assistant.ask(conversation, as_of=as_of), form)
    if is_talk:
        tell("再见。")
    return STOPPED if lines.is_stopped else DONE


class _Lines:
    """What is said, without blank lines, until the end of input or Ctrl-C (``is_stopped``)."""

    def __init__(self, is_talk: bool) -> None:
        self._is_talk = is_talk
        self.is_stopped = False

    def __iter__(self) -> Iterator[str]:
        prompt = "\n问> " if self._is_talk and is_terminal(sys.stdout) else ""
        try:
            while True:
                line = input(prompt).strip()
                if line:
                    yield line
        except EOFError:
            pass
        except KeyboardInterrupt:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # once is enough: nothing is left to stop
            self.is_stopped = True
        if self._is_talk:
            print(file=sys.stderr)


_EXPLAIN_HELP = """看一句话是怎样听懂的：读到了什么，用在哪里，什么没有用上。

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


@click.command("explain", cls=Command, help=_EXPLAIN_HELP)
@click.argument("messages", nargs=-1, required=True, metavar="问题…")
@day_option
@form_options
@workspace_option
def explain_command(settings: Settings, messages: tuple[str, ...], as_of: date, form: Form) -> int:
    """Read the messages, and write what was read in the last one."""
    if messages == ("-",):
        messages = tuple(line for line in read_standard_input().splitlines() if line.strip())
    conversation = Conversation(CONVERSATION, ())
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
        ("为了什么（概率，界限）", _purpose(found)),
        ("条件", _conditions(found)),
        ("分段", _stretches(found)),
        ("候选条款（得分，领先）", _candidates(found)),
        ("阅读器（得分，领先）", _proposals(found)),
        ("数与事实（概率，领先）", _pairs(found)),
        ("数对前面说的做什么（概率）", _roles(found)),
        ("所问的事项", _matters(found)),
        ("用上的", _used(found)),
        ("没有用上的", _unused(found)),
        ("有没有把握（听错的概率）", _doubt(found)),
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


def _purpose(found: Explanation) -> Iterator[str]:
    purpose = found.purpose
    if purpose is not None:
        yield f"政策以外 {purpose.outside:.3f}，弄虚作假 {purpose.dishonest:.3f}"
        yield f"合计到 {purpose.refuse:.3f} 不回答"


def _doubt(found: Explanation) -> Iterator[str]:
    if found.doubt is not None:
        told = "，写在回答里" if found.doubt.is_told else ""
        yield f"“{found.doubt.text}” {found.doubt.probability:.3f}{told}"
    if found.retold:
        yield f"收回以后还算数的话：{' / '.join(found.retold)}"
    if found.vote is not None:
        which = found.vote.clause or "都不是"
        taken = "，照它回答" if found.vote.is_taken else ""
        yield f"字面所指 {found.vote.held:.3f}，可能问的 {which} {found.vote.share:.3f}{taken}"


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


def _proposals(found: Explanation) -> Iterator[str]:
    if not found.has_reader:
        yield "没有装：只靠词语（见 docs/dialogue.md）"
    elif not found.proposals:
        yield "没有问到：词语已经找到条款"
    for c in found.proposals:
        mark = "✓" if c.is_chosen else " "
        yield f"{mark} “{c.words}” {c.clause_id} {c.score:+.2f} {c.margin:+.2f}"


def _pairs(found: Explanation) -> Iterator[str]:
    number: tuple[int, int] | None = None
    for p in found.pairs:
        if (p.start, p.end) != number:
            number = (p.start, p.end)
            yield f"“{p.text}”"
        mark = "✓" if p.is_used else " "
        yield f"  {mark} {p.label}（{p.fact}） {p.probability:.3f} {p.margin:+.3f}"


_DOES = {
    "told": "新说的", "other": "别的事", "set": "改成", "add": "加上", "less": "减去",
    "still": "重说", "factor": "比例",
}  # fmt: skip


def _roles(found: Explanation) -> Iterator[str]:
    for number in found.roles:
        said = "，".join(f"{_DOES[role]} {share:.2f}" for role, share in number.roles)
        yield f"“{number.text}” {said}"


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


MOST = 100


@click.command("search", cls=Command, help="只检索条款，不回答。检索词写成 - 时从标准输入读取。")
@click.argument("words", nargs=-1, required=True, metavar="检索词")
@click.option("-k", "k", type=Whole(1, MOST), default=10, metavar="条数", help="最多几条，默认 10")
@click.option("--policy", "policies", multiple=True, metavar="编号", help="只查这项政策，可写多次")
@click.option("--explain", "is_explained", is_flag=True, help="列出字词分、语义分和扩展词")
@form_options
@workspace_option
def search_command(
    settings: Settings,
    words: tuple[str, ...],
    k: int,
    policies: tuple[str, ...],
    is_explained: bool,
    form: Form,
) -> int:
    """Search, and list the hits."""
    query = checked(read_standard_input() if words == ("-",) else " ".join(words))
    corpus = load_corpus(settings.corpus, Snapshot.open(settings.snapshot))
    scope = frozenset(corpus.policy(policy).id for policy in policies) or None
    searcher = with_index(settings, lambda: open_searcher(settings, corpus))
    found = searcher.search(query, k=k, policies=scope)
    if form is Form.JSON:
        content = _json(found, is_explained)
        if is_explained:
            content["relevance"] = round(searcher.relevance(found), 4)
        write_json(content)
    elif form is Form.TEXT:
        print("\n".join(_lines(found, corpus, is_explained)))
    else:
        load("draw", "draw_hits")(found, corpus, is_explained)
    return DONE


def _json(found: Run, is_explained: bool) -> dict[str, object]:
    content: dict[str, object] = {"hits": [_hit(hit, is_explained) for hit in found.hits]}
    if is_explained:
        content["expansions"] = list(found.expansions)
    return content


def _hit(hit: Hit, is_explained: bool) -> dict[str, object]:
    content: dict[str, object] = {
        "clause_id": str(hit.clause_id),
        "score": round(hit.score, 6),
        "rank": hit.rank,
    }
    if is_explained:
        content |= {"sparse": round(hit.sparse, 6), "dense": round(hit.dense, 6)}
    return content


def _lines(found: Run, corpus: Corpus, is_explained: bool) -> list[str]:
    if not found.hits:
        return ["没有找到相关条款。"]
    lines = []
    for hit in found.hits:
        clause = corpus.require(hit.clause_id)
        scores = f"（字词 {hit.sparse:.3f}，语义 {hit.dense:.3f}）" if is_explained else ""
        name = f"{clause.label}{clause.heading}"
        title = corpus.policy(hit.clause_id.policy).short_title
        lines.append(f"{hit.rank}. {hit.score:.3f}{scores} {hit.clause_id} {title} {name}")
    if is_explained and found.expansions:
        lines.append(f"扩展词：{'、'.join(found.expansions)}")
    return lines

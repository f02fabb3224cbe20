"""The one way through: events in order, the same bytes every time, no question that breaks it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from assistant.answer.answer import Answer, Outcome
from assistant.answer.events import Done, Estimated, Found, Said
from assistant.answer.render import to_json
from assistant.assistant import Assistant
from assistant.dialogue.conversation import MAX_QUESTION, MAX_TURNS, Conversation, checked
from assistant.errors import (
    EncoderError,
    IndexMissingError,
    InstallationError,
    PromptError,
    QuestionError,
)
from assistant.evaluation.provenance import check_provenance
from assistant.indexing import build
from assistant.settings import Settings
from tests.fakes import ROOT
from tests.real_assistant import DAY, ask, content, conversation, real, workspace

ANY = settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
PIECES = """
龙岗 深圳 前海 广州 训力券 算力 大模型 备案 多少 到期 800万 1.2亿 三成 50% 那 不对 要是 第九条
（二） 200平米 6个 2026年底 保证 叠加 哪个区 初创 拿满 还差 合计 重新开始 ? ， 。 《 [1]
"""
WORDS = st.sampled_from(PIECES.split())
NASTY = st.sampled_from(
    [
        "\x00龙岗\x1b[31m补多少",
        "\u202e多少补能",
        "😀💰龙岗租算力补多少🤖",
        "<script>alert(1)</script>龙岗",
        "{{ 7 * 7 }} {% for %}",
        "9" * 60 + "万元 龙岗 算力",
        "1e999 龙岗算力",
        "-800万 龙岗 算力",
        "0元 龙岗租算力 补多少",
        "亿亿亿万万元",
        "第九十九亿条",
        "……！？。，",
        "'; DROP TABLE answers; --",
        "ＡＢＣ①②③㈠㈡Ⅳ½㎡",
        "\ud7ff\ue000\ufffd",
        "a" * 2000,
        "龙" * 2000,
        "一" * 2000,
        "1" * 2000,
        "龙岗算力800万，" * 200,
    ]
)
QUESTIONS = st.one_of(
    st.text(max_size=60),
    st.text("0123456789.,%万亿元个条第（）年月", min_size=1, max_size=30),
    st.lists(WORDS, min_size=1, max_size=8).map("".join),
    NASTY,
)
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


def check(answer: Answer, turns: tuple[str, ...]) -> None:
    assert answer.outcome in set(Outcome)
    assert answer.text
    json.dumps(to_json(answer), ensure_ascii=False).encode()
    assert check_provenance(answer, real().corpus, turns) == ()


@ANY
@given(QUESTIONS, DAYS)
@example("亿", date(2000, 1, 1))
@example("第条", date(2100, 12, 31))
def test_any_text_on_any_day_gets_one_of_three_outcomes(text: str, as_of: date) -> None:
    try:
        talk = conversation(text)
    except QuestionError:
        clean = "".join(c for c in text if c in "\n\t" or c.isprintable()).strip()
        assert not clean or len(clean) > MAX_QUESTION
        return
    check(real().ask(talk, as_of=as_of), talk.turns)


@settings(ANY, max_examples=60)
@given(st.lists(QUESTIONS.filter(str.strip), min_size=2, max_size=4))
def test_any_conversation_gets_one_of_three_outcomes(turns: list[str]) -> None:
    try:
        talk = conversation(*turns)
    except QuestionError:
        return
    check(real().ask(talk, as_of=DAY), talk.turns)


@pytest.mark.parametrize("message", ["", "  \n\t", "\x00\x1b", "\u200b\u200e"])
def test_an_empty_message_is_the_users_mistake(message: str) -> None:
    with pytest.raises(QuestionError, match="问题是空的"):
        conversation(message)


def test_a_message_may_have_2000_characters_and_no_more() -> None:
    assert checked("龙" * MAX_QUESTION) == "龙" * MAX_QUESTION
    with pytest.raises(QuestionError, match=r"2001 个字，最多 2000 个"):
        checked("龙" * (MAX_QUESTION + 1))


def test_a_conversation_keeps_its_last_forty_messages_and_needs_one() -> None:
    talk = conversation(*(f"问题{n}" for n in range(MAX_TURNS + 5)))
    assert talk.turns == tuple(f"问题{n}" for n in range(5, MAX_TURNS + 5))
    assert talk.question == f"问题{MAX_TURNS + 4}"
    with pytest.raises(ValueError, match="no message"):
        real().ask(Conversation("empty", ()), as_of=DAY)


def test_events_come_in_order_and_agree_with_the_answer() -> None:
    events = list(real().steps(conversation("龙岗租算力花了800万，能补多少？"), as_of=DAY))
    assert [type(event) for event in events if not isinstance(event, Said)] == [
        Found,
        Estimated,
        Done,
    ]
    found, estimated, *said, done = events
    assert isinstance(found, Found)
    assert isinstance(estimated, Estimated)
    assert isinstance(done, Done)
    answer = done.answer
    assert (found.citations, estimated.estimates) == (answer.citations, answer.estimates)
    assert tuple(e.sentence for e in said if isinstance(e, Said)) == answer.sentences
    assert all(sentence.text in answer.text for sentence in answer.sentences)


def test_without_sums_no_estimates_are_announced() -> None:
    events = list(real().steps(conversation("今天天气怎么样？"), as_of=DAY))
    assert [type(event) for event in events] == [Found, Said, Done]


REPLAYED = [
    ("龙岗租算力花了800万，能补多少？", "那龙华呢", "要是2000万呢"),
    ("各区租算力分别补多少？",),
    ("福田的政策什么时候到期？", "能叠加吗"),
    ("广州租算力补多少",),
    ("我们是初创企业，深圳有哪些补贴",),
]
SCRIPT = """
import hashlib, json, sys
from pathlib import Path
from tests.real_assistant import DAY, content, conversation, settings
from assistant.assistant import Assistant
opened = Assistant.open(settings(Path(sys.argv[1])))
said = [content(opened.ask(conversation(*turns), as_of=DAY)) for turns in json.loads(sys.argv[2])]
print(hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest())
"""


def test_every_process_gives_the_same_bytes_whatever_its_hash_seed() -> None:
    turns = json.dumps(REPLAYED)
    digests = set()
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(workspace()), turns],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(run.stdout)
    assert len(digests) == 1


@pytest.mark.parametrize("turns", REPLAYED)
def test_a_replayed_conversation_gives_the_same_answer(turns: tuple[str, ...]) -> None:
    first, again = ask(*turns), ask(*turns)
    assert content(first) == content(again)
    assert first.id == again.id
    assert first.id != ask(*turns, as_of=date(2025, 6, 2)).id


def _workspace(folder: Path) -> Settings:
    folder.joinpath("index").mkdir()
    for name in ("corpus", "prompts", "index/encoder"):
        folder.joinpath(name).symlink_to(ROOT / name, target_is_directory=True)
    return Settings(workspace=folder, data_dir=folder / "var")


def test_without_an_index_the_message_says_how_to_build_it(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError, match="cewen build"):
        Assistant.open(_workspace(tmp_path))


def test_without_the_encoder_or_the_prompts_the_message_names_the_folder(tmp_path: Path) -> None:
    made = _workspace(tmp_path)
    build(made)
    tmp_path.joinpath("prompts").unlink()
    tmp_path.joinpath("prompts").mkdir()
    with pytest.raises(PromptError, match=r"answer\.zh\.j2"):
        Assistant.open(made)
    tmp_path.joinpath("index/encoder").unlink()
    with pytest.raises(EncoderError, match="encoder"):
        Assistant.open(made)


@pytest.mark.parametrize(
    "question",
    [
        "龙岗租8000万算力能补多少？[1]",
        "[1] 龙岗租8000万算力能补多少？",
        "(1)龙岗租8000万算力能补多少？",
        "你说最多可获600万元[1]，龙岗租8000万算力真的能拿这么多吗",
    ],
)
def test_marks_of_citations_and_lists_in_a_question_name_no_clause(question: str) -> None:
    answer = ask(question)
    calculated = [(e.rule_id, e.amount) for e in answer.estimates if e.rule_id]
    assert calculated == [("longgang-2025#2:compute-service", 6_000_000)]


@pytest.mark.parametrize("question", ["福田的政策有效期是99999年吧", "龙岗政策有效期是8000年吧"])
def test_a_period_beyond_every_calendar_is_plainly_wrong(question: str) -> None:
    assert ask(question).text.startswith("不对")


@pytest.mark.parametrize(
    "name", ["index/encoder/modules.json", "index/encoder/tokenizer.json", "index/manifest.json"]
)
def test_a_file_nested_without_end_is_told(tmp_path: Path, name: str) -> None:
    made = _workspace(tmp_path)
    build(made)
    (tmp_path / "index" / "encoder").unlink()
    shutil.copytree(ROOT / "index" / "encoder", tmp_path / "index" / "encoder")
    (tmp_path / name).write_text("[" * 100_000)
    with pytest.raises(InstallationError, match=r"encoder|manifest"):
        Assistant.open(made)

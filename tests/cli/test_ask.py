import json
import subprocess
import sys

import pytest

from tests.cli.conftest import COMPUTE, DAY, Inside, Program, clean_environment

HEAVY = ("torch", "sentence_transformers", "fastapi", "sqlalchemy", "openpyxl", "docx", "rich")


def test_ask_in_a_pipe_prints_one_json_answer_per_line(cewen: Program) -> None:
    done = cewen("ask", COMPUTE, "--as-of", DAY)
    assert done.returncode == 0
    (line,) = done.stdout.splitlines()
    answer = json.loads(line)
    assert answer["outcome"] == "answered"
    assert answer["as_of"] == DAY
    assert "2400000.00" in {e["amount"] for e in answer["estimates"]}  # 800万 × 30%
    assert "longgang-2025#2" in {c["clause_id"] for c in answer["citations"]}


def test_ask_gives_the_same_answer_twice(cewen: Program) -> None:
    first, second = (json.loads(cewen("ask", COMPUTE, "--as-of", DAY).stdout) for _ in range(2))
    assert {**first, "timings_ms": None} == {**second, "timings_ms": None}


def test_ask_text_names_sum_clause_and_day(cewen: Program) -> None:
    out = cewen("ask", COMPUTE, "--as-of", DAY, "--text").stdout
    assert "800万元 × 30% = 240万元" in out
    assert "算力服务费用的30%" in out
    assert DAY in out


def test_ask_reads_standard_input(cewen: Program) -> None:
    done = cewen("ask", "-", "--as-of", DAY, given=f"\ufeff{COMPUTE}\r\n")
    assert json.loads(done.stdout)["question"] == COMPUTE


def test_ask_joins_words_without_quotes(cewen: Program) -> None:
    done = cewen("ask", "龙岗", "买算力", "怎么补", "--as-of", DAY)
    assert json.loads(done.stdout)["question"] == "龙岗 买算力 怎么补"


def test_ask_drops_control_characters(cewen: Program) -> None:
    done = cewen("ask", "\x1b[31m龙岗\x07买算力\u202e怎么补", "--as-of", DAY)
    assert done.returncode == 0
    assert json.loads(done.stdout)["question"] == "[31m龙岗买算力怎么补"


def test_ask_refuses_what_is_no_policy_with_code_3(cewen: Program) -> None:
    done = cewen("ask", "今天天气怎么样？", "--as-of", DAY)
    assert done.returncode == 3
    answer = json.loads(done.stdout)
    assert answer["outcome"] == "refused"
    assert answer["citations"] == []


def test_ask_a_non_chinese_question_is_refused_not_broken(cewen: Program) -> None:
    done = cewen("ask", "What is the capital of France?", "--as-of", DAY)
    assert done.returncode in (3, 4)
    assert json.loads(done.stdout)["outcome"] in ("refused", "clarify")


@pytest.mark.parametrize(
    ("question", "words"),
    [("", "问题是空的"), ("  \n ", "问题是空的"), ("\x07\u202e", "问题是空的")],
)
def test_ask_an_empty_question_is_a_mistake(here: Inside, question: str, words: str) -> None:
    here.fails(1, words, "ask", question)


def test_ask_a_question_of_5000_characters_is_a_mistake(cewen: Program) -> None:
    cewen.fails(1, "5000 个字", "ask", "算" * 5000)


def test_ask_too_much_standard_input_is_a_mistake(cewen: Program) -> None:
    cewen.fails(1, "太长了：请缩短问题", "ask", "-", given="a" * 3_000_000)


def test_ask_standard_input_that_is_not_utf8_is_a_mistake(cewen: Program) -> None:
    cewen.fails(1, "不是 UTF-8", "ask", "-", given="龙岗".encode("gb18030"))


@pytest.mark.parametrize(
    "day", ["2025-02-30", "明天", "2025-6-1", "2025-06-01T00:00", "２０２５-06-01"]
)
def test_ask_a_day_that_does_not_exist_is_a_mistake(here: Inside, day: str) -> None:
    here.fails(1, "看不懂日期", "ask", COMPUTE, "--as-of", day)


def test_ask_json_and_text_exclude_each_other(here: Inside) -> None:
    here.fails(1, "只能选一个", "ask", COMPUTE, "--json", "--text")


def test_ask_imports_neither_torch_nor_the_server(cewen: Program) -> None:
    script = (
        "import sys\n"
        "from assistant.cli import main\n"
        f"code = main(['--workspace', sys.argv[1], 'ask', {COMPUTE!r}, '--as-of', '{DAY}'])\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)\n"
        "sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(cewen.workspace)],
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == "[]\n"

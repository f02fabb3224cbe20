"""Processor time of answers: a usual question, the dearest of 2 000 characters, long conversations.

The best of several runs counts, so that other work on the machine disturbs less; of long messages
of many different questions the first, because what is asked twice is cheaper. With ``--other`` a
checkout of another version is asked on the command line in turn with this one; with ``--no-reader``
the learned reader is left out.
Usage: python benchmarks/answers.py [--other FOLDER] [--no-reader]
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import statistics
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

from assistant.assistant import Assistant
from assistant.dialogue.conversation import Conversation
from assistant.retrieval.reader import ClauseReader
from assistant.settings import load_settings
from assistant.text.normalise import fold
from assistant.web.running.arenas import keep_all

try:
    from benchmarks.machine import percentiles
except ModuleNotFoundError:  # run as a script
    from machine import percentiles

ROOT = Path(__file__).parent.parent
DAY = date(2025, 6, 1)
RUNS = 3
LONGEST = 2000
HOSTILE = (
    "元/㎡",
    "100平方米",
    "龙岗租800万算力能补多少？",
    "½",
    "一",
    "二十",
    "1-",
    "7",
    "2025-01-",
    "第九条",
    "800万",
    "和",
    "另外",
    "，另外",
    "企业",
    "我们公司",
    "国家级",
    "算力花了100万元",
    "龙岗租算力500万,",
    "算力费800万，备案模型3个，",
    "数据入表200万；",
    "每月65万，租12个月，",
    "1、算力800万\n2、备案3个\n",
    "龙岗算力800万，龙华模型备案2个，福田语料券50万，",
    "不是300万，是320万，",
    "北京、上海、广州、",
    "明年",
)
"""Stretches that are repeated until the question is full."""
SHORT = 30
PLACES = ("龙岗", "福田", "龙华", "前海", "深圳")
MATTERS = (
    "租算力花了{}万",
    "语料花了{}万",
    "房租{}万",
    "研发投入{}万",
    "备案模型{}个",
    "模型券花了{}万",
    "场景项目投入{}万",
)
TURNS = (
    "龙岗租算力花了800万，能补多少？",
    "那900万呢？",
    "再加200万",
    "不是900万，是1000万",
    "龙华的备案呢？有3个模型",
    "什么时候到期？",
    "归谁管？",
    "谢谢",
)


def full(unit: str) -> str:
    """The stretch repeated until the question is as long, typed and read, as one may be.

    Both are counted: ½ reads longer than it is typed, a line break is typed and not read.
    """
    return unit * (LONGEST // max(len(unit), len(fold(unit * 2)) - len(fold(unit))))


def processor_seconds(assistant: Assistant, conversation: Conversation, runs: int) -> float:
    found = []
    for _ in range(runs):
        began = time.process_time()
        assistant.ask(conversation, as_of=DAY)
        found.append(time.process_time() - began)
    return min(found)


def questions() -> list[str]:
    """The first messages of the question sets, file by file."""
    files = sorted((ROOT / "eval" / "questions").glob("*.jsonl"))
    lines = (line for file in files for line in file.read_text(encoding="utf-8").splitlines())
    return [json.loads(line)["turns"][0] for line in lines]


def usual(assistant: Assistant, runs: int) -> dict[str, float]:
    """Every ninth first message of the question sets."""
    asked = [Conversation("c", ()).say(question) for question in questions()[::9]]
    return percentiles([processor_seconds(assistant, talk, runs) for talk in asked])


def different(every: list[str]) -> dict[str, str]:
    """Messages as long as may be, of many different questions and of many different matters."""
    short = [question for question in every if len(question) < SHORT]
    found = {}
    for n in range(1, 4):
        found[f"不同的问题 {n}"] = "".join(every[n::13])[:LONGEST]
        found[f"不同的短问题 {n}"] = "".join(short[n::7])[:LONGEST]
    matters = (
        f"{PLACES[n % len(PLACES)]}{MATTERS[n * 3 % len(MATTERS)].format(100 + 7 * n)}；"
        for n in range(LONGEST)
    )
    return {**found, "七十件事": "".join(itertools.islice(matters, 250))[:LONGEST]}


def second(assistant: Assistant) -> dict[str, float]:
    """The dearest messages as second ones of a conversation."""
    begun = Conversation("c", ()).say(TURNS[0])
    asked = {unit: begun.say(full(unit)) for unit in ("，", "7", "企业", "，另外", "和")}
    return {unit: processor_seconds(assistant, talk, RUNS) for unit, talk in asked.items()}


def conversation(turns: int) -> tuple[float, float, float]:
    """Milliseconds of the first turn, of the last one, and of a cold replay up to it."""
    settings = load_settings(str(ROOT), {})
    talk, first, last = Conversation("c", ()), 0.0, 0.0
    assistant = Assistant.open(settings)
    assistant.ask(Conversation("warm", ("你好",)), as_of=DAY)
    for n in range(turns):
        talk = talk.say(TURNS[n % len(TURNS)])
        took = processor_seconds(assistant, talk, 1)
        first, last = (took, took) if n == 0 else (first, took)
    fresh = Assistant.open(settings)
    fresh.ask(Conversation("warm", ("你好",)), as_of=DAY)
    return 1000 * first, 1000 * last, 1000 * processor_seconds(fresh, talk, 1)


def cold(folder: Path) -> float:
    """Processor seconds, user and system, of one question on the command line."""
    command = [sys.executable, "-m", "assistant", "ask", TURNS[0], "--json"]
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{folder} 里的 cewen ask 失败（{process.returncode}）")
    return used.ru_utime + used.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--other", type=Path, help="另一版的源码文件夹（已建好索引）")
    parser.add_argument("--no-reader", action="store_true", help="不用阅读器")
    parser.add_argument("--rounds", type=int, default=15)
    given = parser.parse_args()
    if given.no_reader:
        ClauseReader.find = classmethod(lambda *_: None)  # type: ignore[assignment]
    assistant = Assistant.open(load_settings(str(ROOT), {}))
    print(f"系统负载 {os.getloadavg()[0]:.1f}")
    every = questions()
    for question in every[::50]:  # what is made ready once
        assistant.ask(Conversation("c", ()).say(question), as_of=DAY)
    keep_all()  # as the server does
    print("一般问题，第一次问：", usual(assistant, 1))
    print("一般问题，几次中最好的：", usual(assistant, RUNS))
    asked = different(every)
    took = {
        name: processor_seconds(assistant, Conversation("c", ()).say(text), 1)
        for name, text in asked.items()
    }
    print("2 000 字：", "，".join(f"{name} {took[name]:.2f} s" for name in asked))
    later = second(assistant)
    print("2 000 字，接着问：", "，".join(f"{unit!r} {s:.2f} s" for unit, s in later.items()))
    dear = {
        unit: processor_seconds(assistant, Conversation("c", ()).say(full(unit)), RUNS)
        for unit in HOSTILE
    }
    worst = sorted(dear, key=lambda unit: -dear[unit])[:5]
    print("2 000 字，最贵的：", "，".join(f"{unit!r} {dear[unit]:.2f} s" for unit in worst))
    first, last, replay = conversation(40)
    print(f"第 1 句 {first:.1f} ms，第 40 句 {last:.1f} ms，40 句冷重放 {replay:.0f} ms")
    folders = [ROOT, *([given.other.resolve()] if given.other else [])]
    found = [[cold(folder) for folder in folders] for _ in range(given.rounds)]
    for folder, seconds in zip(folders, zip(*found, strict=True), strict=True):
        print(f"cewen ask（{folder.name}）：CPU 中位 {statistics.median(seconds):.3f} s")
    if given.other:
        share = statistics.median(own / other for own, other in found)
        print(f"成对之比的中位：{share:.2f}")


if __name__ == "__main__":
    main()

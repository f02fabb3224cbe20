"""Processor time of answers: a usual question, the dearest of 2 000 characters, long conversations.

The best of several runs counts, so that other work on the machine disturbs less. With ``--other`` a
checkout of another version is asked on the command line in turn with this one.
Usage: python benchmarks/answers.py [--other FOLDER]
"""

from __future__ import annotations

import argparse
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
from assistant.settings import load_settings
from assistant.text.normalise import fold

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


def usual(assistant: Assistant) -> dict[str, float]:
    """Every ninth first message of the question sets."""
    seconds = []
    for file in sorted((ROOT / "eval" / "questions").glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines()[::9]:
            question = json.loads(line)["turns"][0]
            seconds.append(processor_seconds(assistant, Conversation("c", ()).say(question), RUNS))
    return percentiles(seconds)


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
    parser.add_argument("--rounds", type=int, default=15)
    given = parser.parse_args()
    assistant = Assistant.open(load_settings(str(ROOT), {}))
    print(f"系统负载 {os.getloadavg()[0]:.1f}")
    print("一般问题：", usual(assistant))
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

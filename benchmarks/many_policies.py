"""A thousand policies made by varying the samples: taken in, searched, answered; and one more.

    python -m benchmarks.many_policies SHARED FOLDER [COUNT]

Every policy is a sample moved to another county (its own place words exchanged, every sum times a
factor). Writes the documents and a workspace into FOLDER and prints the processor time of each
step. The questions are the samples' own, asked of the new place: told is how many cite the clause
that answers them, and how many cite nothing of any other place.
"""

from __future__ import annotations

import json
import os
import random
import re
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.assistant import Assistant
from assistant.dialogue.conversation import Conversation
from assistant.policy.clause import ClauseId
from assistant.settings import load_settings
from assistant.text.gazetteer import Level, Place, places

ROOT = Path(__file__).parents[1]
ASKED = 60
"""So many questions are asked, each of another policy."""
_SUM = re.compile(r"(\d+(?:\.\d+)?)(\s*(?:万元|萬元))")
_OWN = {
    "beijing-waimao-2022": "北京市|北京",
    "fuzhou-ic-2025": "福州高新区|福州市|福州",
    "hefei-ic-2023": "合肥市|合肥",
    "lucheng-kaifang-2019": "温州市鹿城区|温州鹿城区|鹿城区|鹿城|温州市|温州",
    "shengzhou-2022": "嵊州市|嵊州",
    "waimao-fsou": "",
    "xiamen-ai-2025": "厦门市|廈門市|厦门|廈門",
    "zhangzhou-ai-2025": "漳州市|漳州",
}
"""The words by which a sample, and the questions about it, name its own place."""


@dataclass(frozen=True)
class Sample:
    """A document of the samples with its questions that one clause answers."""

    stem: str
    text: str
    questions: tuple[dict[str, object], ...]

    @classmethod
    def read(cls, shared: Path, stem: str) -> Sample:
        """The sample of this name."""
        text = (shared / "samples" / "docs" / f"{stem}.txt").read_text(encoding="utf-8")
        lines = (shared / "samples" / "questions" / f"{stem}.jsonl").read_text("utf-8").splitlines()
        asked = [one for one in map(json.loads, lines) if _has_one_clause(one)]
        return cls(stem, text, tuple(asked))

    def document(self, place: str, factor: int, number: int) -> str:
        """The same policy of another place."""
        named = f"标题: {place}支持产业发展若干措施（{number}号）"
        titled = re.sub(r"标题: .*", named, self._moved(self.text, place), count=1)
        return _SUM.sub(lambda m: f"{float(m[1]) * factor:g}{m[2]}", titled)

    def question(
        self, place: str, policy_id: str, rng: random.Random
    ) -> tuple[str, date, ClauseId]:
        """One of its questions, asked of another place: the words, the day and the clause."""
        one = rng.choice(self.questions)
        turns, cite = one["turns"], one["cite"]
        assert isinstance(turns, list)
        assert isinstance(cite, list)
        words = self._moved(str(turns[0]), place)
        words = words if place in words else f"{place}：{words}"
        day = date.fromisoformat(str(one.get("as_of", "2025-06-01")))
        return words, day, ClauseId.parse(str(cite[0]).replace(self.stem, policy_id))

    def _moved(self, text: str, place: str) -> str:
        own = _OWN[self.stem]
        return re.sub(own, place, text) if own else text


def _has_one_clause(one: dict[str, list[str]]) -> bool:
    return (
        len(one["turns"]) == 1 and one["outcome"] == ["answered"] and len(one.get("cite", [])) == 1
    )


def run(*arguments: str | Path) -> tuple[float, str]:
    """Processor seconds and output of one command of the program."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-m", "assistant", *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        check=False,
    )
    if done.returncode not in (0, 3, 4):
        raise SystemExit(f"{arguments}: {done.stdout[-300:]}{done.stderr[-500:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, done.stdout


def prepare(work: Path, samples: list[Sample], chosen: list[Place], rng: random.Random) -> None:
    """Take the policies in and print what each step takes."""
    documents = work.parent / "documents"
    documents.mkdir(parents=True)
    for n, place in enumerate(chosen):
        text = samples[n % len(samples)].document(name_of(place), rng.randint(2, 9), n + 1)
        (documents / f"policy-{n:04}.txt").write_text(text, encoding="utf-8")
    run("init", work, "--empty")
    for name, sample, place, says in (
        ("first", samples[0], "深圳市南山区", "第一份"),
        ("", samples[0], "", f"{len(chosen)} 份"),
        ("last", samples[1], "深圳市宝安区", "再加一份"),
    ):
        path = documents
        if name:
            path = work.parent / f"policy-{name}.txt"
            path.write_text(sample.document(place, 3, 0), encoding="utf-8")
        took, _ = run("--workspace", work, "add", path)
        print(f"{says}：{took:.1f} 秒（处理器）", flush=True)


def name_of(place: Place) -> str:
    """A county with its city, as people write it."""
    return "".join(place.path[-2:])


def main() -> None:
    if len(sys.argv) < 3:
        print(__doc__)
        return
    shared, folder = Path(sys.argv[1]), Path(sys.argv[2])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 1000
    rng = random.Random(20261126)
    samples = [Sample.read(shared, stem) for stem in sorted(_OWN)]
    chosen = rng.sample([place for place in places() if place.level is Level.COUNTY], count)
    work = folder / "work"
    if not work.exists():
        prepare(work, samples, chosen, rng)
    took, _ = run("--workspace", work, "search", "购买软件工具补贴", "--json")
    print(f"检索：{took:.1f} 秒")
    asked = []
    for n in random.Random(7).sample(range(count), min(ASKED, count)):
        sample, own = samples[n % len(samples)], f"policy-{n:04}"
        asked.append(sample.question(name_of(chosen[n]), own, random.Random(n)))
    words, day, clause = asked[0]
    took, out = run("--workspace", work, "ask", words, "--as-of", day.isoformat(), "--json")
    cited = [one["clause_id"] for one in json.loads(out)["citations"]]
    print(f"提问：{took:.1f} 秒，引用 {cited}（应为 {clause}）", flush=True)
    tell_cited(Assistant.open(load_settings(str(work), {})), asked)


def tell_cited(assistant: Assistant, asked: list[tuple[str, date, ClauseId]]) -> None:
    """Ask all the questions in one process and print how many cite the right clause."""
    right = alone = 0
    began = time.process_time()
    for words, day, clause in asked:
        answer = assistant.ask(Conversation("many", ()).say(words), as_of=day)
        cited = [ClauseId.parse(str(one.clause_id)) for one in answer.citations]
        is_right = any(one.covers(clause) or clause.covers(one) for one in cited)
        is_alone = all(one.policy == clause.policy for one in cited)
        right += is_right
        alone += is_alone
        if not (is_right and is_alone):
            print(f"  {words} 应引 {clause}，引了 {[str(one) for one in cited[:4]]}")
    took = (time.process_time() - began) / len(asked)
    n = len(asked)
    print(f"{n} 问：引对条款 {right}，没有引别处 {alone}；每问 {took * 1000:.0f} 毫秒（不含启动）")


if __name__ == "__main__":
    main()

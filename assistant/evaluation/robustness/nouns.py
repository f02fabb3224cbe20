"""Nouns that the program has never listed, beside a number that is none of its facts.

The nouns are those of jieba's dictionary (a development dependency) that stand in no policy's
text. A noun's checksum puts it into one of two halves for good: ``train`` may be used to train
and tune, ``held-out`` is read by this suite alone.

    python -m assistant.evaluation.robustness.nouns train > nouns.txt
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from assistant.answer.answer import Outcome
from assistant.errors import GoldError
from assistant.evaluation.gold import Expectation, GoldQuestion
from assistant.evaluation.gold_line import Line, Words
from assistant.evaluation.robustness.draw import checksum, pick, spread
from assistant.policy.corpus import Corpus, load_corpus
from assistant.settings import load_settings

HALVES = ("train", "held-out")
KINDS = ("money", "count")
FILE = Path("eval") / "robustness" / "nouns.yaml"
_LENGTH = 3
"""Three characters: shorter entries of the dictionary are often verbs or qualities."""
_KNOWN = 3
"""Least frequency in the dictionary's own corpus."""
_FEES = "费税"
_THINGS = "员师机车楼室店柜桌椅灯包箱衣鞋杯笔库船具品工生器盒板架树花鱼画书报茶酒糖饭果"
"""Last characters of names of fees, and of persons and things that one can count or pay for."""


def load_frames(workspace: Path) -> dict[str, Any]:
    """Frames, base questions and exclusions.

    Raises:
        GoldError: the workspace has none.
    """
    path = workspace / FILE
    try:
        content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as cause:
        raise GoldError(f"{path}：读不到，稳健性测试要在源码目录里运行。") from cause
    return content


def nouns(half: str, corpus: Corpus, excluded: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """(names of things, names of fees) of one half, in the order of their checksums.

    Raises:
        GoldError: jieba is not installed.
    """
    found = find_spec("jieba")
    if found is None or found.origin is None:
        raise GoldError("稳健性测试用 jieba 的词表：请先安装开发依赖（make setup）。")
    known = "".join(policy.source for policy in corpus.policies)
    things, fees = [], []
    for line in (Path(found.origin).parent / "dict.txt").open(encoding="utf-8"):
        word, frequency, kind = line.split()
        if kind != "n" or len(word) != _LENGTH or int(frequency) < _KNOWN:
            continue
        if word in known or word in excluded:
            continue
        if HALVES[checksum("half", word) % len(HALVES)] != half:
            continue
        if word[-1] in _THINGS:
            things.append(word)
        elif word[-1] in _FEES:
            fees.append(word)
    return tuple(spread(things, len(things))), tuple(spread(fees, len(fees)))


def noun_questions(
    frames: dict[str, Any], corpus: Corpus, *, half: str = "held-out", of_each: int = 150
) -> tuple[GoldQuestion, ...]:
    """So many questions about money and as many about counts, no noun twice.

    Half of the nouns beside money are names of fees, the hardest to tell from a base.
    """
    things, fees = nouns(half, corpus, frames["excluded"])
    beside_money = [n for pair in zip(fees, things, strict=False) for n in pair][:of_each]
    used = set(beside_money)
    beside_counts = [noun for noun in things if noun not in used][:of_each]
    made = [*_questions(frames, "money", beside_money), *_questions(frames, "count", beside_counts)]
    return tuple(made)


def base_questions(frames: dict[str, Any]) -> tuple[GoldQuestion, ...]:
    """The base questions alone: what is wrong here says nothing about nouns."""
    made = []
    for kind in KINDS:
        for n, base in enumerate(frames[f"{kind}_bases"]):
            message = "{place}{fact}，{ask}".format(**base)
            made.append(_question(f"base-{kind}-{n}", message, base, (kind,), ()))
    return tuple(made)


def _questions(frames: dict[str, Any], kind: str, words: Sequence[str]) -> Iterator[GoldQuestion]:
    shapes, bases = frames[f"{kind}_frames"], frames[f"{kind}_bases"]
    numbers = frames["money" if kind == "money" else "counts"]
    every = spread([*product(range(len(shapes)), range(len(bases)))], len(shapes) * len(bases))
    for n, noun in enumerate(words):
        shape, base = every[n % len(every)]
        number = str(pick(numbers, kind, noun))
        message = shapes[shape].format(noun=noun, n=number, **bases[base])
        beside = (Words(number),)
        yield _question(f"noun-{kind}-{n:03}", message, bases[base], (kind, noun, number), beside)


def _question(
    name: str, message: str, base: dict[str, Any], tags: tuple[str, ...], beside: tuple[Words, ...]
) -> GoldQuestion:
    line = Line(name, {"amounts": {base["clause"]: base["amount"]}, "cite": [base["clause"]]})
    wanted = Expectation(
        outcome=(Outcome.ANSWERED,),
        cite=line.clauses("cite"),
        amounts=line.amounts("amounts"),
        unused=beside,
    )
    return GoldQuestion(id=name, turns=(message,), expect=(wanted,), tags=tags)


if __name__ == "__main__":
    settings = load_settings()
    shown = nouns(
        sys.argv[1], load_corpus(settings.corpus), load_frames(settings.workspace)["excluded"]
    )
    sys.stdout.write("\n".join(dict.fromkeys(word for part in shown for word in part)) + "\n")

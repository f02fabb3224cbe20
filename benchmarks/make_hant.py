"""Write the tables from simplified to traditional characters, with OpenCC, at release time.

    python benchmarks/make_hant.py

``assistant/web/drawing/hant.txt`` converts what the page says and what answers say (quotes stay as
they are published): one entry for each character in use, and pairs of characters where OpenCC
converts a character otherwise in their context than alone. The common characters of GB 2312 are
there as well, so that a text taken in later is converted too. Forms are those of Taiwan (審核, 為,
說), which readers of Hong Kong read as well: OpenCC's own standard (審覈, 爲) is nobody's.
``embed/hant.json`` is the same for scripts.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parent.parent
WEB = ROOT / "assistant" / "web"
HEAD = (
    "# Simplified words and characters, each followed by its traditional form; from OpenCC's data\n"
    "# (Apache-2.0), made by benchmarks/make_hant.py of the words in use.\n"
)
SOURCES = (
    "corpus/**/*.txt",
    "corpus/**/*.yaml",
    "prompts/*.j2",
    "assistant/**/*.py",
    "assistant/web/templates/*.html",
    "assistant/web/static/*.js",
    "assistant/web/static/draw/*.js",
    "assistant/web/static/embed/*.js",
)
_HAN = re.compile(r"[\u4e00-\u9fff]+")


def _common() -> str:
    """The 3 755 common characters of GB 2312, level 1: its rows 16 to 55."""
    rows = (bytes([0xA0 + row, 0xA0 + cell]) for row in range(16, 56) for cell in range(1, 95))
    return "".join(code.decode("gb2312", "ignore") for code in rows)


def main() -> None:
    from opencc import OpenCC

    convert = OpenCC("s2tw").convert
    paths = (path for pattern in SOURCES for path in sorted(ROOT.glob(pattern)))
    runs = {run for path in paths for run in _HAN.findall(path.read_text(encoding="utf-8"))}
    signs = sorted({*"".join(runs), *_common()})
    alone = {sign: convert(sign) for sign in signs}
    pairs: dict[str, set[str]] = defaultdict(set)
    odd: set[str] = set()
    for run in sorted(runs):
        made = convert(run)
        if len(made) != len(run):
            continue
        for at in range(len(run) - 1):
            pairs[run[at : at + 2]].add(made[at : at + 2])
        for at, sign in enumerate(run):
            if made[at] != alone[sign]:
                odd |= {run[max(at - 1, 0) : at + 1], run[at : at + 2]}
    words = {
        pair: next(iter(made))
        for pair, made in sorted(pairs.items())
        if pair in odd and len(made) == 1 and next(iter(made)) != "".join(alone[s] for s in pair)
    }
    single = {sign: made for sign, made in alone.items() if len(made) == 1 and made != sign}
    entries = [a + b for a, b in {**words, **single}.items()]
    lines = [" ".join(entries[n : n + 25]) for n in range(0, len(entries), 25)]
    (WEB / "drawing" / "hant.txt").write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    small = json.dumps({**words, **single}, ensure_ascii=False, separators=(",", ":"))
    (WEB / "static" / "embed" / "hant.json").write_text(small + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

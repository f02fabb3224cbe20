"""A thousand policies made by varying the samples: taken in, searched, answered; and one more.

    python -m benchmarks.many_policies SHARED FOLDER [COUNT]

Writes the documents and a workspace into FOLDER and prints the processor time of each step.
"""

from __future__ import annotations

import json
import os
import random
import re
import resource
import subprocess
import sys
from pathlib import Path

from assistant.text.gazetteer import Level, places

ROOT = Path(__file__).parents[1]
_SUM = re.compile(r"(\d+(?:\.\d+)?)(\s*(?:万元|萬元))")


def vary(text: str, place: str, factor: int, rng: random.Random) -> str:
    """The same document of another place, every sum times a factor, in another wording order."""
    titled = re.sub(
        r"标题: .*", f"标题: {place}支持产业发展若干措施（{rng.randint(1, 99)}号）", text, count=1
    )
    return _SUM.sub(lambda m: f"{float(m[1]) * factor:g}{m[2]}", titled)


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


def main() -> None:
    shared, folder = Path(sys.argv[1]), Path(sys.argv[2])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 1000
    rng = random.Random(20261126)
    counties = [place for place in places() if place.level is Level.COUNTY]
    texts = [
        path.read_text(encoding="utf-8") for path in (shared / "samples" / "docs").glob("*.txt")
    ]
    documents = folder / "documents"
    documents.mkdir(parents=True)
    chosen = rng.sample(counties, count)
    for n, place in enumerate(chosen):
        name = "".join(place.path[-2:])
        text = vary(rng.choice(texts), name, rng.randint(2, 9), rng)
        (documents / f"policy-{n:04}.txt").write_text(text, encoding="utf-8")
    work = folder / "work"
    run("init", work, "--empty")
    first = folder / "policy-first.txt"
    first.write_text(vary(texts[0], "深圳市南山区", 3, rng), encoding="utf-8")
    alone, _ = run("--workspace", work, "add", first)
    print(f"第一份：{alone:.1f} 秒（处理器）")
    took, _ = run("--workspace", work, "add", documents)
    print(f"{count} 份：{took:.1f} 秒（每份 {took / count:.2f} 秒）")
    one_more = folder / "policy-last.txt"
    one_more.write_text(vary(texts[1], "深圳市宝安区", 7, rng), encoding="utf-8")
    took, _ = run("--workspace", work, "add", one_more)
    print(f"再加一份：{took:.1f} 秒")
    took, out = run("--workspace", work, "search", "购买软件工具补贴", "--json")
    print(f"检索：{took:.1f} 秒")
    name = "".join(chosen[0].path[-2:])
    took, out = run("--workspace", work, "ask", f"{name}有什么补贴？", "--json")
    cited = {c["policy_id"] for c in json.loads(out)["citations"]}
    print(f"提问：{took:.1f} 秒，引用 {sorted(cited)}（应为 policy-0000）")


if __name__ == "__main__":
    main()

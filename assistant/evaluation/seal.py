"""Split an author's file by ``part`` and seal the blind part before any program sees it.

    python -m assistant.evaluation.seal NAME=FILE… --out DIR

Writes DIR/<part>/NAME.jsonl with the author's lines as they stand and prints, for the card in
eval/sets.yaml, how many there are and their sha256. No text of a question is printed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from assistant.errors import AssistantError, GoldError
from assistant.evaluation.gold import numbered_rows

PARTS = ("train", "tune", "blind")


def split(path: Path) -> Mapping[str, bytes]:
    """The file's lines by part, each part as a file of its own; empty parts are left out.

    Raises:
        GoldError: a line is no JSON object or names no part.
    """
    rows: dict[str, list[str]] = {}
    for number, row in numbered_rows(path):
        try:
            part = json.loads(row)["part"]
        except (ValueError, KeyError, TypeError) as cause:
            raise GoldError(f"{path}:{number}：没有写 part（{'、'.join(PARTS)}）。") from cause
        if part not in PARTS:
            raise GoldError(f"{path}:{number}：part 的值 {part!r} 只能是 {'、'.join(PARTS)}。")
        rows.setdefault(part, []).append(row)
    return {part: ("\n".join(rows[part]) + "\n").encode() for part in PARTS if part in rows}


def seal_of(content: bytes) -> str:
    """The sha256 that the card of a set names."""
    return hashlib.sha256(content).hexdigest()


def main(arguments: Sequence[str]) -> int:
    """Split and print the seals."""
    parser = argparse.ArgumentParser(prog="python -m assistant.evaluation.seal")
    parser.add_argument("files", nargs="+", metavar="名称=文件")
    parser.add_argument("--out", required=True, metavar="文件夹")
    options = parser.parse_args(arguments)
    for given in options.files:
        name, _, file = given.partition("=")
        for part, content in split(Path(file)).items():
            folder = Path(options.out) / part
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{name}.jsonl").write_bytes(content)
            n = content.count(b"\n")
            sys.stdout.write(f"{part}/{name}.jsonl  n: {n}  sha256: {seal_of(content)}\n")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except AssistantError as error:
        sys.stderr.write(f"错误：{error}\n")
        sys.exit(1)

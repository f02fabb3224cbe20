"""Write assistant/text/traditional.txt from OpenCC: traditional characters, then simplified ones.

python benchmarks/make_traditional.py
"""

from __future__ import annotations

from pathlib import Path

BLOCKS = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00))
OUT = Path(__file__).parent.parent / "assistant" / "text" / "traditional.txt"
HEAD = (
    "# Traditional character, then the simplified one it is read as; from OpenCC's t2s data"
    " (Apache-2.0), made by benchmarks/make_traditional.py.\n"
)


def main() -> None:
    from opencc import OpenCC

    signs = [chr(code) for first, end in BLOCKS for code in range(first, end)]
    simple = OpenCC("t2s").convert("\n".join(signs)).split("\n")
    pairs = [
        sign + other
        for sign, other in zip(signs, simple, strict=True)
        if sign != other and len(other) == 1
    ]
    lines = [" ".join(pairs[n : n + 40]) for n in range(0, len(pairs), 40)]
    OUT.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

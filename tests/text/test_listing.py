"""Numbering of lists is a mark between items; other numbers stay as they are."""

from __future__ import annotations

import pytest

from assistant.text.listing import respective, without_numbering


def read(text: str) -> str:
    return without_numbering(text).replace("\u200b", "")


@pytest.mark.parametrize(
    "text",
    [
        "①A②B③C",
        "1、A2、B3、C",
        "1. A2. B3. C",
        "（1）A（2）B（3）C",
        "一、A二、B三、C",
        "第一，A第二，B第三，C",
    ],
)
def test_items_are_parted(text: str) -> None:
    spaced = text.replace("二、", "；二、") if text.startswith("一") else text
    spaced = spaced.replace("三、", "；三、") if text.startswith("一") else spaced
    spaced = spaced.replace("第二", "；第二").replace("第三", "；第三")
    pieces = [piece.strip() for piece in read(spaced).split("；") if piece.strip()]
    assert pieces == ["A", "B", "C"]


@pytest.mark.parametrize(
    "text",
    ["2、3月都租了算力", "1、租算力", "花了1.5亿", "第二条、第三条", "（一）和（二）", "12、13号"],
)
def test_other_numbers_stay(text: str) -> None:
    assert without_numbering(text) == text


@pytest.mark.parametrize("text", ["①A②B", "1、A2、B", "", "a|b", "（1）A（2）B"])
def test_the_length_stays(text: str) -> None:
    assert len(without_numbering(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "ordered"),
    [
        ("算力、语料分别是300万、200万,各补多少", "算力300万语料200万,各补多少"),
        ("甲、乙和丙各花了3个、4个和5个", "甲3个乙4个丙5个"),
        ("算力、语料分别是300万", "算力、语料分别是300万"),
        ("租算力花了500万,各补多少", "租算力花了500万,各补多少"),
    ],
)
def test_respective_lists_give_each_label_its_number(text: str, ordered: str) -> None:
    assert "".join(text[low:high] for low, high in respective(text)) == ordered


@pytest.mark.parametrize("tail", ["", "分别是3、4", "各三和四"])
def test_connectors_without_end_are_read_in_one_pass(tail: str) -> None:
    # A pattern over all ways to part the labels would never come back from these.
    assert respective("和" * 2000 + tail)[-1][1] == 2000 + len(tail)

"""Turn hand-written phrasings into questions: frames, amounts as people write them, slips.

Every choice is made by a checksum of the text it is made for, so the same files give the same
questions, and a phrasing added to one subject changes no question of another.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from subjects import Subject

AMOUNT = re.compile(r"\{(\d+)\}")
DIGITS = "零一二三四五六七八九"
SLIPS_PER_SUBJECT = 2


class Ask(NamedTuple):
    """One question and how it was made: `hand`, `frame`, `typo` or `mixed`."""

    question: str
    made: str


def normalise(question: str) -> str:
    """Return what two questions must differ in: NFKC, lower case, letters and digits only."""
    folded = unicodedata.normalize("NFKC", question).lower()
    return "".join(character for character in folded if character.isalnum())


def is_placed(question: str, places: Sequence[str]) -> bool:
    """Tell whether the question names one of the places."""
    return any(place in question for place in places)


def questions_about(subject: Subject, wording: dict[str, Any]) -> list[Ask]:
    """Return the subject's questions: those written whole, the framed ones, then a few slips."""
    asks = [Ask(question, "hand") for question in subject.phrasings["asks"]]
    asks += [Ask(question, "frame") for question in _framed(subject, wording["frames"])]
    for made, changes in (("typo", wording["typos"]), ("mixed", wording["mixed"])):
        slipped = [q for ask in asks if (q := _slip(ask.question, changes))]
        slipped.sort(key=lambda question: zlib.crc32(question.encode()))
        asks += [Ask(question, made) for question in slipped[:SLIPS_PER_SUBJECT]]
    return asks


def _framed(subject: Subject, frames: dict[str, list[str]]) -> Iterator[str]:
    kinds = ("fact", "wish") if subject.informative else ("thing", "deed")
    for kind, phrasings in zip(kinds, ("things", "deeds"), strict=True):
        letter = phrasings[0]
        for phrase in subject.phrasings[phrasings]:
            filled = AMOUNT.sub(lambda found: amount_words(int(found[1]), found.string), phrase)
            yield _pick(frames[f"{kind}_open"], phrase, 1).replace(f"{{{letter}}}", filled)
            yield _second(subject, kind, frames, phrase).replace(f"{{{letter}}}", filled)


def _second(subject: Subject, kind: str, frames: dict[str, list[str]], phrase: str) -> str:
    """Return a frame naming the place, or, where that is said or unknown, another open frame."""
    if not subject.places or is_placed(phrase, subject.places) or f"{kind}_placed" not in frames:
        first = _pick(frames[f"{kind}_open"], phrase, 1)
        others = [frame for frame in frames[f"{kind}_open"] if frame != first]
        return _pick(others, phrase, 2)
    frame = _pick(frames[f"{kind}_placed"], phrase, 3)
    return frame.replace("{p}", _pick(subject.places, phrase, 4))


def amount_words(ten_thousands: int, seed: str) -> str:
    """Return the amount as somebody might type it, in one of seven ways chosen by the seed."""
    hundred_millions = f"{ten_thousands / 10000:.4f}".rstrip("0").rstrip(".")
    ways = [
        f"{ten_thousands}万",
        f"{ten_thousands}万元",
        f"{ten_thousands}w",
        f"{ten_thousands}万块",
        f"{hundred_millions}亿" if ten_thousands >= 1000 else f"{ten_thousands}万",
        f"{chinese_numeral(ten_thousands)}万" if ten_thousands < 10000 else f"{hundred_millions}亿",
        "".join(chr(ord(digit) + 0xFEE0) for digit in str(ten_thousands)) + "万元",
    ]
    return _pick(ways, seed, ten_thousands)


def chinese_numeral(number: int) -> str:
    """Return a number below ten thousand in Chinese.

    >>> chinese_numeral(1050), chinese_numeral(15), chinese_numeral(300)
    ('一千零五十', '十五', '三百')
    """
    words, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            words += ("零" if gap and words else "") + DIGITS[digit] + name
        gap = not digit
    return words.removeprefix("一") if 10 <= number < 20 else words


def _slip(question: str, changes: dict[str, str]) -> str | None:
    """Return the question with one word changed, or None where no word of it can be."""
    possible = [word for word in changes if word in question]
    if not possible:
        return None
    word = _pick(possible, question)
    return question.replace(word, changes[word], 1)


def _pick(options: Sequence[str], *seed: object) -> str:
    return options[zlib.crc32("|".join(map(str, seed)).encode()) % len(options)]

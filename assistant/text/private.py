"""Mask numbers that belong to a person: mobile phones, identity cards, bank accounts.

Every character of a number becomes ＊, so that offsets into the text stay. The unified social
credit code of a company is no private number and stays, as do sums, dates and document numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from assistant.text.numerals import same_length_fold
from assistant.text.pattern import lazy

MASK = "＊"
_GAP = r"[ \-\u00a0\u2010-\u2015]?"
_SUM = r"(?![ ]?(?:[十百千万亿元块%％]|人民币|[.][0-9]))"
_MOBILE = lazy(
    rf"(?<![0-9A-Za-z.])(?:(?:\+|00)?86{_GAP})?1[3-9][0-9](?:{_GAP}[0-9]{{4}}){{2}}(?![0-9A-Za-z]){_SUM}"
)
_CARD = lazy(r"(?<![0-9A-Za-z])[1-9][0-9]{16}[0-9Xx](?![0-9A-Za-z])")
_SPACED_CARD = lazy(r"(?<![0-9A-Za-z])[1-9][0-9]{5} [0-9]{8} [0-9]{3}[0-9Xx](?![0-9A-Za-z])")
_ACCOUNT = lazy(rf"(?<![0-9A-Za-z.])[0-9](?:{_GAP}[0-9]){{9,29}}(?![0-9A-Za-z]){_SUM}")
_NAMED = lazy(
    r"(?P<account>[账帐][号户]|卡号|银行卡|开户行?|户头|结算户|储蓄卡|信用卡|收款|[打转付]到)"
    r"|信用代码|税号|代码"
)
_NAME_REACH = 16
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def mask(text: str) -> str:
    """The text with every private number as ＊, of the same length.

    >>> mask("电话13800138000，租800万算力")
    '电话＊＊＊＊＊＊＊＊＊＊＊，租800万算力'
    """
    masked = list(text)
    for start, end in find_private(text):
        masked[start:end] = MASK * (end - start)
    return "".join(masked)


def find_private(text: str) -> tuple[tuple[int, int], ...]:
    """The places of private numbers, in order; they may touch, not overlap."""
    folded = same_length_fold(text)
    found: list[tuple[int, int]] = []
    for start, end in _candidates(folded):
        if not any(s < end and start < e for s, e in found):
            found.append((start, end))
    return tuple(sorted(found))


def _candidates(text: str) -> Iterator[tuple[int, int]]:
    """The more certain first."""
    for pattern in (_CARD, _SPACED_CARD):
        yield from _spans(pattern, text, lambda m: is_identity_card(_digits(m.group())))
    yield from _spans(_MOBILE, text, lambda m: True)
    yield from _spans(_ACCOUNT, text, lambda m: _is_account(text, m))


def _spans(
    pattern: re.Pattern[str], text: str, fits: Callable[[re.Match[str]], bool]
) -> Iterator[tuple[int, int]]:
    return (match.span() for match in pattern.finditer(text) if fits(match))


def _digits(text: str) -> str:
    return "".join(c for c in text.upper() if c.isascii() and c.isalnum())


def is_identity_card(number: str) -> bool:
    """Whether 18 characters are an identity card's: a real birthday and the check character.

    >>> is_identity_card("11010519491231002X"), is_identity_card("110105194912310021")
    (True, False)
    """
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(w * int(c) for w, c in zip(_WEIGHTS, number[:17], strict=True))
    return _CHECKS[total % 11] == number[17]


def is_credit_code(number: str) -> bool:
    """Whether 18 characters are a unified social credit code (GB 32100-2015).

    >>> is_credit_code("91350100M000100Y43")
    True
    """
    if len(number) != 18 or any(c not in _CREDIT for c in number):
        return False
    total = sum(_CREDIT.index(c) * pow(3, n, 31) for n, c in enumerate(number[:17]))
    return _CREDIT[(31 - total % 31) % 31] == number[17]


def _is_account(text: str, match: re.Match[str]) -> bool:
    number = _digits(match.group())
    before = text[max(0, match.start() - _NAME_REACH) : match.start()]
    named = [name["account"] for name in _NAMED.finditer(before)]
    if named or is_credit_code(number):
        return bool(named and named[-1])
    return 16 <= len(number) <= 19 and number[0] in "3456" and _is_luhn(number)


def _is_luhn(number: str) -> bool:
    """The check of payment cards (ISO/IEC 7812)."""
    doubled = [int(c) * (2 if n % 2 else 1) for n, c in enumerate(reversed(number))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0

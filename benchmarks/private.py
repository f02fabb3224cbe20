"""How many private numbers are missed, and how many others masked, over generated sentences."""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable
from datetime import date, timedelta

from assistant.text.private import MASK, is_credit_code, mask

Make = Callable[[random.Random], str]
_BEFORE = (
    "我们公司在龙岗，{}，租800万算力能补多少",
    "{}，龙华的房租补贴怎么报",
    "请联系我（{}）",
    "{}",
)
_CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WIDE = {ord(str(n)): chr(0xFF10 + n) for n in range(10)}


def _digits(rng: random.Random, n: int) -> str:
    return "".join(rng.choice("0123456789") for _ in range(n))


def _mobile(rng: random.Random) -> str:
    number = f"1{rng.choice('3456789')}{_digits(rng, 9)}"
    form = rng.randrange(5)
    parts = (number[:3], number[3:7], number[7:])
    shown = (number, "-".join(parts), " ".join(parts), f"+86 {number}", number.translate(_WIDE))
    return f"{rng.choice(('电话', '手机号', '微信同号', '我的号码是'))}{shown[form]}"


def _card(rng: random.Random) -> str:
    born = date(1940, 1, 1) + timedelta(days=rng.randrange(25_000))
    body = f"{rng.randrange(110000, 660000)}{born:%Y%m%d}{_digits(rng, 3)}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    check = "10X98765432"[sum(w * int(c) for w, c in zip(weights, body, strict=True)) % 11]
    number = body + (check.lower() if rng.random() < 0.3 else check)
    return f"{rng.choice(('身份证', '身份证号码：', '证件号 ', '法人'))}{number}"


def _bank_card(rng: random.Random) -> str:
    body = f"{rng.choice(('62', '4', '5'))}"
    body += _digits(rng, rng.choice((16, 19)) - 1 - len(body))
    total = 0
    for n, c in enumerate(reversed(body)):
        d = int(c) * (2 if n % 2 == 0 else 1)
        total += d - 9 if d > 9 else d
    number = body + str(-total % 10)
    if rng.random() < 0.4:
        number = " ".join(number[i : i + 4] for i in range(0, len(number), 4))
    return f"{rng.choice(('卡', '款打到', '银行卡号', ''))}{number}"


def _account(rng: random.Random) -> str:
    number = _digits(rng, rng.randrange(12, 22))
    return (
        f"{rng.choice(('账号', '对公账户：', '开户行招行深圳分行，账号 ', '收款帐号是'))}{number}"
    )


def _credit_code(rng: random.Random) -> str:
    while True:
        body = f"91{_digits(rng, 6)}{''.join(rng.choice(_CREDIT) for _ in range(9))}"
        for check in _CREDIT:
            if is_credit_code(body + check):
                return f"统一社会信用代码{body}{check}"


def _sum_of(rng: random.Random) -> str:
    n = rng.randrange(1, 10**11)
    return rng.choice((f"合同{n}元", f"合同额{n:,}元", f"投资{n % 10**6}万", f"实付{n}.50元"))


def _other(rng: random.Random) -> str:
    return rng.choice(
        (
            f"深工信规〔{rng.randrange(2015, 2026)}〕{rng.randrange(1, 99)}号",
            f"合同编号HT-{_digits(rng, 10)}",
            f"备案号Guangdong-{_digits(rng, 15)}",
            f"订单{_digits(rng, 14)}",
            f"{rng.randrange(2020, 2026)}年{rng.randrange(1, 13)}月{rng.randrange(1, 29)}日",
            f"拨打0755-{_digits(rng, 8)}",
            "拨打12345热线",
            f"专利号ZL{_digits(rng, 12)}.{_digits(rng, 1)}",
            f"期限{rng.randrange(20200101, 20261231)}至{rng.randrange(20200101, 20261231)}",
        )
    )


KINDS: dict[str, tuple[Make, bool]] = {
    "手机号": (_mobile, True),
    "身份证": (_card, True),
    "银行卡": (_bank_card, True),
    "账号": (_account, True),
    "统一社会信用代码": (_credit_code, False),
    "金额": (_sum_of, False),
    "其他编号": (_other, False),
}


def rates(n: int, seed: int) -> dict[str, float]:
    """Kind → share that is wrong: private numbers not wholly masked, others masked."""
    rng = random.Random(seed)
    wrong = {}
    for kind, (make, is_private) in KINDS.items():
        faults = 0
        for _ in range(n):
            text = rng.choice(_BEFORE).format(make(rng))
            masked = mask(text)
            assert len(masked) == len(text)
            if is_private:
                # nothing of a private number may stay: no run of four digits but our own 800万
                left = masked.replace("800", "")
                faults += sum(c.isdigit() for c in left) > 2
            else:
                faults += MASK in masked
        wrong[kind] = faults / n
    return wrong


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    for kind, share in rates(given.n, given.seed).items():
        what = "漏掉" if KINDS[kind][1] else "误盖"
        print(f"{kind}\t{what} {share:.2%}（{given.n} 条）")


if __name__ == "__main__":
    main()

"""64 clients that send the dearest questions, in a process of their own.

Apart from whoever measures: threads of one interpreter would make each other wait.
"""

from __future__ import annotations

import http.client
import itertools
import json
import re
import sys
import threading
import time
from urllib.parse import urlsplit

from assistant.text.normalise import fold

CLIENTS = 64
DAY = "2025-06-01"
UNITS = (
    "元/㎡",
    "36个月",
    "100平方米",
    "龙岗租800万算力能补多少？",
    "½",
    "一",
    "两",
    "k",
    ".1",
    "1-",
    "二十",
    "2025-01-",
    "(一)",
    "第九条",
    "租金",
    "800万",
    "，",
    "深圳",
    "约800万到1000万",
    "不",
    "[1]",
    "的",
    "1、算力800万2、备案3个",
    "龙岗算力800万；福田语料100万；",
    "另外算力花了800万，还有语料100万，",
    "算力花了100万元",
    "算力语料模型备案房租机器人场景示范人才融资开源标准",
    "没有备案，不是初创，未在龙岗注册，",
    "一千两百三十万零五",
    "ⅷ",
    "㏠",
    "\ufdfa",
)
"""What is repeated to 2 000 characters, as they are read."""
VARIED = (
    "龙岗算力{}万；福田语料{}万；龙华房租{}万；前海研发投入{}万；模型券{}万；",
    "{}、算力800万{}、备案3个",
)
"""The same with another number at each place: no part of it is known from the part before."""


def of_length(unit: str, n: int) -> str:
    """The unit again and again, n characters as they are read: the service takes no more."""
    if "{}" in unit:
        count = itertools.count(100)
        return re.sub(r"\{\}", lambda _: str(next(count)), unit * n)[:n]
    each = len(fold(unit))
    return unit * (n // each) + unit[: n % each if each == len(unit) else 0]


def attack(url: str, seconds: float) -> int:
    """Ask without a pause until the time is over; how many were answered in any way."""
    parts, until = urlsplit(url), time.monotonic() + seconds
    answered = [0] * CLIENTS

    def work(n: int) -> None:
        question = of_length((*UNITS, *VARIED)[n % (len(UNITS) + len(VARIED))], 2000)
        body = json.dumps({"question": question, "as_of": DAY}).encode()
        while time.monotonic() < until:
            connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
            try:
                headers = {"content-type": "application/json"}
                connection.request("POST", "/api/v1/ask", body, headers)
                connection.getresponse().read()
                answered[n] += 1
            except OSError:
                time.sleep(0.2)
            finally:
                connection.close()

    threads = [threading.Thread(target=work, args=(n,), daemon=True) for n in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(seconds + 70)
    return sum(answered)


if __name__ == "__main__":
    print(attack(sys.argv[1], float(sys.argv[2])))

"""64 clients that send the dearest questions, in a process of their own.

Apart from whoever measures: threads of one interpreter would make each other wait.
"""

from __future__ import annotations

import http.client
import json
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
    "ⅷ",
    "㏠",
    "\ufdfa",
)
"""What is repeated to 2 000 characters, as they are read."""


def of_length(unit: str, n: int) -> str:
    """The unit again and again, n characters as they are read: the service takes no more."""
    each = len(fold(unit))
    return unit * (n // each) + unit[: n % each if each == len(unit) else 0]


def attack(url: str, seconds: float) -> int:
    """Ask without a pause until the time is over; how many were answered in any way."""
    parts, until = urlsplit(url), time.monotonic() + seconds
    answered = [0] * CLIENTS

    def work(n: int) -> None:
        question = of_length(UNITS[n % len(UNITS)], 2000)
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

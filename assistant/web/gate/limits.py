"""How often one address may ask."""

from __future__ import annotations

import math
import time
from pathlib import Path

from fastapi import Request
from limits import RateLimitItem, parse_many
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from assistant.errors import SettingsError
from assistant.web.gate.problems import Problem
from assistant.web.gate.windows import CommonWindows


class RateLimit:
    """A moving window for each address, in memory; worker processes keep one in ``common``."""

    def __init__(
        self, text: str, setting: str = "CEWEN_RATE_LIMIT", common: Path | None = None
    ) -> None:
        try:
            self._items: list[RateLimitItem] = parse_many(text)
        except ValueError as cause:
            raise SettingsError(
                f"设置项 {setting} 的值 {text!r} 看不懂：请写成 600/minute 或 20/second。"
            ) from cause
        self._setting = setting
        self._windows = MovingWindowRateLimiter(
            MemoryStorage() if common is None else CommonWindows(common / "windows.sqlite")
        )

    def check(self, address: str) -> None:
        """Count one request of an address.

        Raises:
            Problem: it asks too often (429).
        """
        for item in self._items:
            if self._windows.hit(item, self._setting, address):
                continue
            reset = self._windows.get_window_stats(item, self._setting, address).reset_time
            wait = min(60, max(1, math.ceil(reset - time.time())))
            raise Problem(429, "rate_limited", f"请 {wait} 秒后再试。", retry_after=wait)


def address_of(request: Request) -> str:
    """Who asks; behind a proxy on this host the address that the proxy names."""
    return request.client.host if request.client else "unknown"

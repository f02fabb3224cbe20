"""One configured address is told what the feed tells: first and last days, changes of the corpus.

Signed and named as in Standard Webhooks (webhook-id, webhook-timestamp, webhook-signature), so that
kept libraries can check it. What was there before the address was configured is not told.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import fcntl
import hashlib
import hmac
import json
import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import SettingsError
from assistant.settings import Settings
from assistant.web.api.feeds import Entry, entries_of
from assistant.web.running.outgoing import CallError, origin_of, persistently, post
from assistant.web.services import Services

log = logging.getLogger("cewen.web")

_STATE = "webhook.json"
_PREFIX = "whsec_"
_SHORTEST = 16
"""Bytes of a secret."""
_GIVE_UP = 3 * 86_400.0
"""Seconds after the first try at which one is given up."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where to tell, and the key that signs it."""

    url: str
    key: bytes

    @classmethod
    def of(cls, settings: Settings) -> Webhook | None:
        """The configured one; None by default.

        Raises:
            SettingsError: the address or its secret is missing or unfit.
        """
        url, secret = settings.webhook, settings.webhook_secret
        if not url and not secret:
            return None
        if not origin_of(url):
            raise SettingsError(
                f"设置项 CEWEN_WEBHOOK 的值 {url!r} 不是网址：请写成 https://主机名/路径。"
            )
        key = _key_of(secret)
        if len(key) < _SHORTEST:
            raise SettingsError(
                "设置项 CEWEN_WEBHOOK_SECRET 太短或看不懂：请写 whsec_ 加 base64 的随机字节"
                "（24 个以上），或至少 16 个字符。"
            )
        return cls(url, key)

    def sign(self, message_id: str, stamp: int, body: bytes) -> str:
        """The value of ``webhook-signature``."""
        signed = f"{message_id}.{stamp}.".encode() + body
        made = hmac.digest(self.key, signed, hashlib.sha256)
        return f"v1,{base64.b64encode(made).decode()}"

    def tell(self, entry: Entry, now: float) -> None:
        """Send one entry, and again where the receiver is busy.

        Raises:
            CallError: it was not taken.
        """
        stamp = int(now)
        message_id = f"msg_{hashlib.sha256(entry.id.encode()).hexdigest()[:32]}"
        told = {
            "type": entry.kind,
            "timestamp": entry.at.isoformat(),
            "data": {"id": entry.id, "title": entry.title, "path": f"/{entry.path}"},
        }
        body = json.dumps(told, ensure_ascii=False, sort_keys=True).encode()
        headers = {
            "content-type": "application/json; charset=utf-8",
            "webhook-id": message_id,
            "webhook-timestamp": str(stamp),
            "webhook-signature": self.sign(message_id, stamp, body),
        }
        persistently(lambda: post(self.url, body, headers))


def tell_what_is_new(
    shared: Services, webhook: Webhook, now: Callable[[], float] = time.time
) -> int:
    """Tell what was not told yet; how many were taken. One process does it at a time.

    What the receiver does not take is tried again at the next call, for three days.

    Raises:
        OSError: what was told cannot be kept.
    """
    folder = shared.settings.data_dir
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _alone(folder / f".{_STATE}.lock") as is_alone:
        return _tell(folder / _STATE, entries_of(shared), webhook, now) if is_alone else 0


def _tell(file: Path, entries: Sequence[Entry], webhook: Webhook, now: Callable[[], float]) -> int:
    done, tried = _read(file)
    if done is None:  # configured just now: the past is known
        _write(file, {entry.id for entry in entries}, {})
        return 0
    taken = 0
    for entry in entries:
        if entry.id in done:
            continue
        try:
            webhook.tell(entry, now())
            taken += 1
        except CallError as error:
            began = tried.setdefault(entry.id, now())
            log.warning("webhook: %s (%s)", error, entry.id)
            if now() - began < _GIVE_UP:
                break  # in order: the others wait for it
        done.add(entry.id)
        tried.pop(entry.id, None)
    _write(file, done, tried)
    return taken


def _key_of(secret: str) -> bytes:
    if not secret.startswith(_PREFIX):
        return secret.encode()
    try:
        return base64.b64decode(secret.removeprefix(_PREFIX), validate=True)
    except binascii.Error:
        return b""


def _read(file: Path) -> tuple[set[str] | None, dict[str, float]]:
    """Ids that were told, None before the first time; when others were first tried."""
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        tried = {str(name): float(at) for name, at in dict(kept["tried"]).items()}
        return {str(one) for one in kept["done"]}, tried
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None, {}


def _write(file: Path, done: set[str], tried: dict[str, float]) -> None:
    kept = {"done": sorted(done), "tried": tried}
    aside = file.with_name(f".{_STATE}.{threading.get_native_id()}")
    aside.write_text(json.dumps(kept), encoding="utf-8")
    aside.chmod(0o600)
    aside.replace(file)


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[bool]:
    """Whether nobody else is in such a block; the lock goes with the process."""
    with path.open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield True

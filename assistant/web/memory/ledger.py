"""The log: one salted commitment for each answer, one signed root for each day that is over.

The log tells nothing about an answer: whoever holds the receipt holds the salt, and the salt goes
with the answer when that is deleted. Entries are only ever added; a day's root covers its entries
and the root of the day before.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import threading
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sql
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy.engine import Connection

from assistant.answer.render import Json
from assistant.web.memory.merkle import EMPTY, chained, climb, leaf, path, tree
from assistant.web.memory.schema import LOG, ROOTS

_KEY = "site.key"
_ADD = sql.insert(LOG)  # made once: putting a statement together costs as much as running it


def commitment_of(salt: str, digest: str) -> str:
    """What the log holds of an answer: the hash of its salt and its digest, all hex."""
    return hashlib.sha256(bytes.fromhex(salt) + bytes.fromhex(digest)).hexdigest()


def add_entry(connection: Connection, digest: str, day: str) -> tuple[str, int]:
    """Add an answer's commitment; its fresh salt and the number of the entry."""
    salt = secrets.token_hex(16)
    made = connection.execute(_ADD, {"day": day, "commitment": commitment_of(salt, digest)})
    return salt, int(made.inserted_primary_key[0])  # type: ignore[index]


def close_days(connection: Connection, today: str, key: Ed25519PrivateKey) -> int:
    """Give every day before today its root, oldest first; how many got one."""
    last = connection.execute(
        sql.select(ROOTS.c.day, ROOTS.c.root).order_by(ROOTS.c.day.desc()).limit(1)
    ).first()
    before = bytes.fromhex(last.root) if last else EMPTY
    open_days = sql.select(LOG.c.day).where(LOG.c.day < today).distinct().order_by(LOG.c.day)
    if last:
        open_days = open_days.where(LOG.c.day > last.day)
    closed = 0
    for (day,) in connection.execute(open_days).all():
        leaves = _leaves(connection, day)
        covered = tree(leaves)
        root = chained(before, day, len(leaves), covered)
        connection.execute(
            sql.insert(ROOTS).values(
                day=day,
                size=len(leaves),
                tree=covered.hex(),
                before=before.hex(),
                root=root.hex(),
                signature=key.sign(_signed(day, root)).hex(),
            )
        )
        before = root
        closed += 1
    return closed


def place_of(connection: Connection, entry: int) -> Json | None:
    """Where an entry stands, with its path to the day's root; None while the day is open."""
    day = connection.scalar(sql.select(LOG.c.day).where(LOG.c.seq == entry))
    closed = connection.execute(sql.select(ROOTS).where(ROOTS.c.day == day)).first()
    if closed is None:
        return None
    earlier = sql.select(sql.func.count()).where(LOG.c.day == day).where(LOG.c.seq < entry)
    index = int(connection.scalar(earlier) or 0)
    return {
        "day": closed.day,
        "index": index,
        "size": closed.size,
        "path": [node.hex() for node in path(_leaves(connection, closed.day), index)],
        "before": closed.before,
        "root": closed.root,
        "signature": closed.signature,
    }


def roots(connection: Connection, most: int = 400) -> list[Json]:
    """The roots of the last days, newest first."""
    query = sql.select(ROOTS).order_by(ROOTS.c.day.desc()).limit(most)
    names = ("day", "size", "before", "tree", "root", "signature")
    return [{n: getattr(row, n) for n in names} for row in connection.execute(query)]


@dataclass(frozen=True, slots=True)
class Place:
    """The place of an entry in the log, as a receipt states it."""

    day: str
    index: int
    size: int
    path: tuple[str, ...]
    before: str
    root: str
    signature: str

    @classmethod
    def of(cls, stated: object) -> Place | None:
        """Read it; None if it is not one."""
        try:
            place = cls(**stated)  # type: ignore[arg-type]
            nodes = tuple(str(node) for node in place.path)
            return cls(
                str(place.day), int(place.index), int(place.size), nodes,
                str(place.before), str(place.root), str(place.signature),
            )  # fmt: skip
        except (TypeError, ValueError):
            return None

    def holds(self, commitment: str) -> bool:
        """Whether the path leads from the commitment to the root."""
        try:
            start = leaf(bytes.fromhex(commitment))
            beside = [bytes.fromhex(node) for node in self.path]
            covered = climb(start, self.index, self.size, beside)
            before = bytes.fromhex(self.before)
            return covered is not None and (
                chained(before, self.day, self.size, covered).hex() == self.root
            )
        except (ValueError, OverflowError):
            return False

    def is_signed(self, public_key: str) -> bool:
        """Whether the site with this key (hex) signed the root."""
        try:
            key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
            key.verify(bytes.fromhex(self.signature), _signed(self.day, bytes.fromhex(self.root)))
        except (ValueError, InvalidSignature):
            return False
        return True


def site_key(folder: Path) -> Ed25519PrivateKey:
    """The site's own key, made at the first use; only this user can read it.

    Raises:
        OSError, ValueError: the file cannot be written, or is no key.
    """
    file = folder / _KEY
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        # The thread's number, not the process's: two threads may be the first together.
        aside = folder / f".{_KEY}.{threading.get_native_id()}"
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as written:
            written.write(Ed25519PrivateKey.generate().private_bytes_raw())
        try:
            os.link(aside, file)  # whoever is first: workers start together
        except FileExistsError:
            pass
        finally:
            aside.unlink()
    return Ed25519PrivateKey.from_private_bytes(file.read_bytes())


def public_key(key: Ed25519PrivateKey) -> str:
    """What others check signatures with, hex."""
    return key.public_key().public_bytes_raw().hex()


def _leaves(connection: Connection, day: str) -> list[bytes]:
    query = sql.select(LOG.c.commitment).where(LOG.c.day == day).order_by(LOG.c.seq)
    return [leaf(bytes.fromhex(row.commitment)) for row in connection.execute(query)]


def _signed(day: str, root: bytes) -> bytes:
    return f"cewen log {day} ".encode() + root

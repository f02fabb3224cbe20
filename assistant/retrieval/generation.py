"""Write the files of an index aside and swap them in, in one step.

Order of events: files into ``.building-<pid>``, rename to ``<generation>``, replace
``manifest.json``, remove what the manifest no longer names. A crash between any two leaves the old
index (or the new one) whole.
"""

from __future__ import annotations

import filecmp
import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import CorpusError, IndexWriteError, system_reason
from assistant.retrieval.counts import Counts
from assistant.retrieval.dense import DenseIndex
from assistant.retrieval.encoder import Encoder, Vectors
from assistant.retrieval.known import remove_parts
from assistant.retrieval.manifest import FORMAT, FileSum, Manifest, file_sum
from assistant.retrieval.rows import Rows
from assistant.retrieval.sparse import SparseIndex

_BUILDING = ".building-"
_GENERATION = "g-"
_LEFT_SECONDS = 3600.0


@dataclass(frozen=True, slots=True)
class Content:
    """What an index is made from; row n of each belongs together."""

    rows: Rows
    vectors: Vectors
    counts: Counts

    def check(self) -> None:
        """Refuse an empty index.

        Raises:
            CorpusError: there is nothing to index.
        """
        if not len(self.rows):
            raise CorpusError("语料里没有任何条款，无法建立索引：请在 corpus/ 中放入政策文件。")


@contextmanager
def building(folder: Path) -> Iterator[Path]:
    """A folder aside to build in; it is gone afterwards.

    Raises:
        IndexWriteError: something could not be written; the old index is as it was.
    """
    aside = folder / f"{_BUILDING}{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir()
        yield aside
    except OSError as error:
        raise IndexWriteError(
            f"索引无法写入 {folder}（{system_reason(error)}）：请检查权限和磁盘空间；"
            "原有索引没有改动，仍可使用。"
        ) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def publish(
    content: Content, aside: Path, folder: Path, corpus_version: str, encoder: Encoder
) -> None:
    """Write the files and make them the folder's index.

    Raises:
        CorpusError: there is nothing to index.
        OSError: a file cannot be written.
    """
    content.check()
    content.rows.save(aside)
    SparseIndex.from_counts(content.counts).save(aside)
    recall = DenseIndex.write(content.vectors, aside)
    files = {path.name: file_sum(path) for path in sorted(aside.iterdir())}
    generation = _settle(aside, folder, files)
    Manifest(
        FORMAT,
        corpus_version,
        encoder.fingerprint,
        encoder.dim,
        len(content.rows),
        round(recall, 4),
        generation,
        files,
    ).save(folder)
    remove_parts(folder)
    _remove_others(folder, generation)


def _settle(aside: Path, folder: Path, files: dict[str, FileSum]) -> str:
    """Give the files their final place; its name follows from their content."""
    sums = json.dumps({name: sums.sha256 for name, sums in files.items()}, sort_keys=True)
    first = name = _GENERATION + hashlib.sha256(sums.encode()).hexdigest()[:16]
    n = 1
    while (folder / name).exists():
        _, differing, unreadable = filecmp.cmpfiles(
            aside, folder / name, list(files), shallow=False
        )
        if not differing and not unreadable:
            return name
        n += 1
        name = f"{first}-{n}"
    aside.rename(folder / name)
    return name


def _remove_others(folder: Path, generation: str) -> None:
    """Remove older generations and what crashed builds left; open readers keep their files."""
    for path in folder.iterdir():
        old = path.name.startswith(_GENERATION) and path.name != generation
        left = (
            path.name.startswith(_BUILDING) and time.time() - path.stat().st_mtime > _LEFT_SECONDS
        )
        if old or left:
            shutil.rmtree(path, ignore_errors=True)

"""Take a policy out of a workspace, and prove that nothing of it is left."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from assistant.errors import IntakeError, system_reason

_OUT = ".old-"


def set_aside(corpus: Path, policy_id: str) -> Path:
    """Move a policy's folder out of the corpus; returns where it stands until it is deleted.

    Raises:
        IntakeError: there is no such policy, or the folder cannot be moved.
    """
    folder = corpus / policy_id
    if not (folder / "policy.yaml").is_file():
        raise IntakeError(f"没有编号为 {policy_id[:60]!r} 的政策，没有删除任何内容。")
    aside = corpus / f"{_OUT}{policy_id}"
    try:
        shutil.rmtree(aside, ignore_errors=True)
        folder.rename(aside)
    except OSError as cause:
        raise IntakeError(f"移不动 {folder}（{system_reason(cause)}）：请检查权限。") from cause
    return aside


def put_back(aside: Path, corpus: Path, policy_id: str) -> None:
    """Undo set_aside."""
    aside.rename(corpus / policy_id)


def remains(workspace: Path, policy_id: str, source: str) -> Iterator[str]:
    """Every file of the workspace that still holds the policy's id or a line of its text.

    Bytes are compared, whatever the form of the file (index, database, lists).
    """
    marks = [f"{policy_id}#".encode(), f"{policy_id}/".encode()]
    longest = max(_own_lines(workspace / "corpus", policy_id, source), key=len, default="")
    if len(longest) >= 10:
        marks.append(longest[:60].encode("utf-8"))
    for path in sorted(workspace.rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        data = path.read_bytes()
        if any(mark in data for mark in marks):
            yield str(path.relative_to(workspace))


def _own_lines(corpus: Path, policy_id: str, source: str) -> Iterator[str]:
    """The lines that stand in no other policy: what a new version repeats is that version's."""
    others = "\n".join(
        path.read_text(encoding="utf-8")
        for path in sorted(corpus.glob("[!._]*/source.txt"))
        if path.parent.name != policy_id
    )
    for line in source.splitlines():
        if line.strip() and line.strip()[:60] not in others:
            yield line.strip()

"""The corpus: all policies of a folder, read once, checked and never changed after."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from assistant.errors import (
    CorpusError,
    SourceChangedError,
    UnknownClauseError,
    UnknownPolicyError,
    system_reason,
)
from assistant.policy.check import check_clauses, check_names, check_validity
from assistant.policy.clause import Clause, ClauseId
from assistant.policy.parse import parse_clauses
from assistant.policy.policy import Policy, PolicyKind
from assistant.policy.policy_file import PolicyFile, read_policy_file
from assistant.policy.snapshot import Snapshot, Stamp, key_of
from assistant.policy.yaml_file import YamlFile


@dataclass(frozen=True)
class Corpus:
    """Policies in the stated order; ``version`` is a hash over every source and data file.

    ``sums`` are the hashes of those files by their name in the folder, as they were read.
    """

    policies: tuple[Policy, ...]
    version: str
    sums: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """All leaves (what is searched and cited), in the order of the corpus."""
        return tuple(c for policy in self.policies for c in policy.clauses if c.is_leaf)

    @cached_property
    def places(self) -> tuple[str, ...]:
        """What the policies are of, as a place is called where it was understood."""
        own = (p for p in self.policies if p.kind is not PolicyKind.COMMENTARY)
        return tuple(dict.fromkeys(policy.region or policy.short_title for policy in own))

    @cached_property
    def bodies(self) -> tuple[str, ...]:
        """The responsible bodies that clauses name, in the order of the corpus."""
        return tuple(dict.fromkeys(body for clause in self.clauses for body in clause.bodies))

    @cached_property
    def _by_id(self) -> Mapping[ClauseId, Clause]:
        return {c.id: c for policy in self.policies for c in policy.clauses}

    @cached_property
    def _policies(self) -> Mapping[str, Policy]:
        return {policy.id: policy for policy in self.policies}

    def policy(self, policy_id: str) -> Policy:
        """The policy with this id.

        Raises:
            UnknownPolicyError: there is none.
        """
        try:
            return self._policies[policy_id]
        except KeyError:
            raise UnknownPolicyError(policy_id, tuple(self._policies)) from None

    def successor(self, policy_id: str) -> Policy | None:
        """The collected policy that took the place of this one, or None."""
        policy = self.policy(policy_id)
        return self._policies.get(policy.replaced_by)

    def clause(self, clause_id: ClauseId) -> Clause | None:
        """The clause (article or item) with exactly this id, or None."""
        return self._by_id.get(clause_id)

    def require(self, clause_id: ClauseId) -> Clause:
        """As clause, for an id that must be there.

        Raises:
            UnknownClauseError: there is no such clause.
        """
        found = self._by_id.get(clause_id)
        if found is None:
            raise UnknownClauseError(str(clause_id))
        return found

    def covering(self, clause_id: ClauseId) -> tuple[Clause, ...]:
        """The clause and, for an item, its article: nearest first; empty if there is none."""
        above = ClauseId(clause_id.policy, clause_id.article)
        found = (self._by_id.get(an_id) for an_id in dict.fromkeys((clause_id, above)))
        return tuple(clause for clause in found if clause is not None)

    def leaves(self, clause_id: ClauseId) -> tuple[Clause, ...]:
        """The leaves that an id covers: its items, or the clause itself."""
        policy = self._policies.get(clause_id.policy)
        own = policy.clauses if policy is not None else ()
        return tuple(clause for clause in own if clause.is_leaf and clause_id.covers(clause.id))


def load_corpus(folder: Path, snapshot: Snapshot | None = None) -> Corpus:
    """Read every ``<policy>/policy.yaml`` with its ``source.txt``.

    A policy whose files are those that the ``snapshot`` was made of comes from there.

    Raises:
        CorpusError: no such folder or policies, or a file that is missing or broken.
        SourceChangedError: a source is not the text whose hash its policy.yaml states.
    """
    if not folder.is_dir():
        raise CorpusError(f"没有政策库文件夹 {folder}：请检查路径，或用 cewen init 新建工作区。")
    entries = sorted(
        path for path in folder.iterdir() if path.is_dir() and path.name[0] not in "._"
    )
    if not entries:
        raise CorpusError(f"{folder} 里没有政策：请用 cewen add 文件 添加第一份政策。")
    version, sums = "", dict[str, str]()
    if snapshot is not None:
        with suppress(CorpusError):  # told by what reads the file
            version, sums = _read_sums(folder, snapshot)
    known = snapshot or Snapshot()
    found = sorted(
        (_known_policy(entry, known, sums) for entry in entries), key=lambda pair: pair[0]
    )
    policies = _with_successors(tuple(policy for _, policy in found))
    check_names(folder, policies)
    if not version:
        version, sums = _read_sums(folder, snapshot)
    return Corpus(policies, version, sums)


def known_policy(folder: Path, snapshot: Snapshot, sums: Mapping[str, str]) -> Ordered | None:
    """A policy with its place in the corpus if the snapshot holds it as its files are."""
    found = snapshot.get(f"policy/{folder.name}", _key(folder.name, sums))
    return found if isinstance(found, tuple) else None


def _known_policy(folder: Path, snapshot: Snapshot, sums: Mapping[str, str]) -> Ordered:
    found = known_policy(folder, snapshot, sums)
    if found is None:
        found = _load_policy(folder, folder.name)
        snapshot.put(f"policy/{folder.name}", _key(folder.name, sums), found)
    return found


def _key(policy_id: str, sums: Mapping[str, str]) -> str:
    return key_of(sums.get(f"{policy_id}/{name}") for name in ("policy.yaml", "source.txt"))


def _with_successors(policies: tuple[Policy, ...]) -> tuple[Policy, ...]:
    """Each policy knows the one that says it replaces it, and ends before that one begins."""
    successors = {old: policy for policy in policies for old in policy.replaces}
    return tuple(
        _succeeded(policy, successors[policy.id]) if policy.id in successors else policy
        for policy in policies
    )


def _succeeded(policy: Policy, successor: Policy) -> Policy:
    last, first = policy.last_day, successor.first_day
    if first is not None and (last is None or last >= first):
        last = first - timedelta(days=1)
    return replace(policy, replaced_by=policy.replaced_by or successor.id, last_day=last)


def load_policy(folder: Path, policy_id: str = "") -> Policy:
    """One policy from its folder; ``policy_id`` where the folder does not bear its name.

    Raises:
        CorpusError: a file is missing or broken, or states what the text does not say.
        SourceChangedError: the source is not the text whose hash policy.yaml states.
    """
    return _load_policy(folder, policy_id or folder.name)[1]


Ordered: TypeAlias = tuple[tuple[int, str], Policy]
"""A policy with its place: the order that it states, and its id."""


def _load_policy(folder: Path, name: str) -> Ordered:
    stated, file = read_policy_file(folder / "policy.yaml")
    source = _read_source(folder / "source.txt", stated, file)
    try:
        ClauseId.parse(f"{name}#1")
        clauses = parse_clauses(
            name,
            source,
            stated.numbering,
            citeable=stated.clauses,
            headings=stated.headings,
        )
    except UnknownClauseError as cause:
        raise CorpusError(
            f"{folder}：政策编号只能用小写字母、数字和连字符，请改文件夹名。"
        ) from cause
    except CorpusError as cause:
        raise CorpusError(f"{file.place('numbering')}：{cause}") from cause
    faults = [*check_clauses(clauses, stated, file), *check_validity(source, stated, file)]
    if faults:
        raise CorpusError(" ".join(faults))
    return (stated.order, name), _policy(name, stated, source, clauses)


def _policy(policy_id: str, stated: PolicyFile, source: str, clauses: tuple[Clause, ...]) -> Policy:
    return Policy(
        id=policy_id,
        title=stated.title,
        short_title=stated.short_title or stated.title,
        aliases=tuple(stated.aliases),
        mismatched_titles=tuple(stated.mismatched_titles),
        issuer=stated.issuer,
        region=stated.region,
        region_words=tuple(stated.region_words),
        parent_region=stated.parent_region,
        level=stated.level,
        url=stated.url,
        kind=stated.kind,
        first_day=stated.first_day,
        last_day=stated.last_day,
        validity_quote=stated.validity_quote,
        numbering=stated.numbering,
        missing_articles=_gaps(stated, clauses),
        external_references=tuple(stated.external_references),
        notes=tuple(stated.notes),
        source=source,
        sha256=stated.sha256,
        clauses=clauses,
        has_rules=stated.has_rules,
        document_number=stated.document_number,
        issued_day=stated.issued_day,
        replaces=tuple(stated.replaces),
        replaced_by=stated.replaced_by,
        guessed=tuple(stated.guessed),
    )


def _gaps(stated: PolicyFile, clauses: tuple[Clause, ...]) -> tuple[int, ...]:
    if stated.missing_articles is not None:
        return tuple(stated.missing_articles)
    numbers = {clause.id.article for clause in clauses}
    return () if stated.clauses else tuple(sorted(set(range(1, max(numbers))) - numbers))


def _read_source(path: Path, stated: PolicyFile, file: YamlFile) -> str:
    """The source, byte for byte (no newline is translated)."""
    try:
        data = path.read_bytes()
    except OSError as cause:
        raise CorpusError(
            f"{path}：读不到政策原文（{system_reason(cause)}），请把原文存为这个文件。"
        ) from cause
    digest = hashlib.sha256(data).hexdigest()
    if digest != stated.sha256:
        raise SourceChangedError(
            f"{path}：原文与 {file.place('sha256')} 的哈希不符。"
            "原文不应改动：请用 git checkout 恢复；"
            f"若确是换了新文本，请逐条核对后把 sha256 改为 {digest}。"
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as cause:
        raise CorpusError(f"{path}：不是 UTF-8 编码，请另存为 UTF-8。") from cause


def corpus_version(folder: Path, snapshot: Snapshot | None = None) -> str:
    """The version of the corpus in a folder, of which nothing is parsed.

    Raises:
        CorpusError: a file cannot be read.
    """
    return _read_sums(folder, snapshot)[0]


def file_sums(folder: Path, snapshot: Snapshot | None = None) -> dict[str, str]:
    """The hash of every source and YAML file by its name in the folder.

    Raises:
        CorpusError: a file cannot be read.
    """
    return _read_sums(folder, snapshot)[1]


def _read_sums(folder: Path, snapshot: Snapshot | None = None) -> tuple[str, dict[str, str]]:
    """A hash over the names and bytes of every source and YAML file, and the hash of each.

    A file that has not been touched since the ``snapshot`` read it is not read again.

    Raises:
        CorpusError: one cannot be read.
    """
    digest = hashlib.sha256()
    sums: dict[str, str] = {}
    files = {} if snapshot is None else snapshot.files
    for name in sorted(_data_files(folder)):
        data = _data_of(folder, name, files)
        digest.update(f"{name}\0{len(data)}\0".encode())
        digest.update(data)
        sums[name] = hashlib.sha256(data).hexdigest()
    return digest.hexdigest(), sums


def _data_of(folder: Path, name: str, files: dict[str, tuple[Stamp, bytes]]) -> bytes:
    """The bytes of a file; those in ``files`` where it is as it was then.

    Raises:
        CorpusError: it cannot be read.
    """
    path = f"{folder}/{name}"
    try:
        found = os.stat(path)  # noqa: PTH116 - as below
        stamp = (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
        known = files.get(path)
        if known is not None and known[0] == stamp:
            return known[1]
        with open(path, "rb") as file:  # noqa: PTH123 - thousands of them, a Path costs more
            data = file.read()
    except OSError as cause:
        raise CorpusError(
            f"{path}：读不了这个文件（{system_reason(cause)}），请检查它是不是文件、有没有权限。"
        ) from cause
    files[path] = (stamp, data)
    return data


def _data_files(folder: Path) -> Iterator[str]:
    """The names, below the folder, of every source and YAML file."""
    cut = len(str(folder)) + 1
    for where, folders, files in os.walk(folder):
        below = where[cut:].replace(os.sep, "/")
        for name in (*folders, *files):
            if name == "source.txt" or name.endswith(".yaml"):
                yield f"{below}/{name}" if below else name

"""Take documents into a corpus: read, described, cut and proposed aside, then all at once there."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pypinyin import lazy_pinyin

from assistant.errors import AssistantError, IntakeError, system_reason
from assistant.intake.account import ENDS_NOTED, account
from assistant.intake.behind import absorbed, with_tails
from assistant.intake.describe import Description, describe
from assistant.intake.draft import Proposal, Tail
from assistant.intake.emit import emit, write_yaml
from assistant.intake.over import apply_over
from assistant.intake.policy_yaml import render_policy
from assistant.intake.propose import base_left, propose
from assistant.intake.read import Origin, read
from assistant.intake.reading import Reading
from assistant.intake.together import propose_together
from assistant.intake.written import PASSED_OVER, UNRULED
from assistant.policy.clause import Clause, ClauseId
from assistant.policy.corpus import file_sums, known_policy, load_policy
from assistant.policy.effect import read_validity, rests_on_issue
from assistant.policy.first_fault import first_fault
from assistant.policy.policy import Policy, PolicyKind
from assistant.policy.policy_file import UNORDERED
from assistant.policy.snapshot import Snapshot
from assistant.policy.yaml_file import read_yaml_file
from assistant.rules import rules_file  # noqa: F401 - makes every kind of amount known
from assistant.rules.audit import uncovered
from assistant.rules.check_rule import check_rule
from assistant.rules.content import NotRuled
from assistant.rules.facts import FactSpec
from assistant.rules.measure import Measure
from assistant.rules.rule import Rule
from assistant.text.dates import Validity
from assistant.text.gazetteer import lookup, short_names

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_STAGING = ".new-"
_GONE = ".old-"
_BESIDE = 10

Report = Callable[[int, int], None]
"""Called with (done, all)."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """One document as it stands aside, ready to be put in place.

    ``n_rules`` are proposed and unconfirmed; ``n_left`` entries say what cannot be computed.
    """

    origin: Origin
    reading: Reading
    described: Description
    policy: Policy
    folder: Path
    n_rules: int = 0
    n_left: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """What is in the corpus already: ids, the hashes of texts, and names, each with its policy."""

    ids: frozenset[str]
    hashes: dict[str, str]
    names: dict[str, str]
    last_order: int


def survey(corpus: Path, snapshot: Snapshot | None = None) -> Known:
    """What a corpus holds, from its policy.yaml files alone (no text is parsed).

    A policy whose files are those that the ``snapshot`` was made of comes from there.
    """
    known = snapshot or Snapshot()
    sums = {} if snapshot is None else file_sums(corpus, snapshot)
    ids: set[str] = set()
    hashes: dict[str, str] = {}
    names: dict[str, str] = {}
    last = 0
    for path in sorted(corpus.glob("[!._]*/policy.yaml")):
        policy_id = path.parent.name
        ids.add(policy_id)
        found = known_policy(path.parent, known, sums)
        if found is not None:
            (order, _), policy = found
            digest, given = policy.sha256, (policy.title, policy.short_title, *policy.aliases)
        else:
            order, digest, given = _stated(path)
        if digest:
            hashes[digest] = policy_id
        names |= {name: policy_id for name in given if name}
        last = max(last, order if order < UNORDERED else 0)
    return Known(frozenset(ids), hashes, names, last)


def _stated(path: Path) -> tuple[int, str, tuple[str, ...]]:
    """Order, hash and names that a policy.yaml states; a file that cannot be used states none."""
    content = read_yaml_file(path).content
    if not isinstance(content, dict):
        return 0, "", ()
    aliases = content.get("aliases")
    given = [content.get("title"), content.get("short_title")]
    given += aliases if isinstance(aliases, list) else []
    order = str(content.get("order", ""))
    names = tuple(str(name) for name in given if name)
    return int(order) if order.isdigit() else 0, str(content.get("sha256", "")), names


def stage(
    origins: Sequence[Origin],
    corpus: Path,
    *,
    replaces: str = "",
    report: Report | None = None,
    snapshot: Snapshot | None = None,
) -> list[TakenIn]:
    """Read every document and write its policy folder aside, under hidden names in the corpus.

    ``snapshot`` is of the corpus as it stands.

    Raises:
        IntakeError: a document cannot be read or taken in; nothing is left aside.
    """
    known = survey(corpus, snapshot)
    ids, names, order = set(known.ids), dict(known.names), known.last_order
    hashes = dict(known.hashes)
    taken: list[TakenIn] = []
    try:
        for done, origin in enumerate(origins):
            if report is not None:
                report(done, len(origins))
            reading = read(origin)
            data = reading.text.encode("utf-8")
            digest = hashlib.sha256(data).hexdigest()
            if digest in hashes:
                raise IntakeError(
                    f"{origin.name}：与已有的 {hashes[digest]} 是同一份原文，没有重复添加。"
                )
            described = describe(reading, _stem(origin))
            policy_id = _new_id(origin, described, ids)
            order += 1
            folder = corpus / f"{_STAGING}{policy_id}"
            _write(folder, data, reading, described, names, order, digest, replaces)
            policy = _checked(folder, policy_id, origin)
            counts = write_proposals(folder, policy)
            ids.add(policy_id)
            hashes[digest] = policy_id
            names |= dict.fromkeys((policy.title, policy.short_title, *policy.aliases), policy_id)
            taken.append(TakenIn(origin, reading, described, policy, folder, *counts))
        if report is not None:
            report(len(origins), len(origins))
    except BaseException:
        discard(corpus)
        raise
    return taken


def stage_one(reading: Reading, origin: Origin, folder: Path, policy_id: str) -> Policy:
    """A document as a policy, written into a folder that is thrown away.

    Raises:
        IntakeError: it cannot be taken in.
    """
    data = reading.text.encode("utf-8")
    described = describe(reading, _stem(origin))
    place = folder / policy_id
    digest = hashlib.sha256(data).hexdigest()
    _write(place, data, reading, described, {}, 1, digest, "")
    return _checked(place, policy_id, origin)


def identify(origin: Origin, reading: Reading, corpus: Path) -> str:
    """The collected policy that a document is another version of, by its file's name or its title.

    "" where none is.
    """
    stem = re.sub(r"[_.\s]+", "-", _stem(origin).lower()).strip("-")
    if stem and (corpus / stem / "policy.yaml").is_file():
        return stem
    return survey(corpus).names.get(describe(reading, _stem(origin)).title.text, "")


@contextmanager
def put_in_place(taken: Sequence[TakenIn], corpus: Path) -> Iterator[None]:
    """The staged policies in the corpus; taken out again if the block fails."""
    moved: list[Path] = []
    try:
        for one in taken:
            target = corpus / one.policy.id
            one.folder.rename(target)
            moved.append(target)
        yield
    except BaseException:
        for target in moved:
            shutil.rmtree(target, ignore_errors=True)
        discard(corpus)
        raise


def discard(corpus: Path) -> None:
    """Remove what stands aside."""
    for folder in (*corpus.glob(f"{_STAGING}*"), *corpus.glob(f"{_GONE}*")):
        shutil.rmtree(folder, ignore_errors=True)


def _stem(origin: Origin) -> str:
    name = origin.path.name if origin.path is not None else origin.url.rstrip("/")
    return Path(name.rsplit("/", 1)[-1]).stem


def _new_id(origin: Origin, described: Description, taken: set[str]) -> str:
    """An id that says what it is: the file's own name, else place and year in letters."""
    stem = re.sub(r"[_.\s]+", "-", _stem(origin).lower()).strip("-")
    if not _SLUG.fullmatch(stem) or stem.isdigit() or len(stem) > 60:
        found = lookup(described.region.text) if described.region.text else ()
        short = short_names(found[0])[:1] if found else ()
        place = "".join(lazy_pinyin(short[0] if short else described.region.text or "zhengce"))
        year = described.issued_day.text[:4] or _year(described)
        stem = re.sub("[^a-z0-9-]", "", "-".join(filter(None, (place, year)))) or "policy"
    name, n = stem, 1
    while name in taken:
        n += 1
        name = f"{stem}-{n}"
    return name


def _year(described: Description) -> str:
    found = re.search(r"(?:19|20)\d\d", described.title.text + described.validity_quote.text)
    return found.group() if found else ""


def _write(
    folder: Path,
    data: bytes,
    reading: Reading,
    described: Description,
    names: dict[str, str],
    order: int,
    digest: str,
    replaces: str,
) -> None:
    issued = date.fromisoformat(described.issued_day.text) if described.issued_day.text else None
    validity = read_validity(described.validity_quote.text, issued)
    try:
        folder.mkdir(parents=True)
        (folder / "source.txt").write_bytes(data)
        (folder / "policy.yaml").write_text(
            render_policy(
                described,
                validity,
                order=order,
                sha256=digest,
                aliases=[name for name in described.aliases if name not in names],
                notes=_notes(reading, described, validity),
                replaces=[replaces] if replaces else [],
            ),
            encoding="utf-8",
        )
    except OSError as cause:
        raise IntakeError(
            f"写不了 {folder}（{system_reason(cause)}）：请检查权限和空间。"
        ) from cause


def _notes(reading: Reading, described: Description, validity: Validity) -> list[str]:
    notes = []
    if reading.is_scanned:
        notes.append("原文是扫描件，文字由程序识别，其中的数字须对照原件核对。")
    if rests_on_issue(described.validity_quote.text) and validity.first_day is None:
        notes.append("原文自印发（发布）之日起施行，收录的文本没有写明那一天。")
    return notes


def _checked(folder: Path, policy_id: str, origin: Origin) -> Policy:
    """The staged policy as the program will read it.

    Raises:
        IntakeError: it would not be read.
    """
    try:
        return load_policy(folder, policy_id)
    except AssistantError as cause:
        raise IntakeError(f"{origin.name}：{cause}") from cause


def write_proposals(folder: Path, policy: Policy) -> tuple[int, int]:
    """Propose the rules of a policy into its folder; how many, and how many entries are left over.

    A proposal that does not stand up to the checks of the rulebook becomes an entry of not_ruled.
    """
    if policy.kind in (PolicyKind.DRAFT, PolicyKind.COMMENTARY):
        return 0, 0
    clauses = leaves(policy)
    proposed = propose_all(policy, clauses)
    emitted = emit(policy, proposed)
    prefix = re.sub("[^a-z0-9]", "_", policy.id)
    head_of = partial(head_above, policy)
    read = absorbed([proposal for proposal, _ in proposed])
    apply_over(clauses, emitted.rules, emitted.facts, prefix, head_of, read)
    facts = {name: FactSpec.model_validate(spec) for name, spec in emitted.facts.items()}
    texts = {str(clause.id): clause.text for clause in (*policy.clauses, *clauses)}
    kept = []
    for mapped in emitted.rules:
        fault = _fault(mapped, facts, texts)
        if fault:
            quote = str(mapped["quote"])
            clause_id = str(mapped["id"]).partition(":")[0]
            emitted.not_ruled.append(
                {
                    "clause": clause_id,
                    "reason": f"{UNRULED}（提议没有通过校对：{fault}）。",
                    "quotes": [quote],
                }
            )
        else:
            kept.append(mapped)
    emitted.not_ruled += _left_out(clauses, kept, facts, emitted.not_ruled)
    head = (
        "# 由 cewen add 提议，没有人核定过；用 cewen review 核对。写法见 docs/rules-format.md。\n"
    )
    content: dict[str, Any] = {"schema": "2", "rules": kept, "not_ruled": emitted.not_ruled}
    together = propose_together(clauses, kept)
    account(clauses, kept, facts, together)
    if together:
        content["combine"] = together
    (folder / "rules.yaml").write_text(head + write_yaml(content), encoding="utf-8")
    listed = list(emitted.facts.values())
    (folder / "facts.yaml").write_text(head + write_yaml(listed), encoding="utf-8")
    return len(kept), len(emitted.not_ruled)


def propose_all(policy: Policy, clauses: Sequence[Clause]) -> list[tuple[Proposal, Clause]]:
    """The proposals of all clauses; an item may raise what the item before it pays."""
    found: list[tuple[Proposal, Clause]] = []
    bases: dict[ClauseId, str] = {}
    for clause in clauses:
        base = ""
        if found and clause.id.item is not None:
            proposal, before = found[-1]
            base = base_left(proposal) if before.id.article == clause.id.article else ""
        head = head_above(policy, clause)
        above = words_above(policy, clause)
        found.append((propose(policy.source, clause, head, base, (), above), clause))
        bases[clause.id] = base

    def read(clause: Clause, tails: tuple[Tail, ...]) -> Proposal:
        head = head_above(policy, clause)
        above = words_above(policy, clause)
        return propose(policy.source, clause, head, bases[clause.id], tails, above)

    longer = with_tails(found, read)
    return [(proposal, clause) for proposal, (_, clause) in zip(longer, found, strict=True)]


def _left_out(
    clauses: Sequence[Clause],
    rules: Sequence[dict[str, Any]],
    facts: dict[str, FactSpec],
    not_ruled: Sequence[dict[str, Any]],
) -> list[dict[str, Any]]:
    """An entry for every number that the grammar passed over: no number is left without a word."""
    known = [Rule.model_validate(rule) for rule in rules]
    listed = [NotRuled.model_validate(entry) for entry in not_ruled]
    entries = []
    for clause in clauses:
        own = [rule for rule in known if rule.clause_id == str(clause.id)]
        noted = [one.span() for one in ENDS_NOTED.finditer(clause.text)]
        for number in uncovered(clause, own, facts, listed):
            low, high = max(0, number.start - _BESIDE), number.end + _BESIDE
            quote = clause.text[low:high].strip()
            entries.append({"clause": str(clause.id), "reason": PASSED_OVER, "quotes": [quote]})
            is_word = number.value == 1 and number.measure is Measure.FRACTION  # 全额补助
            is_word = is_word or any(low <= number.start < high for low, high in noted)
            if number.measure in (Measure.MONEY, Measure.FRACTION) and not is_word:
                tell_left_out(clause, rules, number.start)
    return entries


def tell_left_out(clause: Clause, rules: Sequence[dict[str, Any]], place: int) -> None:
    """A sum or rate inside the words of a rule that does not work with it is told by that rule."""
    text = clause.text
    start = max(text.rfind(sign, 0, place) for sign in "，,；;。\n") + 1
    stops = [at for sign in "，,；;。\n" if (at := text.find(sign, place)) >= 0]
    part = text[start : min([*stops, len(text)])].strip()
    for rule in rules:
        at = text.find(str(rule["quote"]))
        own = str(rule["id"]).partition(":")[0] == str(clause.id)
        if own and at >= 0 and at <= place < at + len(str(rule["quote"])):
            told = f"原文还写明“{part}”，没有计入。"
            rule["readings"] = [*dict.fromkeys([*rule.get("readings", ()), told])]


def _fault(mapped: dict[str, Any], facts: dict[str, FactSpec], texts: dict[str, str]) -> str:
    """What is wrong with a proposed rule; "" if nothing is."""
    try:
        rule = Rule.model_validate(mapped)
    except ValidationError as error:
        fault = first_fault(error)
        return f"{fault.where} {fault.why}"
    found = check_rule(
        rule, texts[rule.clause_id], facts, {rule.id}, lambda name: texts.get(name, "")
    )
    return next((what for _, what in found), "")


def head_above(policy: Policy, clause: Clause) -> str:
    """What an article says above the list of which a clause is an item; "" for an article."""
    if clause.id.item is None:
        return ""
    above = policy.clause(clause.id._replace(item=None))
    items = [
        one.start for one in policy.clauses if one.id.article == clause.id.article and one.id.item
    ]
    return policy.source[above.start : min(items)].strip() if above is not None else ""


def words_above(policy: Policy, clause: Clause) -> Tail | None:
    """The sentence above the list of which a clause is an item; None where none leads to it."""
    head = head_above(policy, clause)
    above = policy.clause(clause.id._replace(item=None)) if head else None
    if above is None or head[-1] not in ":：":
        return None
    start = policy.source.find(head, above.start)
    begins = start + max(head.rfind(sign) for sign in "。；;\n") + 1
    return Tail(above, begins, start + len(head)) if begins < start + len(head) else None


def leaves(policy: Policy) -> tuple[Clause, ...]:
    """The clauses that are searched and cited."""
    return tuple(clause for clause in policy.clauses if clause.is_leaf)


def remove_staged(corpus: Path) -> None:
    """Forget what an interrupted run left aside."""
    with suppress(OSError):
        discard(corpus)

"""What the desk makes of a doubted question with one click: an alias, a request, a test question.

An alias goes into the workspace's thesaurus, and the index is built anew: the service takes it up
by itself. Requests for a clause that is missing and test questions are lines of JSON in the data
folder, for ``cewen eval --questions`` and for whoever collects policies.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from pathlib import Path

import yaml

from assistant.answer.render import Json
from assistant.errors import StoreError, UserError, system_reason
from assistant.indexing import build
from assistant.policy.corpus import Corpus
from assistant.retrieval.thesaurus import load_thesaurus
from assistant.settings import Settings
from assistant.text.normalise import fold

_FOLDER = "desk"
QUESTIONS = "questions.jsonl"
REQUESTS = "requests.jsonl"
_WEIGHT = 0.8
_LONGEST = 40
_WRITING = threading.Lock()


def add_question(settings: Settings, question: str, clause_id: str, editor: str, day: str) -> None:
    """Keep a question as the start of a test question.

    Raises:
        StoreError: it cannot be written.
    """
    name = f"desk-{len(_lines(settings, QUESTIONS)) + 1:03d}"
    line: Json = {
        "id": name,
        "turns": [question],
        "as_of": day,
        "outcome": ["answered"],
        "tags": ["desk"],
        "why": f"{editor} 从存疑的问题收入，期望待补",
    }
    if clause_id:
        line["cite"] = [clause_id]
    _append(settings, QUESTIONS, line)


def add_request(settings: Settings, question: str, note: str, editor: str, day: str) -> None:
    """Ask for a clause or a policy that is missing.

    Raises:
        StoreError: it cannot be written.
    """
    line: Json = {"day": day, "question": question, "note": note, "editor": editor}
    _append(settings, REQUESTS, line)


def add_alias(settings: Settings, corpus: Corpus, words: str, term: str) -> None:
    """Let people say ``words`` for ``term``, which the policies' texts have; build the index.

    Raises:
        UserError: the term stands in no text, or one of them is unfit.
        StoreError: the thesaurus cannot be written.
        InstallationError: the index cannot be built.
    """
    words, term = words.strip(), term.strip()
    if not 2 <= len(words) <= _LONGEST or not 2 <= len(term) <= _LONGEST:
        raise UserError(f"别名和原文用词都要有 2 到 {_LONGEST} 个字。")
    if not any(term in policy.source for policy in corpus.policies):
        raise UserError(f"“{term}”不在收录的原文里：请照抄条款里的一个词。")
    path = settings.corpus / "thesaurus.yaml"
    entry = {"term": term, "words": [words], "weight": _WEIGHT}
    dumped = yaml.safe_dump(
        entry, allow_unicode=True, default_flow_style=True, sort_keys=False, width=10_000
    ).strip()
    aside = path.with_name(f".{path.name}.{threading.get_native_id()}")
    with _WRITING:
        try:
            former = path.read_text(encoding="utf-8") if path.exists() else ""
            gap = "" if not former or former.endswith("\n") else "\n"
            aside.write_text(f"{former}{gap}- {dumped}\n", encoding="utf-8")
            load_thesaurus(aside)  # what cannot be read again is not put in place
            aside.replace(path)
        except OSError as cause:
            raise StoreError(
                f"{path.name} 写不了（{system_reason(cause)}）：政策库的文件夹要让服务的用户可写，"
                "或请管理员把这一行加进去。"
            ) from cause
        finally:
            aside.unlink(missing_ok=True)
        build(settings)


def followed(settings: Settings) -> Mapping[str, tuple[str, ...]]:
    """Folded question → what was made of it, for the desk to show."""
    found: dict[str, tuple[str, ...]] = {}
    for line in _lines(settings, QUESTIONS):
        turns = line.get("turns")
        for turn in turns if isinstance(turns, list) else ():
            found[fold(str(turn))] = (*found.get(fold(str(turn)), ()), "已收进题集")
    for line in _lines(settings, REQUESTS):
        key = fold(str(line.get("question", "")))
        found[key] = (*found.get(key, ()), "已请求收录")
    return {key: tuple(dict.fromkeys(said)) for key, said in found.items()}


def _lines(settings: Settings, name: str) -> list[Json]:
    try:
        text = (settings.data_dir / _FOLDER / name).read_text(encoding="utf-8")
    except OSError:
        return []
    found = []
    for line in text.splitlines():
        try:
            read = json.loads(line)
        except ValueError:
            continue
        if isinstance(read, dict):
            found.append(read)
    return found


def _append(settings: Settings, name: str, line: Json) -> None:
    path: Path = settings.data_dir / _FOLDER / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _WRITING, path.open("a", encoding="utf-8") as opened:
            path.chmod(0o600)
            opened.write(json.dumps(line, ensure_ascii=False) + "\n")
    except OSError as cause:
        raise StoreError(
            f"{path.name} 写不了（{system_reason(cause)}）：请检查数据文件夹的权限和空间。"
        ) from cause

"""What a new version of a policy touches: rules, questions of the sets, stored answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.cli.streams import tell
from assistant.errors import StoreError
from assistant.intake.changes import Change, lost_clauses, touched_questions, touched_rules
from assistant.settings import Settings
from assistant.web.memory.database import FILE
from assistant.web.memory.store import Store

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Touched:
    """Ids of the rules, questions and stored answers that rest on a changed or removed clause."""

    rules: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()


NOTHING = Touched()


def touched_by(changes: Sequence[Change], settings: Settings) -> Touched:
    """What the changes touch; a store that cannot be read is told and counts as empty."""
    return Touched(
        touched_rules(changes, settings.corpus),
        touched_questions(changes, settings.workspace / "eval" / "questions"),
        _answers(changes, settings),
    )


def _answers(changes: Sequence[Change], settings: Settings) -> tuple[str, ...]:
    if not settings.database and not (settings.data_dir / FILE).is_file():
        return ()
    store = Store(
        settings.data_dir,
        days=settings.conversation_days,
        limit=settings.conversation_limit,
        url=settings.database,
    )
    try:
        return tuple(store.citing(lost_clauses(changes)))
    except StoreError as error:
        tell(str(error))
        return ()
    finally:
        store.close()


def tell_touched(touched: Touched) -> None:
    """A line for each kind that is touched."""
    for name, ids in (
        ("涉及规则", touched.rules),
        ("涉及题目", touched.questions),
        ("涉及已存的回答", touched.answers),
    ):
        if ids:
            more = f"等 {len(ids)} 项" if len(ids) > _SHOWN else ""
            print(f"  {name}：{'、'.join(ids[:_SHOWN])}{more}")

"""Votes: which clause a later message is about, weighed beside what its words led to.

What goes on with the matter before and what opens another is said in ways that no grammar lists. A
fitted softmax over the clauses that the sets ask for hears hashed n-grams of the message and of
those before it, the states of the network of roles, which clauses are in question and were spoken
of, and in which policies is asked. Where it gives the clauses that were answered next to nothing,
that is told; where it is sure of another one, that one is answered, and told as well. Weights and
thresholds stand in votes.json with their provenance (``assistant.evaluation.fit_votes``); without
that file, without the network, or of clauses that it never saw, nothing is voted on, and nothing
for a clause that the corpus no longer has.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.dialogue.acts import Act
from assistant.dialogue.fitted import buckets_of, load_fit, share_of, unpacked
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.rereading import all_figures
from assistant.dialogue.roles import Roles
from assistant.dialogue.turn import Turn
from assistant.dialogue.understanding import Understanding, Vote
from assistant.text.pattern import lazy

FILE = Path(__file__).with_name("votes.json")
NONE = ""
"""What a message is about that no clause answers."""
SIZE = 2048
"""So many buckets for the n-grams of the message, and as many for those of the ones before it."""
EARLIER, BEHIND = 300, 0.7
"""Characters of the messages before that are heard, and how much their n-grams weigh."""
STATES = 0.3
"""What a state weighs that lies one spread from its mean."""
GRID = 0.01
"""The scores stand on this grid: what processors differ by is far less."""

_PLAIN = 0.3
"""From this share of what was answered, by all but the network, the network is not asked."""
_OF_THOSE_BEFORE = frozenset((Act.ALL_MATTERS, Act.REMOVE, Act.REPEAT))
"""What is said of the matters spoken of, whichever they are (剩下的各多少): none is turned to."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Heard:
    """What is weighed of a later message.

    ``states`` as the network gives them, ``grams`` its buckets with what each weighs, ``asked`` the
    clauses in question before it, ``spoken`` all that were, ``policies`` those asked about now.
    """

    states: tuple[float, ...]
    grams: tuple[tuple[int, float], ...]
    asked: frozenset[str]
    spoken: frozenset[str]
    policies: frozenset[str]


def heard_of(
    turn: Turn, before: Ledger, policies: Collection[str], earlier: Sequence[str], roles: Roles
) -> Heard | None:
    """What a later message gives to weigh; None where the network says nothing of it."""
    states = roles.states(turn.folded, all_figures(turn, ()), earlier)
    return None if states is None else _heard(turn, before, policies, earlier, states)


def _heard(
    turn: Turn,
    before: Ledger,
    policies: Collection[str],
    earlier: Sequence[str],
    states: Sequence[float],
) -> Heard:
    own = buckets_of(turn.folded, SIZE)
    behind = buckets_of(" / ".join(earlier)[-EARLIER:], SIZE)
    grams = [(bucket, share_of(len(own))) for bucket in own]
    grams += [(SIZE + bucket, BEHIND * share_of(len(behind))) for bucket in behind]
    return Heard(
        tuple(states),
        tuple(grams),
        frozenset(str(c) for matter in before.in_question for c in matter.clauses),
        frozenset(str(c) for matter in before.matters for c in matter.clauses),
        frozenset(policies),
    )


@dataclass(frozen=True, slots=True)
class VoteFit:
    """The weights: ``clauses`` in the order of the columns, ``NONE`` first.

    ``grams`` (2·SIZE × clauses) and ``states`` (width × clauses) are whole numbers, worth ``step``
    and ``state_step`` each; ``middle`` and ``spread`` of the states; ``added`` to each clause;
    ``asked``, ``spoken`` and ``policy`` what it is worth to be one of those. That what was answered
    is less likely than ``tell`` is told; where it is less than ``low``, another one is answered
    from ``sure`` on. ``network`` is the sha256 of the network that was heard.
    """

    clauses: tuple[str, ...]
    grams: npt.NDArray[np.int8]
    step: float
    states: npt.NDArray[np.int8]
    state_step: float
    middle: Floats
    spread: Floats
    added: Floats
    asked: float
    spoken: float
    policy: float
    tell: float
    low: float
    sure: float
    network: str

    def shares(self, heard: Heard) -> dict[str, float]:
        """How likely each clause is the one that the message is about."""
        own = (np.asarray(heard.states) - self.middle) / self.spread * STATES
        z = self.state_step * (own @ self.states.astype(np.float64))
        z = np.rint(z / GRID) * GRID
        places = [bucket for bucket, _ in heard.grams]
        worth = np.array([weight for _, weight in heard.grams])
        z = z + self.step * (worth @ self.grams[places].astype(np.float64))
        z = z + self.added
        z = z + [
            self.asked * (c in heard.asked)
            + self.spoken * (c in heard.spoken)
            + self.policy * (c.partition("#")[0] in heard.policies)
            for c in self.clauses
        ]
        raised = np.exp(z - z.max())
        return dict(zip(self.clauses, (raised / raised.sum()).tolist(), strict=True))


class Voter:
    """Weighs which clause a later message is about; without a fit or the network never."""

    def __init__(
        self,
        load: Callable[[], VoteFit | None],
        roles: Roles,
        holds: Callable[[str], bool],
        are_drafts: Callable[[Sequence[str]], bool],
    ) -> None:
        """``load``: the fit, read at the first later message; ``holds``: is a clause collected.

        ``are_drafts``: are all of some policies no more than drafts.
        """
        self._load = load
        self._roles = roles
        self._holds = holds
        self._are_drafts = are_drafts

    def silence(self) -> None:
        """Vote on nothing from now on: what is fitted must not lean on what was fitted before."""
        self._load = _no_fit

    def vote(self, found: Understanding, before: Ledger, earlier: Sequence[str]) -> Vote | None:
        """Which clause a later message is likely about that was not answered; None where none."""
        if (
            not before.turn
            or not found.focus
            or found.refusal
            or found.query is not None
            or found.rivals
        ):
            return None
        if not self._roles.reads_earlier or any(part.kind == "matter" for part in found.unused):
            return None
        fit = self._load()
        answered = {str(focus.clause_id) for focus in found.focus}
        if fit is None or fit.network != self._roles.network or not answered <= {*fit.clauses}:
            return None
        plain = _heard(found.turn, before, found.policies, earlier, fit.middle.tolist())
        if self._held(fit, plain, answered)[1] >= _PLAIN:
            return None  # words alone leave no question; to ask the network takes longer than all
        heard = heard_of(found.turn, before, found.policies, earlier, self._roles)
        if heard is None:
            return None
        shares, held = self._held(fit, heard, answered)
        best = max((clause for clause in shares if clause not in answered), key=shares.__getitem__)
        is_sure = best != NONE and shares[best] >= fit.sure and held < fit.low
        is_sure = is_sure and not _OF_THOSE_BEFORE & found.turn.acts.all
        elsewhere = _is_elsewhere(found.turn, best, answered)
        is_draft = self._are_drafts([clause.partition("#")[0] for clause in answered])
        is_sure = is_sure and (not elsewhere or is_draft)
        is_told = held < fit.tell
        return Vote(best, shares[best], held, is_told, is_sure) if is_told or is_sure else None

    def _held(
        self, fit: VoteFit, heard: Heard, answered: Collection[str]
    ) -> tuple[dict[str, float], float]:
        """The shares of the clauses that are collected, and what those answered have together."""
        shares = {
            clause: share
            for clause, share in fit.shares(heard).items()
            if clause == NONE or self._holds(clause)
        }
        whole = sum(shares.values())
        return shares, sum(shares[clause] for clause in sorted(answered)) / whole


_NOT_THERE = lazy("[不没未]是?在")


def _is_elsewhere(turn: Turn, best: str, answered: Collection[str]) -> bool:
    """Whether a clause is of no place that the message names, and what was answered is (福田呢)."""
    named = turn.scope.policies if turn.scope.is_placed else ()
    own = {clause.partition("#")[0] for clause in answered}
    if _NOT_THERE.search(turn.folded):
        return False  # 其实在宝安纳统,不在前海: where something happens, not where is asked
    return bool(named) and own <= {*named} and best.partition("#")[0] not in named


def _no_fit() -> None:
    """Nothing was fitted."""


def read_fit(content: Mapping[str, Any]) -> VoteFit:
    """The fit that a file holds.

    Raises:
        ValueError: the weights are not as many as the clauses need.
    """
    clauses = tuple(str(c) for c in content["clauses"])
    grams = np.asarray(unpacked(content["grams"]), np.int8).reshape(2 * SIZE, len(clauses))
    states = np.asarray(unpacked(content["states"]), np.int8).reshape(-1, len(clauses))
    middle, spread, added = (
        np.asarray(content[name], np.float64) for name in ("middle", "spread", "added")
    )
    if middle.shape != (len(states),) or spread.shape != middle.shape:
        raise ValueError("weights and states do not fit together")
    if added.shape != (len(clauses),):
        raise ValueError("weights and clauses do not fit together")
    return VoteFit(
        clauses,
        grams,
        float(content["step"]),
        states,
        float(content["state_step"]),
        middle,
        spread,
        added,
        asked=float(content["asked"]),
        spoken=float(content["spoken"]),
        policy=float(content["policy"]),
        tell=float(content["tell"]),
        low=float(content["low"]),
        sure=float(content["sure"]),
        network=str(content["network"]),
    )


@cache
def load_votes(path: Path = FILE) -> VoteFit | None:
    """The fit beside this module; None where there is no file.

    Raises:
        EncoderError: the file is there and cannot be read.
    """
    return load_fit(path, read_fit)

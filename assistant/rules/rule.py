"""A funding rule as data: what one passage of a clause pays, with the words that say so.

Loaded from ``corpus/<policy>/rules.yaml`` by rulebook.py; docs/rules-format.md explains the file.
Sums are Decimal yuan, rates decimal fractions, both written as strings in the file.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, SerializeAsAny

from assistant.rules.cap import Cap
from assistant.rules.condition import Condition, Flag
from assistant.rules.facts import Frozen, Words
from assistant.rules.kind import Kind, read_amount
from assistant.rules.share import Share


class Several(StrEnum):
    """How several items of a fact are paid (two contracts, three rounds, four projects).

    TOGETHER: one sum over all of them; EACH: each is a case of its own, with its own thresholds,
    and the results are added; BEST: only one of them is paid, the best.
    """

    TOGETHER = "together"
    EACH = "each"
    BEST = "best"


class Pool(Frozen):
    """A yearly pot or a quota of projects: told, never part of the sum."""

    quote: str
    say: str
    yuan: Decimal | None = None
    quota: int | None = None


class Factor(Frozen):
    """A share of the amount that is paid in some case: 减半 (factor 0.5).

    ``clause`` is the clause that says so where it is another one than the rule's.
    """

    when: Condition
    factor: Share
    quote: str
    clause: str = ""


class Part(Frozen):
    """A part in which the sum is paid out (分三年按5:3:2拨付): what is asked for of it.

    ``clause`` is the clause that says so where it is another one than the rule's.
    """

    when: Condition
    share: Share
    quote: str
    clause: str = ""


class Beside(Frozen):
    """Words of another clause that a rule works with as well (每个主体每年最多补贴5辆)."""

    quote: str
    clause: str


class Within(Frozen):
    """A limit that is a share of another sum: 补助不超过造价的30%. Left out, and told, unstated."""

    fact: str
    rate: Share
    quote: str = ""


class Mode(StrEnum):
    """How a sum is brought to a unit."""

    DOWN = "down"
    HALF_UP = "half_up"
    UP = "up"


class Rounding(Frozen):
    """How the text rounds the amount: to multiples of ``unit`` yuan (一万元以下部分舍去).

    ``clause`` is the clause that says so where it is another one than the rule's: ``quote`` then
    stands there.
    """

    unit: Decimal
    mode: Mode
    quote: str = ""
    clause: str = ""


TO_THE_FEN = Rounding.model_construct(unit=Decimal("0.01"), mode=Mode.DOWN, quote="", clause="")
"""Where the text is silent: to the fen, downwards, since it says 不超过.

Constructed without its validator: building one at import would cost every start tens of ms.
"""


class Rule(Frozen):
    """One rule. ``id`` = clause id + ":" + slug; ``quote`` = verbatim words of the clause.

    ``when`` tells which case of the clause this rule is about: a case known to be another one makes
    the rule not applicable (left out), while a failed ``condition`` gives the amount 0.
    ``words`` in a question point to this rule among its siblings. ``readings`` are shown as
    assumptions. ``most_years`` limits how many years are paid, ``most_items`` how many
    things (最多补助4个展位): the best of them. ``yearly``: the amount is per year,
    so a stated number of years multiplies it. ``topic`` is an id of corpus/topics.yaml.
    ``beside`` are words of other clauses that it works with. ``within`` limits it to a share of
    another sum. ``paid_in`` are the parts in which it is paid
    out: whoever asks for one of them gets that part of the sum under its caps. ``factors`` pay a
    share of it in some cases, ``more_caps`` limit it further (each project, each year, in all),
    ``rounding`` is what the text says of the last digits. ``received`` is a fact with what was
    paid before for a lower case: only the difference is paid (晋级的补足差额). ``several`` says how
    several items of one fact are paid. ``left_out`` are words of the policy that bear on the sum
    and that the rule does not work with: they are told as a doubt. ``confirmed`` false: a draft of
    a rule that no editor has confirmed; it is calculated and told as such.
    """

    id: str
    title: str
    topic: str
    quote: str
    more_quotes: Words = ()
    beside: tuple[Beside, ...] = ()
    applicants: Words = ()
    words: Words = ()
    when: tuple[Condition, ...] = ()
    conditions: tuple[Condition, ...] = ()
    amount: SerializeAsAny[Annotated[Kind, BeforeValidator(read_amount)]]
    factors: tuple[Factor, ...] = ()
    paid_in: tuple[Part, ...] = ()
    within: Within | None = None
    received: str | None = None
    cap: Cap | None = None
    more_caps: tuple[Cap, ...] = ()
    rounding: Rounding = TO_THE_FEN
    yearly: Flag = False
    most_years: int | None = None
    most_items: int | None = None
    pools: tuple[Pool, ...] = ()
    readings: Words = ()
    several: Several = Several.TOGETHER
    left_out: Words = ()
    confirmed: Flag = True

    @property
    def caps(self) -> tuple[Cap, ...]:
        """All caps of the rule."""
        return (() if self.cap is None else (self.cap,)) + self.more_caps

    @property
    def clause_id(self) -> str:
        """The id of the clause the rule belongs to."""
        return self.id.partition(":")[0]

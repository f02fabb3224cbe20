"""The understander, built once; holds no conversation, only ledgers by their messages."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.dialogue.acts import Act
from assistant.dialogue.aspects import content_of
from assistant.dialogue.choose import with_words
from assistant.dialogue.conversation import Conversation
from assistant.dialogue.effects import BACK, FAILS, FEWER, HOLDS
from assistant.dialogue.gate import Signals
from assistant.dialogue.gather import FactGatherer
from assistant.dialogue.grouping import ASKS
from assistant.dialogue.hints import Hints
from assistant.dialogue.language import pairs_of, unknown_of
from assistant.dialogue.ledger import Ledger, Ledgers, Matter
from assistant.dialogue.likeness import Likeness
from assistant.dialogue.places import PlaceFinder
from assistant.dialogue.polarity import denials_of
from assistant.dialogue.proposing import Proposer
from assistant.dialogue.purpose import PurposeReader, load_purpose
from assistant.dialogue.read_query import QueryReader
from assistant.dialogue.rereading import Rereader, load_rereading
from assistant.dialogue.retelling.cuts import Cutter
from assistant.dialogue.roles import Roles, told
from assistant.dialogue.said_again import less_said_again
from assistant.dialogue.select import Selector
from assistant.dialogue.stated import NOT_REREAD, Unused
from assistant.dialogue.topics import Topics
from assistant.dialogue.turn import Turn, TurnReader, blank
from assistant.dialogue.understand.all_of_them import of_all_of_them
from assistant.dialogue.understand.another import RivalFinder
from assistant.dialogue.understand.as_many import with_both
from assistant.dialogue.understand.back_home import back_home
from assistant.dialogue.understand.bare_years import with_years
from assistant.dialogue.understand.beside_the_point import asks_beside, beside
from assistant.dialogue.understand.by_size import by_size
from assistant.dialogue.understand.by_words import SETTLES_THERE, is_pointed_at
from assistant.dialogue.understand.context import UnderstandContext
from assistant.dialogue.understand.counted_back import counted_back
from assistant.dialogue.understand.gone_back import at_home
from assistant.dialogue.understand.homes import home_of
from assistant.dialogue.understand.in_figures import in_figures
from assistant.dialogue.understand.in_wan import in_wan
from assistant.dialogue.understand.inside import asks_of_inside, of_those_inside
from assistant.dialogue.understand.of_each_month import of_each_month
from assistant.dialogue.understand.of_firms import turns_to_another, turns_to_unnamed
from assistant.dialogue.understand.one_year_of import one_year_of
from assistant.dialogue.understand.only_named import only_answers, only_names
from assistant.dialogue.understand.other_words import in_other_words
from assistant.dialogue.understand.outcome import without_subject
from assistant.dialogue.understand.places_counted import with_places_counted
from assistant.dialogue.understand.reading import heard
from assistant.dialogue.understand.refusals import tells_trade
from assistant.dialogue.understand.results_told import about_result, behind_result, tells_the_same
from assistant.dialogue.understand.retelling import RetoldReader, with_ledger
from assistant.dialogue.understand.staying import (
    removes_nothing,
    says_unfit,
    staying,
    with_nothing_silent,
)
from assistant.dialogue.understand.subject import ELSEWHERE, FORGE, UNRELATED
from assistant.dialogue.understand.turned_there import only_turns_there
from assistant.dialogue.understand.undone import undone_elsewhere
from assistant.dialogue.understanding import Purpose, Reread, Understanding
from assistant.dialogue.votes import Voter, load_votes
from assistant.policy.clause import ClauseId
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

_WANTS = lazy(
    "帮|教|怎么|怎样|如何|咋|能不能|可不可以|行不行|[能可]以?[^,。;!?]{0,12}吗"
    "|给我(?![打来发回])|替我|请你|弄[个份张]"
)
"""What asks somebody to do something."""
_LIKELY = 0.7
"""How sure it is that a number is of the only matter spoken of earlier that takes it."""
_SURELY = 0.6
"""From which probability of cheating on a later message is refused unless it only tells."""
_TURNS, _TURNED = (BACK, FAILS, FEWER), 0.6
"""What a message does to a matter in question, and how sure of it the network must be."""
_NAMES_ONE = lazy("那[条块项]|[吧呢][?。!]?$")
"""人才教育那条就更没了吧 asks of a matter of that name."""
_OPENS = lazy("再[问说看]|顺[便带]|另外|还有|此外")
_COMMON = 3
_A_WORD = 4
_WHICH_PLACES = lazy("(?:哪|各|每|几)(?:一?[些几个]{1,2})?(?:行政|城|辖)?区")
_THIS_CLAUSE = lazy(
    "(?:那么?|请问|再问一?下?|想问|,)*[这那该]一?(?:条|项|款|个?(?:政策|措施|条款))(?:里面?|中|内)?"
    "(?:的|是|由|归|到|要|该|有|没|写|说|具体|主要)*(?:(?:哪|谁|什么)[^,。;!?]{0,8}|牵头|主管|责任|规定|对应)"
    "[^,。;!?]{0,8}[?。]?$"
)
"""这一条由哪些单位负责 asks of the clause in question and of nothing outside."""
_KEPT = 64
"""Conversation beginnings whose ledgers are remembered."""


class Understander:
    """Understands conversations; holds no conversation itself, only ledgers by their messages."""

    def __init__(
        self,
        reader: TurnReader,
        selector: Selector,
        places: PlaceFinder,
        facts: FactGatherer,
        topics: Topics,
        hints: Hints,
        queries: QueryReader,
        proposer: Proposer,
        roles: Roles,
        likeness: Likeness,
        cutter: Cutter,
    ) -> None:
        self._ctx = UnderstandContext.of(
            reader,
            selector,
            places,
            facts,
            topics,
            hints,
            queries,
            proposer,
            roles,
            lambda text, ledger, as_of: self._by_purpose(text, ledger, as_of),
        )
        self.asides = self._ctx.asides
        self.completer = self._ctx.completer
        self.rivals = RivalFinder(self._ctx)
        self.rereader = Rereader(
            facts, load_rereading(), selector.held, roles, likeness, self._ctx.tested
        )
        self.voter = Voter(load_votes, roles, selector.holds, places.are_drafts)
        self._ledgers = Ledgers(_KEPT)
        self._heard = Ledgers(_KEPT)
        self.retold_reading = RetoldReader(
            cutter,
            self.replayed,
            self._next,
            self._by_purpose,
            self._ctx.tested,
        )
        self.purposes = PurposeReader(load_purpose(), selector, places)

    def understand(self, conversation: Conversation, *, as_of: date) -> Understanding:
        """Replay the conversation; the same messages give the same understanding.

        The ledger of a beginning that was replayed before is taken from memory.

        Raises:
            ValueError: the conversation has no message.
        """
        turns = conversation.turns
        if not turns:
            raise ValueError("the conversation has no message")
        done, ledger = self._ledgers.longest(as_of, turns)
        understanding: Understanding | None = None
        for n in range(done, len(turns)):
            understanding = self._next(turns[: n + 1], ledger, as_of)
            again = self.retold_reading(understanding, ledger, turns[: n + 1], as_of)
            understanding = again or understanding
            ledger = understanding.ledger
            self._ledgers.keep(as_of, turns[: n + 1], ledger)
        if understanding is None:
            raise AssertionError("the last message is always read")
        return understanding

    def replayed(self, turns: tuple[str, ...], as_of: date) -> Ledger:
        """The ledger after messages that stand: none of them takes back others."""
        whole = (*turns, "")
        done, ledger = self._heard.longest(as_of, whole)
        typed, as_read = self._ledgers.longest(as_of, whole)
        if typed > done and not as_read.retold:
            done, ledger = typed, as_read  # so far they stand as typed
        for n in range(done, len(turns)):
            ledger = self._next(turns[: n + 1], ledger, as_of).ledger
            self._heard.keep(as_of, turns[: n + 1], ledger)
        return ledger

    def _next(self, turns: tuple[str, ...], ledger: Ledger, as_of: date) -> Understanding:
        """The last of the messages, behind the ledger of those before it, and the ledger then."""
        typed, earlier = turns[-1], turns[:-1]
        for asked in about_result(self._ctx, typed, ledger, as_of):
            about = self._of_result(asked, typed, ledger, as_of)
            if about is not None:
                return about
        before = ledger
        text, ledger = self._in_other_words(turns, ledger, as_of)
        behind = replace(ledger, earlier=earlier)
        understanding = self._by_purpose(text, behind, as_of)
        if text != typed:
            told = replace(understanding.turn, text=typed)
            is_asked_again = len(text) != len(typed)  # its words are nobody's
            left = understanding.unused
            if is_asked_again:
                left = _placed(left, fold(typed))
            understanding = replace(understanding, turn=told, unused=left)
        understanding = self._of_earlier(understanding, behind, as_of)
        free = understanding
        understanding = self._holding_on(understanding, behind, earlier, as_of)
        is_held = understanding is not free
        understanding = self.completer.complete(understanding, ledger)
        # 等我一下,接个电话: what denies nothing and tells no number takes nothing back
        is_idle = is_held and not denials_of(understanding.turn.folded)
        is_another = turns_to_another(understanding, ledger)  # their sums are no change of ours
        if not is_another:
            understanding = in_wan(
                self._ctx, understanding, behind, lambda own: self._by_purpose(text, own, as_of)
            )
        if is_another:
            pass
        elif understanding.reread is None and (understanding.turn.quantities or not is_idle):
            understanding = self.rereader.reread(understanding, ledger, earlier)
        if ledger.turn and not is_another:
            understanding = self.rereader.of_condition(understanding, ledger, earlier)
        is_left = is_held or (ledger.turn > 0 and says_unfit(understanding))
        is_left = is_left or removes_nothing(understanding, before)
        if is_left and understanding.reread is None:
            understanding = with_nothing_silent(understanding, ledger)
        is_theirs = turns_to_unnamed(understanding, ledger)
        is_theirs = is_theirs or self._only_moves(understanding.turn)
        is_theirs = is_theirs or only_names(self._ctx, understanding, ledger)
        if not (is_theirs or self._answers(understanding, ledger)) and not asks_of_inside(
            typed, understanding, ledger
        ):
            understanding = self._by_vote(understanding, behind, earlier, as_of)
        understanding = less_said_again(with_both(understanding, ledger))
        if asks_beside(understanding, ledger):
            understanding = beside(understanding, ledger)
        return with_ledger(understanding, ledger, typed)

    def _of_result(
        self, asked: str, typed: str, ledger: Ledger, as_of: date
    ) -> Understanding | None:
        """A message that speaks of the result, in words that ask about it.

        It tells nothing, so that nothing told before is weighed anew; None where it is no longer
        about the clauses in question, or something told of them has changed.
        """
        found = self._by_purpose(asked, replace(ledger, earlier=()), as_of)
        if not tells_the_same(found, ledger):
            return None
        left = _placed(found.unused, fold(typed))
        turn = replace(found.turn, text=typed, asks_of_result=True)
        return with_ledger(replace(found, turn=turn, unused=left), ledger, typed)

    def _in_other_words(
        self, turns: tuple[str, ...], ledger: Ledger, as_of: date
    ) -> tuple[str, Ledger]:
        """The last message with what it leaves to those before it, and the ledger it goes on from.

        What it goes back to, and figures and places that it only counts or calls.
        """
        typed = turns[-1]
        text = behind_result(self._ctx, typed, ledger, as_of)
        if text != typed:
            return text, ledger
        text, ledger = back_home(self._ctx, typed, ledger, as_of)
        ledger = at_home(self._ctx, typed, ledger, as_of)
        if text == typed:
            text, ledger = undone_elsewhere(self._ctx, text, ledger, as_of)
        if text == typed:
            text, ledger = counted_back(self._ctx, text, ledger)
        if text == typed:
            text, ledger = in_other_words(
                self._ctx, turns, ledger, as_of, lambda one, own: self._by_purpose(one, own, as_of)
            )
        if text == typed:
            text = of_all_of_them(text, ledger)
        if text == typed:
            text = of_those_inside(self._ctx, text, ledger, as_of)
        text = one_year_of(self._ctx, of_each_month(self._ctx, text, ledger), ledger)
        text = in_figures(self._ctx, with_years(text, ledger), ledger)
        return with_places_counted(text, ledger, turns[:-1]), ledger

    def _is_plain(self, matter: str) -> bool:
        """Whether what a short message names is a word of the policies (算力最高补多少)."""
        held, pairs = self._ctx.selector.held(), pairs_of(matter)
        return len(matter) <= _A_WORD and bool(pairs) and all(pair in held for pair in pairs)

    def _by_purpose(self, text: str, ledger: Ledger, as_of: date) -> Understanding:
        """What a message asks, unless it is surely for something outside or for cheating.

        The matters of the conversation stay.
        """
        found = heard(self._ctx, text, ledger, as_of)
        purpose = self.purposes.purpose(found, follows=ledger.turn > 0)
        if purpose is None or self._ctx.topics.called(found.turn.folded) is not None:
            return found  # the name of a matter, as a chip that is pressed says it
        again = {Act.ALL_MATTERS, Act.REPEAT} & found.turn.acts.all
        if again and found.focus and not found.turn.refuse:
            return replace(found, purpose=purpose)  # 最新的数再列一遍,我发老板
        if found.refusal == FORGE and not purpose.is_refused:
            return replace(self._trusted(found, ledger, as_of), purpose=purpose)
        asks_help = _asks_help(found.turn, purpose) and not self._tells_members(
            found.turn, purpose, ledger
        )
        if not purpose.is_dishonest and self._tells_condition(found.turn, ledger):
            asks_help = False  # 要从良好调成合格,还有奖励吗
        if ledger.live and not found.turn.refuse and not asks_help:
            if found.refusal in (UNRELATED, ELSEWHERE):
                found = staying(self._ctx, found, ledger, as_of)
            return replace(found, purpose=purpose)
        refusal = FORGE if purpose.is_dishonest else UNRELATED
        names_nothing = unknown_of(found.turn.matter) == 0  # 那我最多能拿好多
        asks_back = not ledger.matters and tells_trade(self._ctx, found.turn)
        points = ledger.live and _THIS_CLAUSE.match(found.turn.folded)
        # 深圳哪些区补语料: what so many places have by its words is no matter outside
        is_common = (
            _WHICH_PLACES.search(found.turn.folded) is not None
            and len({f.clause_id.policy for f in found.focus}) >= _COMMON
        )
        is_common = is_common or (found.turn.asks_support and self._is_plain(found.turn.matter))
        if not purpose.is_dishonest and (names_nothing or asks_back or points or is_common):
            return replace(found, purpose=purpose)
        if purpose.is_refused and found.refusal in {"", UNRELATED} - {refusal}:
            found = without_subject(found.turn, ledger, as_of, refusal, ledger.turn + 1)
        return replace(found, purpose=purpose)

    def _tells_condition(self, turn: Turn, ledger: Ledger) -> bool:
        """Whether a message tells something that a rule in question tests."""
        clauses = [c for n in ledger.live for c in ledger.matters[n].clauses]
        tested = frozenset[str]().union(*(self._ctx.hints.tested(c) for c in clauses))
        return any(flag.name in tested for flag in turn.flags)

    def _tells_members(self, turn: Turn, purpose: Purpose, ledger: Ledger) -> bool:
        """Whether a message says what became of one of several things that were told.

        二代大概率黄了: no policy holds its words, yet it is said of what was spoken of.
        """
        if purpose.is_dishonest or turn.scope.is_named:
            return False
        return bool(self._ctx.facts.members_told(turn, ledger.in_question))

    def _of_earlier(self, found: Understanding, ledger: Ledger, as_of: date) -> Understanding:
        """The message as said of a matter spoken of earlier, where only that one takes its number.

        After another matter, 月租落到三万四: those in question have no use for it, and the one
        whose rent was told has. It is told as doubtful.
        """
        idle = [u for u in found.unused if u.kind == "number"]
        earlier = [n for n, m in enumerate(ledger.matters) if m.clauses and n not in ledger.current]
        goes_on = found.ledger.current == ledger.current and not found.refusal
        if len(idle) != 1 or not earlier or not goes_on or found.turn.scope.is_named:
            return found
        (left,) = idle
        taken = []
        for n in earlier:
            other = heard(self._ctx, found.turn.text, replace(ledger, current=(n,)), as_of)
            if other.refusal or other.ledger.current != (n,) or other.unused:
                continue
            now, was = other.ledger.matters[n], ledger.matters[n]
            known = {s.name for s in was.numbers}
            fresh = [s for s in now.numbers if s.turn == other.ledger.turn and s.name in known]
            if fresh and now.clauses == was.clauses:
                taken.append(other)
        if len(taken) != 1:
            return found
        return replace(taken[0], reread=Reread(_LIKELY, left.start, left.end))

    def _holding_on(
        self, found: Understanding, ledger: Ledger, earlier: Sequence[str], as_of: date
    ) -> Understanding:
        """The message as said of the matters in question, where it surely turns one of them.

        搞错了,进的是行业协会的推荐目录: what is told of a condition names what it is not, and asks
        for no matter of that name.
        """
        before = {clause for n in ledger.live for clause in ledger.matters[n].clauses}
        now = {focus.clause_id for focus in found.focus}
        is_refused = found.refusal not in ("", UNRELATED, ELSEWHERE) or found.turn.refuse
        if not before or now & before or is_refused or found.query is not None:
            return found
        asks = ASKS.search(found.turn.folded) is not None
        if now and (asks or found.tells_number or found.turn.scope.is_named):
            return found  # 接着是阿珍姐,福田那家,420万的合同; 那改报区里的; 按几成租
        if now and not denials_of(found.turn.folded):
            return found  # 镜子里跑的软件自己写的,有知识产权
        if found.turn.acts.is_social or Act.ANOTHER in found.turn.acts:
            return found
        if _OPENS.search(found.turn.folded) or _NAMES_ONE.search(found.turn.folded):
            return found
        only_tells = not (now or found.refusal or asks)
        turns = _TURNS if now else (*_TURNS, HOLDS)
        if not (only_tells or self._turns_a_matter(found.turn, earlier, turns)):
            return found
        return self._held_to(found, ledger, as_of)

    def _held_to(self, found: Understanding, ledger: Ledger, as_of: date) -> Understanding:
        """The message as said of the matters in question, whatever it names."""
        before = {clause for n in ledger.live for clause in ledger.matters[n].clauses}
        again = heard(replace(self._ctx, holds_on=True), found.turn.text, ledger, as_of)
        if again.refusal or not before & {focus.clause_id for focus in again.focus}:
            return found
        return again

    def _turns_a_matter(self, turn: Turn, earlier: Sequence[str], effects: Sequence[str]) -> bool:
        """Whether the network hears that a message turns something told of a matter before."""
        own = told(turn.text)
        shares = self._ctx.roles.effects(own.text, own.figures, earlier)
        return math.fsum(math.exp(shares[e]) for e in effects if e in shares) >= _TURNED

    def _answers(self, found: Understanding, ledger: Ledger) -> bool:
        """Whether a message is nothing but a number that the matter in question waits for."""
        asked = self._ctx.facts.answers_question(found.turn, ledger.in_question)
        return asked or only_answers(found, ledger)

    def _by_vote(
        self, found: Understanding, ledger: Ledger, earlier: Sequence[str], as_of: date
    ) -> Understanding:
        """The message as said of the clause that it is surely about, where words led to others.

        It is read as if that clause were in question: the matter spoken of earlier that has it,
        else a new one.
        """
        live = {clause for n in ledger.live for clause in ledger.matters[n].clauses}
        told = any(u.kind in NOT_REREAD for u in found.unused)
        if (told or found.turn.receipts) and {focus.clause_id for focus in found.focus} <= live:
            return found  # 去年给过我们300万 asks about nothing else
        vote = self.voter.vote(found, ledger, earlier)
        answered = {focus.clause_id for focus in found.focus}
        if vote is None or by_size(found.turn, ledger) is not None:
            return found  # 花钱最多的那样: which one it is, its sums say
        is_there = only_turns_there(self._ctx, found, ledger)
        if is_there or is_pointed_at(found.turn, ledger, answered):
            return found
        clause = ClauseId.parse(vote.clause) if vote.is_sure else None
        if clause is not None and not self._leaves_draft(found, clause):
            places = [n for n, m in enumerate(ledger.matters) if clause in m.clauses]
            home = None if places else home_of(self._ctx, ledger, clause, as_of)
            if home is not None:
                own = replace(home[1], current=(home[0],))
            elif places:
                own = replace(ledger, current=tuple(places[:1]))
            else:
                fresh = Matter((clause,), (clause.policy,), turn=ledger.turn)
                matters = (*ledger.matters, fresh)
                own = replace(ledger, matters=matters, current=(len(ledger.matters),))
            other = self.completer.complete(heard(self._ctx, found.turn.text, own, as_of), own)
            answered = {focus.clause_id for focus in other.focus}
            if clause in answered and not other.refusal and other.query is None:
                if other.reread is None:
                    other = self.rereader.reread(other, own, earlier)
                return replace(other, vote=replace(vote, is_taken=True))
            jumped = not live & {focus.clause_id for focus in found.focus}
            # 不是龙岗,是福田 puts the place right; 我们其实在宝安纳统 only names one.
            puts_right = Act.CORRECT in found.turn.acts or SETTLES_THERE.search(found.turn.folded)
            moves = found.turn.scope.is_named and puts_right
            if clause in live and jumped and not moves:
                other = self._held_to(found, ledger, as_of)
                if other is not found:
                    other = self.rereader.of_condition(other, ledger, earlier)
                    if other.reread is None:
                        other = with_nothing_silent(other, ledger)
                    return replace(other, vote=replace(vote, is_taken=True))
        return replace(found, vote=vote) if vote.is_told else found

    def _only_moves(self, turn: Turn) -> bool:
        """Whether a message but names a place: 龙华呢 asks for what was spoken of, there."""
        return turn.scope.is_named and not (turn.quantities or content_of(self.without_names(turn)))

    def _leaves_draft(self, found: Understanding, clause: ClauseId) -> bool:
        """Whether a clause is of another place than the draft that a message names and asks of."""
        named = {policy for mark in found.turn.scope.marks for policy in mark.policies}
        answered = {focus.clause_id.policy for focus in found.focus}
        is_draft = bool(answered) and self._ctx.places.are_drafts(tuple(answered))
        # 其实在宝安纳统 only tells; 宝安有算力券吗 may be another's matter
        is_asked = ASKS.search(found.turn.folded) is not None and not found.turn.topics
        return is_draft and is_asked and answered <= named and clause.policy not in named

    def _trusted(self, found: Understanding, ledger: Ledger, as_of: date) -> Understanding:
        """What a message asks beside the words of cheating that it only speaks of.

        老板让我造假我不干。福田要几个真实案例: as a whole it wants no help with it.
        """
        spans = [(start, end) for kind, start, end in found.turn.refuse if kind == FORGE]
        again = heard(self._ctx, blank(found.turn.folded, spans), ledger, as_of)
        if again.refusal or not again.focus:
            return found
        return replace(again, turn=replace(again.turn, text=found.turn.text))

    def signals(self, question: str, *, as_of: date) -> Signals | None:
        """The signals of a lone question; None where the refuse lists or a place settle it."""
        turn = self._ctx.reader.read(question, as_of=as_of)
        if turn.refuse or turn.scope.elsewhere or turn.scope.within:
            return None
        policies = self._ctx.places.resolve(turn.scope, ())
        text = self._ctx.places.without_names(turn, 0, len(turn.folded))
        everywhere = self._ctx.selector.rank(text, turn.topics, None)
        signals = everywhere.signals
        return with_words(signals, turn, is_scoped=bool(policies))

    def without_names(self, turn: Turn) -> str:
        """What retrieval looks for in a message."""
        return self._ctx.places.without_names(turn, 0, len(turn.folded))

    def own_signals(self, text: str, policies: Sequence[str]) -> tuple[float, float, float]:
        """What decides whether policies that no topic knows answer a text."""
        return self._ctx.selector.own_signals(text, policies)


def _placed(unused: Sequence[Unused], text: str) -> tuple[Unused, ...]:
    """What was not used of a message in other words, where it stands in the message itself."""
    return tuple(
        replace(one, start=at, end=at + len(one.text))
        for one in unused
        if (at := text.find(one.text)) >= 0
    )


def _asks_help(turn: Turn, purpose: Purpose) -> bool:
    """Whether a later message may want something outside, or help with cheating.

    What only tells what happened (钱原路打回来了,当没签过) asks for no help with it.
    """
    if not purpose.is_dishonest:
        return purpose.is_refused
    if _WANTS.search(turn.text):
        return True
    tells = "了" in turn.text and ASKS.search(turn.text) is None
    return purpose.dishonest >= _SURELY and not tells

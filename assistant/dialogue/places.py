"""From the places a message names to the policies in question."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from assistant.dialogue.grouping import Group
from assistant.dialogue.named_pairs import clauses_named
from assistant.dialogue.scope import Scope, ScopeReader
from assistant.dialogue.select import Ranking, Selector
from assistant.dialogue.turn import Intent, Turn, blank
from assistant.policy.clause import Clause, ClauseId
from assistant.policy.corpus import Corpus
from assistant.policy.policy import PolicyKind
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_FITTING = 0.35
_PARENT = 1.25
"""The region's own clause is added beside a district's when it fits this much better."""


class PlaceFinder:
    """Resolves scopes against the corpus and the conversation."""

    def __init__(self, corpus: Corpus, selector: Selector, scopes: ScopeReader) -> None:
        self._corpus = corpus
        self._selector = selector
        self._scopes = scopes
        self._parents = scopes.parents
        self._commentary = tuple(p.id for p in corpus.policies if p.kind is PolicyKind.COMMENTARY)

    def paired(self, text: str, policies: Sequence[str]) -> tuple[ClauseId, ...]:
        """The clauses of a policy that was taken in that a question names side by side."""
        if len(policies) != 1 or not self._selector.is_uncharted(tuple(policies)):
            return ()
        return clauses_named(text, [c for c in self._corpus.clauses if c.id.policy == policies[0]])

    def by_stretch(
        self, turn: Turn, groups: Sequence[Group], policies: tuple[str, ...]
    ) -> list[tuple[str, ...] | None]:
        """The policies of each stretch; None where it asks of a place that is not collected.

        What a company in such a place can get is another question: the region's hold for it.
        """
        found: list[tuple[str, ...] | None] = []
        for group in groups:
            if len(groups) < 2 or group.scope is None:
                found.append(policies)
            elif group.scope:
                found.append(group.scope)
            else:
                names = (*turn.scope.within, *turn.scope.elsewhere)
                text = _first_sentence(group.text)
                if not any(name in text for name in names):
                    text = turn.folded  # the place was named before the stretch
                found.append(self.above() if located(text, names) else None)
        return found

    def day_in_force(self, policies: Iterable[str], first: date, last: date) -> date:
        """The last day of a stretch on which the policies hold that end within it, else its end.

        A year asked about in whose course a policy ends is answered for the part in force.
        """
        ends = {p.id: p.last_day for p in self._corpus.policies}
        inside = [day for p in policies if (day := ends.get(p)) and first <= day < last]
        return min(inside, default=last)

    def ends_before(self, policies: Collection[str], first: date) -> bool:
        """Whether all the policies have ended when a stretch of days begins."""
        ends = {p.id: p.last_day for p in self._corpus.policies}
        return bool(policies) and all((day := ends.get(p)) and day < first for p in policies)

    def says(self, policies: Collection[str], *words: str) -> bool:
        """Whether one clause of the policies has all the words."""
        texts = (fold(c.text) for c in self._corpus.clauses if c.id.policy in policies)
        return any(all(word in text for word in words) for text in texts)

    def above(self) -> tuple[str, ...]:
        """The policies of the region around the districts."""
        return self._parents

    def resolve(self, scope: Scope, before: tuple[str, ...]) -> tuple[str, ...]:
        """The policies in question, in the order of naming; empty when nothing says where."""
        if not scope.is_named:
            return before
        named = list(scope.policies)
        if before and not scope.is_placed:
            around = {*before, *self._parents_of(before)}
            named = [p for p in named if p in around]
        if scope.own and not self._districts(named):
            named += self._districts(before)
        if scope.parent:
            named += [p for p in self._parents_of(named or before) if p not in named]
        if scope.drafts and not named:
            named = [p.id for p in self._corpus.policies if p.kind is PolicyKind.DRAFT]
        elif scope.every and len(named) < 2:
            named += [p for p in self._selector.binding if p not in named]
        return tuple(dict.fromkeys(named)) or before

    def _parents_of(self, named: Sequence[str]) -> tuple[str, ...]:
        """The policies of the regions around those named, of all where none is named.

        市级揭榜挂帅项目 asked of 厦门 is no matter of Shenzhen's.
        """
        policies = [self._corpus.policy(p) for p in named]
        around = {region for p in policies for region in (p.region, p.parent_region) if region}
        if not around:
            return self._parents
        return tuple(p for p in self._parents if self._corpus.policy(p).region in around)

    def _districts(self, policies: Sequence[str]) -> list[str]:
        return [p for p in policies if p not in self._parents]

    def named_clauses(self, turn: Turn, policies: Sequence[str]) -> tuple[ClauseId, ...]:
        """The clauses that the message names by number, as far as they are collected.

        A number belongs to the place named right before it, else to every policy in question.
        """
        found = [leaf for clause in turn.scope.clauses for leaf in self._leaves(clause)]
        for clauses in self.named_at(turn, policies).values():
            found += clauses
        return tuple(dict.fromkeys(found))

    def named_at(
        self, turn: Turn, policies: Sequence[str]
    ) -> dict[tuple[int, int], list[ClauseId]]:
        """Where the message names clauses by number, and which are collected of them."""
        named: dict[tuple[int, int], list[ClauseId]] = {}
        for (article, item), (start, end) in zip(
            turn.scope.articles, turn.scope.article_spans, strict=False
        ):
            before = [p for at, p in turn.scope.placed if at <= start]
            own = (before[-1],) if len(policies) > 1 and before else policies
            for policy in own:
                named.setdefault((start, end), []).extend(
                    self._leaves(ClauseId(policy, article, item))
                    or self._leaves(ClauseId(policy, article))
                )
        return {span: clauses for span, clauses in named.items() if clauses}

    def with_parents(self, policies: Sequence[str]) -> tuple[str, ...] | None:
        """Policies with those of the region above them; None for no policies."""
        if not policies:
            return None
        return tuple(dict.fromkeys([*policies, *self._parents_of(policies)]))

    def _is_near(self, commentary: str, policies: Sequence[str]) -> bool:
        """Whether a commentary is about the place of some policies, or about none in particular."""
        place = self._corpus.policy(commentary).region
        around = [self._corpus.policy(p) for p in policies]
        return not place or any(place in (p.region, p.parent_region) for p in around)

    def with_bodies(self) -> tuple[str, ...]:
        """The policies whose clauses name responsible bodies."""
        return tuple(p.id for p in self._corpus.policies if any(c.bodies for c in p.clauses))

    def are_commentary(self, policies: Collection[str]) -> bool:
        """Whether all of some policies only tell of others."""
        return set(policies) <= set(self._commentary)

    def are_drafts(self, policies: Sequence[str]) -> bool:
        """Whether all of at least one policy are drafts."""
        return self._kinds(policies) == {PolicyKind.DRAFT}

    def are_unbinding(self, policies: Sequence[str]) -> bool:
        """Whether all of at least one policy are drafts or commentary."""
        kinds = self._kinds(policies)
        return bool(kinds) and kinds <= {PolicyKind.DRAFT, PolicyKind.COMMENTARY}

    def _kinds(self, policies: Sequence[str]) -> set[PolicyKind]:
        return {self._corpus.policy(p).kind for p in policies}

    def only(self) -> tuple[str, ...]:
        """The policy of a workspace that holds one alone, whose place nobody need name."""
        ids = tuple(p.id for p in self._corpus.policies)
        return ids if len(ids) == 1 else ()

    def all_clauses(self, policies: Sequence[str]) -> tuple[ClauseId, ...]:
        """Every leaf of some policies."""
        return tuple(c.id for c in self._corpus.clauses if c.id.policy in policies)

    def texts_of(self, policies: Sequence[str]) -> tuple[Clause, ...]:
        """Every clause of some policies as it stands, the heads of lists with their items."""
        return tuple(c for p in self._corpus.policies if p.id in policies for c in p.clauses)

    def _leaves(self, clause_id: ClauseId) -> list[ClauseId]:
        return [clause.id for clause in self._corpus.leaves(clause_id)]

    def without_names(self, turn: Turn, start: int, end: int) -> str:
        """A stretch of the message without the places and the sums it names.

        What is left is what retrieval looks for: a sum of the asker stands in clauses by chance.
        """
        claimed = {claim.start for claim in turn.claims}
        sums = [
            (q.start, q.end)
            for q in turn.quantities
            if q.unit is Unit.YUAN and q.start not in claimed
        ]
        return _erase(turn.folded, [*turn.scope.spans, *sums], start, end)

    def with_parent(
        self,
        clauses: tuple[ClauseId, ...],
        everywhere: Ranking,
        policies: Sequence[str],
        turn: Turn,
    ) -> tuple[ClauseId, ...]:
        """The region's clause as well, where it fits much better or a company asks for all."""
        regions = {self._corpus.policy(p).parent_region for p in policies}
        parents = [p for p in self._parents if self._corpus.policy(p).region in regions]
        if all(p in self._parents for p in policies):
            parents = []
        parents += [p for p in self._commentary if p not in policies and self._is_near(p, policies)]
        scores = {r.clause_id: r.score for r in everywhere.ranked}
        best_own = max((scores.get(clause, 0.0) for clause in clauses), default=0.0)
        for parent in parents:
            inside = everywhere.of_policy(parent)
            if not inside or inside[0].clause_id in clauses:
                continue
            is_best = everywhere.best == inside[0] and inside[0].score > _PARENT * best_own
            wants_all = (
                Intent.MATCH in turn.intents
                and parent not in self._commentary
                and inside[0].score >= _FITTING
            )
            if is_best or wants_all:
                clauses = (*clauses, inside[0].clause_id)
        return clauses


def _erase(text: str, spans: Sequence[tuple[int, int]], start: int, end: int) -> str:
    left = blank(text, spans)[start:end]
    return left if left.strip(" ,。?!;、") else text[start:end]


_STOP = lazy("[。;!?\n]")


def _first_sentence(text: str) -> str:
    stop = _STOP.search(text)
    return text[: stop.end()] if stop else text


_OWN_AFTER = lazy(
    "(?:区|新区|自己|本区|那边|这边)*(?:的?(?:区级|区里)?(?:算力|房租|租金|人工智能|ai|产业)?的?(?:补贴|政策|措施|扶持|标准|资助|奖励|比例|办法|专项)"
    "|(?:给|补|奖|发|出)(?!我们|到了)(?!(?<=给)[^,。;!?补奖贴助多几什啥哪]{1,8}?(?:做|搞|写|搭|供|代|开发|设计|安装|维护|服务))"
    "|自己(?:的|给|有)|有没有|有什么|有啥|有哪些|对)"
)
"""光明给房租补多少; but 坪山给工厂做软件的 tells whom a company works for."""
_OWN_SURELY = lazy(
    "(?:区|新区)?(?:政府)?(?:自己|本身|单独|另外|额外)(?:(?:还|会|能|再)?(?:给|补|奖|发|出|有)"
    "|的[^,。;!?]{0,8}?(?:补[贴助]|政策|措施|办法|规定|资助|奖励|扶持|支持|标准|比例|金额))"
)
"""罗湖的公司, …罗湖区自己给多少: whoever asks, the district's own."""
_OWN_BEFORE = lazy("(?:按照?|照|依)$")
_LOCATED = lazy("(?:在|是|我们|咱们|位于|注册在|落户|搬到|来自|我)$")
_COMPANY_AFTER = lazy(
    "(?:区|新区)?(?:的|一家|那边的?|这边的?|[^,。;!?给补奖对有的]{1,6}的)?"
    "(?:小?(?:企业|公司|厂|初创|团队)|单位|街道|做|搞|开|注册|[,。]|$)"
)


def asks_own(turn: Turn) -> bool:
    """Whether the message asks what a district itself gives (光明区给房租补多少).

    What a company there can get (我们在光明做眼镜，能拿什么) is another question.
    """
    surely = any(
        _OWN_SURELY.match(turn.folded, at + len(name))
        for name in turn.scope.within
        for at in _occurrences(turn.folded, name)
    )
    return surely or (
        not located(turn.folded, turn.scope.within)
        and any(
            _OWN_AFTER.match(turn.folded[at + len(name) :][:14])
            or _OWN_BEFORE.search(turn.folded[max(0, at - 4) : at])
            for name in turn.scope.within
            for at in _occurrences(turn.folded, name)
        )
    )


def located(text: str, names: Iterable[str]) -> bool:
    """Whether a company is told to be in one of the places (我们在南山; 光明区的企业)."""
    return any(
        _LOCATED.search(text[max(0, at - 4) : at])
        or _COMPANY_AFTER.match(text[at + len(name) :][:14])
        for name in names
        for at in _occurrences(text, name)
    )


def _occurrences(text: str, name: str) -> Iterable[int]:
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + 1)

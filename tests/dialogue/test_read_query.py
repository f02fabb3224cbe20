"""Questions about the corpus are read as queries; all others are left alone."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from random import Random

import pytest

from assistant.dialogue.corpus_query import (
    Aggregate,
    Bound,
    CorpusQuery,
    Days,
    Form,
    SortKey,
    State,
    Table,
)
from assistant.dialogue.query_words import Mark, _matchers
from assistant.dialogue.read_query import QueryReader
from assistant.dialogue.scope import ScopeReader
from assistant.dialogue.topics import Topics
from tests.dialogue.asking import DAY, message
from tests.fakes import ROOT, corpus

YEAR_2026 = Days(date(2026, 1, 1), date(2026, 12, 31), "明年")
YEAR_2027 = Days(date(2027, 1, 1), date(2027, 12, 31), "2027年")
S, L, F, Q, G = (
    "shenzhen-pioneer-2024",
    "longhua-2025",
    "futian-2024",
    "qianhai-2024",
    "longgang-2025",
)


@pytest.fixture(scope="module")
def queries(topics: Topics) -> QueryReader:
    return QueryReader(corpus(), topics)


def read(queries: QueryReader, scopes: ScopeReader, *turns: str) -> CorpusQuery | None:
    """The query of the last turn, each derived from the one before where it only changes it."""
    last: CorpusQuery | None = None
    for turn in turns:
        asked = message(scopes, turn)
        found = queries.read(asked, as_of=DAY)
        if found is None and last is not None:
            found = queries.refine(last, asked, as_of=DAY)
        last = found
    return last


def fields(query: CorpusQuery | None, names: object) -> dict[str, object]:
    assert query is not None
    assert isinstance(names, dict)
    return {name: getattr(query, name) for name in names}


POLICIES, CLAUSES, BODIES = Table.POLICIES, Table.CLAUSES, Table.BODIES
EQUAL_2000 = Bound(Decimal(20000000), Decimal(20000000), said="2000万")

READ: list[tuple[tuple[str, ...], dict[str, object]]] = [
    (
        ("哪个政策最先到期",),
        {"table": POLICIES, "sort": SortKey.LAST_DAY, "is_descending": False, "limit": 1},
    ),
    (("最晚失效的是哪份文件？",), {"sort": SortKey.LAST_DAY, "is_descending": True, "limit": 1}),
    (("这几份文件谁先过期",), {"sort": SortKey.LAST_DAY, "is_descending": False, "limit": 1}),
    (("哪份文件施行得最早",), {"sort": SortKey.FIRST_DAY, "is_descending": False, "limit": 1}),
    (("最新的政策是哪个",), {"sort": SortKey.FIRST_DAY, "is_descending": True, "limit": 1}),
    (("有效期最长的是哪份政策",), {"sort": SortKey.TERM, "is_descending": True}),
    (("龙岗和龙华哪个先到期",), {"policies": (G, L), "sort": SortKey.LAST_DAY, "limit": 1}),
    (("明年到期的政策有哪些",), {"table": POLICIES, "ends_in": YEAR_2026}),
    (("2027年有几份政策到期",), {"ends_in": YEAR_2027, "aggregate": Aggregate.COUNT}),
    (
        ("有没有2027年上半年到期的政策",),
        {
            "ends_in": Days(date(2027, 1, 1), date(2027, 6, 30), "2027年上半年"),
            "aggregate": Aggregate.EXISTS,
        },
    ),
    (
        ("2027年底前到期的有哪些政策",),
        {"ends_in": Days(None, date(2027, 12, 31), "2027年底前")},
    ),
    (
        ("三个月内到期的政策有哪些",),
        {"ends_in": Days(DAY, date(2025, 9, 1), "三个月内")},
    ),
    (("哪些政策还没生效",), {"state": State.NOT_YET}),
    (("哪些文件已经失效了",), {"state": State.EXPIRED}),
    (("目前有效的政策有几份",), {"state": State.IN_FORCE, "aggregate": Aggregate.COUNT}),
    (
        ("2028年还有效的政策有哪些",),
        {"state": State.IN_FORCE, "when": Days(date(2028, 1, 1), date(2028, 12, 31), "2028年")},
    ),
    (("哪些还是征求意见稿",), {"state": State.DRAFT, "table": POLICIES}),
    (("有没有快到期的政策",), {"state": State.EXPIRING, "aggregate": Aggregate.EXISTS}),
    (("你们收录了哪些政策",), {"table": POLICIES, "is_whole": True}),
    (("一共有几份文件",), {"table": POLICIES, "aggregate": Aggregate.COUNT, "is_whole": True}),
    (("这些政策各是什么时候到期的",), {"shows_days": True, "sort": SortKey.LAST_DAY}),
    (("龙岗、福田、前海分别什么时候到期",), {"shows_days": True, "policies": (G, F, Q)}),
    (("市科技创新局负责哪几条",), {"table": CLAUSES, "body": ("市科技创新局",)}),
    (("市工信局管哪些条款",), {"body": ("市工业和信息化局",)}),
    (("工信局牵头的条款有几条",), {"body": ("市工业和信息化局", "区工业和信息化局")}),
    (("前海管理局负责哪几条",), {"body": ("前海管理局",), "policies": ()}),
    (("市里那份政策涉及哪些部门",), {"table": BODIES, "policies": (S,)}),
    (("哪些条款上限2000万",), {"table": CLAUSES, "cap": EQUAL_2000}),
    (
        ("最高超过1000万的补贴有哪些",),
        {"cap": Bound(Decimal(10000000), None, is_strict=True, said="1000万")},
    ),
    (
        ("哪些条款封顶不到50万",),
        {"cap": Bound(None, Decimal(500000), is_strict=True, said="50万")},
    ),
    (
        ("上限在500万到1000万的有哪几条",),
        {"cap": Bound(Decimal(5000000), Decimal(10000000), said="500万到1000万")},
    ),
    (("上限最高的是哪条",), {"sort": SortKey.CAP, "is_descending": True, "limit": 1}),
    (("上限最低的是哪一条",), {"sort": SortKey.CAP, "is_descending": False, "limit": 1}),
    (
        ("比例50%的补贴有哪些",),
        {"rate": Bound(Decimal("0.5"), Decimal("0.5"), said="50%"), "table": CLAUSES},
    ),
    (("补贴比例最高的是哪条",), {"sort": SortKey.RATE, "is_descending": True}),
    (("哪些条款没有写金额",), {"form": Form.UNQUANTIFIED}),
    (("哪些补贴给的不是现金",), {"form": Form.IN_KIND}),
    (("哪些条款是给服务的",), {"form": Form.SERVICE}),
    (("福田一共多少条？",), {"table": CLAUSES, "aggregate": Aggregate.COUNT, "policies": (F,)}),
    (("龙岗有哪些条款",), {"table": CLAUSES, "policies": (G,), "is_whole": True}),
    (("福田那份文件叫什么名字",), {"aggregate": Aggregate.NAME, "policies": (F,)}),
    (
        ("深圳市福田区支持人工智能产业高质量发展若干措施有哪些条",),
        {"table": CLAUSES, "policies": (F,), "mismatched": (F,)},
    ),
    (
        ("上限不超过30万的条款列一下",),
        {"cap": Bound(None, Decimal(300000), said="30万")},
    ),
    (("前三个到期的政策是哪些",), {"sort": SortKey.LAST_DAY, "limit": 3}),
    (("上限排前五的条款有哪些",), {"sort": SortKey.CAP, "is_descending": True, "limit": 5}),
    (("按到期先后把政策排一下",), {"sort": SortKey.LAST_DAY, "shows_days": True}),
    (("福田和前海哪个有效期更长",), {"sort": SortKey.TERM, "is_descending": True}),
    (("哪些条款只说支持、没写给多少钱",), {"form": Form.UNQUANTIFIED}),
    (
        ("有的说福田是人工智能措施，有的说是软件产业措施，名字不一样",),
        {"aggregate": Aggregate.NAME, "policies": (F,)},
    ),
    # a message that goes on
    (
        ("2028年还有效的政策有哪些", "已经失效的呢"),
        {
            "state": State.EXPIRED,
            "when": Days(date(2028, 1, 1), date(2028, 12, 31), "2028年"),
        },
    ),
    (("哪个政策最先到期", "最晚的呢"), {"is_descending": True, "limit": 1}),
    (("哪个政策最先到期", "第二个呢"), {"skip": 1, "limit": 1, "is_descending": False}),
    (("2027年到期的有哪些", "明年呢"), {"ends_in": YEAR_2026}),
    (("哪些政策已经失效了", "还没生效的呢"), {"state": State.NOT_YET}),
    (("哪些条款上限2000万", "300万以上的呢"), {"cap": Bound(Decimal(3000000), None, said="300万")}),
    (("市科技创新局负责哪几条", "发改委呢"), {"body": ("市发展改革委",)}),
    (("市科技创新局负责哪几条", "一共几条"), {"aggregate": Aggregate.COUNT}),
    (("福田一共多少条", "那龙华呢"), {"policies": (L,), "aggregate": Aggregate.COUNT}),
]


@pytest.mark.parametrize(("turns", "expected"), READ, ids=lambda value: str(value)[:40])
def test_a_question_about_the_corpus_is_a_query(
    queries: QueryReader,
    scopes: ScopeReader,
    turns: tuple[str, ...],
    expected: dict[str, object],
) -> None:
    assert fields(read(queries, scopes, *turns), expected) == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("哪些条款跟房租有关", "房租"),
        ("一共有几条是跟房租有关的？", "房租"),
        ("哪几条提到了机器人", "机器人"),
        ("有没有涉及知识产权的条款", "知识产权"),
        ("哪些政策讲到人才", "人才"),
    ],
)
def test_a_matter_is_a_word_of_the_corpus(
    queries: QueryReader, scopes: ScopeReader, text: str, said: str
) -> None:
    query = read(queries, scopes, text)
    assert query is not None
    assert query.matter is not None
    assert query.matter.said == said


@pytest.mark.parametrize(
    "turns",
    [
        ("龙岗租800万算力能补多少",),
        ("龙华的政策什么时候到期",),
        ("龙岗的政策还有效吗",),
        ("哪个区补得多",),
        ("哪个区的算力补贴上限最高",),
        ("算力补贴最高多少",),
        ("模型券归哪个部门管",),
        ("公共技术服务平台的责任单位有哪些",),
        ("我们在龙岗做机器人，能拿哪些补贴",),
        ("哪些政策我们能用",),
        ("龙华第二条写的啥",),
        ("广州有哪些政策",),
        ("上限2000万够不够",),
        ("花了2000万能拿到上限吗",),
        ("福田租算力500万，软件进了首版次目录，能拿哪几条",),
        ("哪些条款跟红烧肉有关",),
        ("今年到期的合同能不能补",),
        ("租金补贴最长几年",),
        ("房租补贴哪些区有",),
        ("大模型备案归哪几个部门",),
        ("有几个区有算力补贴",),
        ("我有一个项目2027年到期，能申请哪些",),
        ("哪些费用算在合同额里",),
        ("公司在龙岗，哪些条款跟我有关",),
        ("还有效吗",),
        ("你好",),
        ("谢谢",),
        # after a query, a message of another kind is no change of it
        ("哪个政策最先到期", "龙岗租800万算力能补多少"),
        ("哪些条款上限2000万", "福田的租金怎么补"),
        ("你们收录了哪些政策", "算力花了500万"),
        ("福田一共多少条", "谢谢"),
    ],
    ids=lambda value: str(value),
)
def test_other_questions_are_left_alone(
    queries: QueryReader, scopes: ScopeReader, turns: tuple[str, ...]
) -> None:
    assert read(queries, scopes, *turns) is None


def test_of_the_question_sets_only_questions_about_the_corpus_are_read(
    queries: QueryReader, scopes: ScopeReader
) -> None:
    """Each of these asks about several policies, all clauses of one, or where a draft says it."""
    found = set()
    for path in sorted((ROOT / "eval" / "questions").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            if "corpus" in case.get("tags", ()):
                continue
            last: CorpusQuery | None = None
            for turn in case["turns"]:
                asked = message(scopes, turn)
                query = queries.read(asked, as_of=DAY)
                if query is None and last is not None:
                    query = queries.refine(last, asked, as_of=DAY)
                last = query
                if query is not None:
                    found.add(turn)
    assert found <= {
        "福田区支持人工智能产业高质量发展若干措施 跟 支持软件产业高质量发展若干措施，"
        "是两份文件还是同一份？",
        "福田区支持人工智能产业高质量发展若干措施，这个名字的文件原文叫啥",
        "《深圳市福田区支持人工智能产业高质量发展若干措施》这个文件和附件里的名字怎么对不上?",
        "福田和龙华的政策都到哪天？",
        "担保费补贴哪个区的征求意见稿提到了？",
        "福田的措施和龙岗的措施，哪个先到期",
        "龙华、福田、前海、龙岗和市级这几份政策，哪个最先到期？",
        "深圳市福田区支持人工智能产业高质量发展若干措施有哪些条？",
    }


def test_every_class_has_its_words_and_they_compile() -> None:
    assert set(_matchers()) == set(Mark)
    assert all(matcher.pattern for matcher in _matchers().values())


def test_reading_the_same_message_twice_gives_the_same_query(
    queries: QueryReader, scopes: ScopeReader
) -> None:
    for turns, _ in READ:
        assert read(queries, scopes, *turns) == read(queries, scopes, *turns)


# fmt: off
WORDS = [
    "政策",
    "文件",
    "条款",
    "补贴",
    "部门",
    "哪个区",
    "哪些",
    "哪份",
    "几条",
    "多少条",
    "有没有",
    "最先",
    "最晚",
    "最高",
    "最低",
    "最新",
    "到期",
    "施行",
    "失效",
    "还没生效",
    "征求意见稿",
    "上限",
    "比例",
    "500万以上",
    "超过30%",
    "各",
    "所有",
    "一共",
    "库里",
    "名字",
    "全称",
    "一样吗",
    "和",
    "的",
    "是",
    "2026年",
    "明年",
    "龙岗",
    "福田",
    "深圳",
    "算力",
    "人才",
    "前三个",
    "第二个",
    "有效期",
    "长",
    "给现金",
    "发改委",
    "负责",
    "什么时候",
]
# fmt: on


@pytest.mark.parametrize("seed", range(12))
def test_what_holds_none_of_the_asking_words_asks_nothing_of_the_corpus(
    queries: QueryReader, scopes: ScopeReader, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    random = Random(seed)
    told = ["".join(random.choices(WORDS, k=random.randint(1, 6))) for _ in range(150)]
    found = [queries.read(message(scopes, text), as_of=DAY) for text in told]
    monkeypatch.setattr("assistant.dialogue.read_query._ASKING", ())
    assert found == [queries.read(message(scopes, text), as_of=DAY) for text in told]
    assert any(found)

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text import pinyin_table, similar
from assistant.text.similar import Lexicon

TERMS = [
    "补贴",
    "资助",
    "训力券",
    "语料券",
    "算力",
    "算法",
    "模型",
    "备案",
    "租金",
    "房租",
    "孵化器",
    "揭榜挂帅",
    "具身智能",
    "研发",
    "补助",
    "软件名园",
    "首版次",
    "龙华",
    "福田",
    "前海",
    "南山区",
    "申请",
    "实施",
    "项目",
    "模型券",
    "算力券",
]
LEXICON = Lexicon(TERMS)


@pytest.mark.parametrize(
    ("text", "found", "term"),
    [
        ("训力卷怎么领", "训力卷", "训力券"),
        ("预料券怎么领", "预料券", "语料券"),
        ("算立券", "算立券", "算力券"),
        ("备暗了六个", "备暗", "备案"),
        ("揭榜挂师", "揭榜挂师", "揭榜挂帅"),
        ("具深智能", "具深智能", "具身智能"),
        ("软件明园", "软件明园", "软件名园"),
        ("蓝山区", "蓝山区", "南山区"),
        ("龙花的政策", "龙花", "龙华"),
        ("孵化气", "孵化气", "孵化器"),
    ],
)
def test_a_misspelt_term_is_recognised(text: str, found: str, term: str) -> None:
    (correction,) = LEXICON.correct(text)
    assert (correction.found, correction.term) == (found, term)
    assert text[correction.start : correction.end] == found


@pytest.mark.parametrize(
    "text",
    [
        "训力券和语料券怎么领",  # right already
        "这个地方租了三年",  # 方租 is no 房租: 方 belongs to 地方
        "自助终端",  # an ordinary word is no misspelt 资助
        "补足差额",  # 补足 is no 补助
        "我们实时更新，其实时间不多",
        "浅海养殖",
        "预料之外",
        "被案件耽误",
        "hello 123",
        "",
    ],
)
def test_right_words_and_ordinary_words_stay(text: str) -> None:
    assert LEXICON.correct(text) == ()


def test_a_word_in_front_of_a_number_is_no_misspelling() -> None:
    lexicon = Lexicon(["市一级"])
    assert lexicon.correct("现在是一级,我们是一级的") == ()
    assert [c.found for c in lexicon.correct("事一级的补多少")] == ["事一级"]


@given(st.text(alphabet="训力券卷语预料算立法模型备案暗租金房方地,。a1 ", max_size=20))
def test_corrections_are_separate_and_lead_to_terms(text: str) -> None:
    end = 0
    for correction in LEXICON.correct(text):
        assert end <= correction.start
        assert correction.term in TERMS
        assert correction.found not in TERMS
        assert len(correction.found) == len(correction.term)
        end = correction.end


def test_the_caller_can_name_more_ordinary_words() -> None:
    assert Lexicon(["备案"], ordinary=["备暗"]).correct("备暗") == ()


def test_the_tables_are_large_and_well_formed() -> None:
    groups = similar._lines("lookalikes.txt")
    assert len(groups) >= 150
    assert all(len(set(group)) == len(group) >= 2 for group in groups)
    assert len(pinyin_table.readings()) == len(pinyin_table.common_characters()) == 6763


def test_the_shipped_table_is_what_pypinyin_says(tmp_path: Path) -> None:
    pytest.importorskip("pypinyin")
    path = tmp_path / "pinyin.txt"
    pinyin_table.write_table(path)
    shipped = Path(pinyin_table.__file__).with_name("pinyin.txt")
    assert path.read_text(encoding="utf-8") == shipped.read_text(encoding="utf-8")

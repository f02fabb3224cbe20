"""Documents described and taken in: all of them or none, guesses marked, days as the text says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.errors import IntakeError
from assistant.intake.describe import describe
from assistant.intake.read import find_origins
from assistant.intake.reading import Reading
from assistant.intake.take_in import put_in_place, stage
from assistant.policy.corpus import Corpus, load_corpus
from assistant.policy.policy import PolicyKind

NOTICE = """\
鹿政发〔2024〕5号
温州市鹿城区人民政府关于印发《鹿城区支持数字经济发展若干措施》的通知
各街道办事处，区政府各部门：
现印发给你们，请遵照执行。
温州市鹿城区人民政府
2024年3月5日
鹿城区支持数字经济发展若干措施
第一条 对企业按费用的30%给予补助，最高100万元。
第二条 本措施自印发之日起施行，有效期3年。由区经信局解释。
"""


def take(folder: Path, **texts: str) -> Corpus:
    corpus = folder / "corpus"
    corpus.mkdir(exist_ok=True)
    names = []
    for name, text in texts.items():
        path = folder / f"{name.replace('_', '-')}.txt"
        path.write_text(text, encoding="utf-8")
        names.append(str(path))
    with put_in_place(stage(find_origins(names), corpus), corpus):
        pass
    return load_corpus(corpus)


def test_a_notice_is_described_by_its_own_words(tmp_path: Path) -> None:
    policy = take(tmp_path, lucheng_2024=NOTICE).policy("lucheng-2024")
    assert policy.title == "鹿城区支持数字经济发展若干措施"
    assert policy.issuer == "温州市鹿城区人民政府"
    assert (policy.region, policy.parent_region, policy.level) == ("鹿城区", "温州市", "区级")
    assert policy.document_number == "鹿政发〔2024〕5号"
    assert policy.issued_day == policy.first_day == date(2024, 3, 5)
    assert policy.last_day == date(2027, 3, 4)
    assert {"鹿城区", "鹿城", "温州鹿城区"} <= set(policy.region_words)
    assert policy.guessed == ("short_title",)
    written = (tmp_path / "corpus" / "lucheng-2024" / "policy.yaml").read_text(encoding="utf-8")
    assert "# 读自：温州市鹿城区人民政府关于印发《鹿城区支持数字经济发展若干措施》的通知" in written


def test_days_that_are_not_known_stay_unknown_and_are_told(tmp_path: Path) -> None:
    text = NOTICE.replace("2024年3月5日\n", "").replace("，有效期3年", "，有效期至2026年12月31日")
    policy = take(tmp_path, a=text).policy("a")
    assert (policy.first_day, policy.last_day) == (None, date(2026, 12, 31))
    assert any("没有写明那一天" in note for note in policy.notes)


def test_the_issuer_stands_at_the_head_of_a_long_document() -> None:
    clauses = "".join(f"第{n}条 对企业按费用的{n}%给予补助。\n" for n in range(11, 99))
    text = f"鹿城区扶持办法\n温州市鹿城区人民政府\n2024年3月5日\n{clauses}"
    assert describe(Reading(text, "文本"), "a").issuer.text == "温州市鹿城区人民政府"


def test_drafts_and_commentary_are_known_by_their_titles() -> None:
    for title, kind in (
        ("某市支持办法（征求意见稿）", PolicyKind.DRAFT),
        ("某市支持措施解读", PolicyKind.COMMENTARY),
        ("关于开展某项目申报工作的通知", PolicyKind.NOTICE),
        ("某市支持措施申报指南", PolicyKind.GUIDE),
        ("某市支持措施", PolicyKind.MEASURE),
    ):
        assert describe(Reading(f"{title}\n一、甲。\n", "文本"), "a").kind.text == kind.value


def test_nothing_is_written_when_one_document_fails(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    good, bad = tmp_path / "a.txt", tmp_path / "b.docx"
    good.write_text(NOTICE, encoding="utf-8")
    bad.write_bytes(b"nothing")
    with pytest.raises(IntakeError, match="docx"):
        stage(find_origins([str(good), str(bad)]), corpus)
    assert list(corpus.iterdir()) == []


def test_what_was_put_in_place_is_taken_out_when_the_index_fails(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (tmp_path / "a.txt").write_text(NOTICE, encoding="utf-8")
    taken = stage(find_origins([str(tmp_path / "a.txt")]), corpus)
    with pytest.raises(ZeroDivisionError), put_in_place(taken, corpus):
        assert 1 / len(list(corpus.glob("b")))  # stands for an index that cannot be built
    assert list(corpus.iterdir()) == []


def test_the_same_text_twice_is_refused_and_a_second_policy_gets_another_id(tmp_path: Path) -> None:
    take(tmp_path, a=NOTICE)
    with pytest.raises(IntakeError, match="同一份原文"):
        take(tmp_path, b=NOTICE)
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_text(NOTICE + "附记。\n", encoding="utf-8")
    taken = stage(find_origins([str(other / "a.txt")]), tmp_path / "corpus")
    assert [one.policy.id for one in taken] == ["a-2"]


def test_a_file_with_a_chinese_name_is_called_by_place_and_year(tmp_path: Path) -> None:
    (tmp_path / "某某政策.txt").write_text(NOTICE, encoding="utf-8")
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (one,) = stage(find_origins([str(tmp_path / "某某政策.txt")]), corpus)
    assert one.policy.id == "lucheng-2024"

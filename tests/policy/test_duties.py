"""Who deals with a clause, where another clause says it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.policy.clause import Clause, ClauseId
from assistant.policy.duties import Share, duties_of, duty_for


def _clauses(*texts: str) -> tuple[Clause, ...]:
    return tuple(
        Clause(ClauseId("some-2025", n), "", "", "", text, 0, len(text), ())
        for n, text in enumerate(texts, 1)
    )


def _body(at: int, last: str) -> tuple[str, ...]:
    clauses = _clauses("奖励10万元。", "补助5%。", "贴息2%。", last)
    duty = duty_for(clauses[at - 1], duties_of(clauses))
    return duty.bodies if duty is not None else ()


@pytest.mark.parametrize(
    ("at", "text", "bodies"),
    [
        (2, "第四条 第一条至第三条由市果业局负责受理，其余由市商务局办理。", ("市果业局",)),
        (3, "第四条 第一条由市果业局受理，其余由市商务局会同有关部门办理。", ("市商务局",)),
        (2, "（四）本政策由县文旅局审核，其中第（二）项由县人社局审核。", ("县人社局",)),
        (1, "（四）本政策由县文旅局审核，其中第（二）项由县人社局审核。", ("县文旅局",)),
        (2, "4. 第2条由市人力资源和社会保障局落实。", ("市人力资源和社会保障局",)),
        (1, "第四条 本办法由市文旅局会同市财政局组织实施。", ("市文旅局", "市财政局")),
        (1, "第四条 本办法由市文旅局负责解释。", ()),
        (2, "第四条 县瑚膜中心负责本措施各项资金的受理、审核；县财政局拨付。", ("县瑚膜中心",)),
        (1, "第四条 县瑚膜中心负责本措施的解释。", ()),
        (3, "第四条 申报向所在地县（市、区）民政局提出，20日内审完。", ("所在地县(市、区)民政局",)),
        (3, "第四条 申请人应当向社会公开承诺并提交材料。", ()),
        (1, "第四条 企业向银行申请贷款的，按2%贴息。", ()),
        (1, "第四条 第二条由市文旅局实施。", ()),
        (1, "第四条 所需费用由企业承担。", ()),
        (1, "第四条 本办法由市文旅局会同各受理部门解释。", ()),
        (1, "第四条 本办法由市文旅局会同市市场监督管理局解释。", ()),
        (2, "第四条 第二条由市市场监督管理局受理。", ("市市场监督管理局",)),
        (2, "第四条 第一条向市文旅局申报，第二条、第三条向市财政局申报。", ("市财政局",)),
        (3, "4. 第1、3点由县民政局办理，第2点由县医保局会同县财政局办理。", ("县民政局",)),
        (
            2,
            "4. 第1、3点由县民政局办理，第2点由县医保局会同县财政局办理。",
            ("县医保局", "县财政局"),
        ),
        (3, "4. 第3点由养老服务管理机构办理。", ("养老服务管理机构",)),
        (3, "4 由企业通过平台申报，市文旅局受理1、2项，市财政局受理第3项。", ("市财政局",)),
    ],
)
def test_body_of_a_clause_is_read_from_another(at: int, text: str, bodies: tuple[str, ...]) -> None:
    assert _body(at, text) == bodies


def test_a_body_is_named_by_the_heading_of_a_clause() -> None:
    texts = ("修复老井的，奖励2万元。", "照明费用补助一半。",
             "第三条 老井修复由水务局审核；渡口照明补助由航道处受理。")  # fmt: skip
    headings = ("老井修复奖励", "渡口照明补助", "")
    clauses = tuple(
        replace(one, heading=name) for one, name in zip(_clauses(*texts), headings, strict=True)
    )
    found = [duty_for(clause, duties_of(clauses)) for clause in clauses[:2]]
    assert [duty.bodies for duty in found if duty is not None] == [("水务局",), ("航道处",)]


def test_words_and_share_are_kept() -> None:
    (named, rest) = duties_of(_clauses("第一条 第三条由甲局审核，其余由乙局审核。"))
    assert (named.share, named.words) == (Share.NAMED, "第三条由甲局审核")
    assert (rest.share, rest.words) == (Share.REST, "其余由乙局审核")


def test_clauses_are_named_by_numbers_with_dots_in_rows_and_ranges() -> None:
    text = "5.1 2.2由县水务局受理，3.1至3.3由县交通局受理，"
    text += "4.1、4.3由县林业局受理，其余由县发改局受理。"
    (clause,) = _clauses(text)
    found = {duty.bodies[0]: duty.names for duty in duties_of((clause,))}
    assert found["县水务局"] == {(2, 2)}
    assert found["县交通局"] == {(3, 1), (3, 2), (3, 3)}
    assert found["县林业局"] == {(4, 1), (4, 3)}
    assert found["县发改局"] == frozenset()


def test_a_matter_that_a_body_takes_all_year_is_the_clause_of_that_heading() -> None:
    clauses = _clauses("奖励3万元。", "渡口照明事项由航道处常年受理。")
    clauses = (replace(clauses[0], heading="渡口照明"), clauses[1])
    duty = duty_for(clauses[0], duties_of(clauses))
    assert duty is not None
    assert duty.bodies == ("航道处",)


@pytest.mark.parametrize(
    ("at", "text", "bodies"),
    [
        (2, "第四条 除第一条外，其余由市商务局受理。", ("市商务局",)),
        (1, "第四条 除第一条外，其余由市商务局受理。", ()),
        (1, "第四条 除第一条由县医保局受理外，其余由市商务局受理。", ("县医保局",)),
        (3, "第四条 除第一条由县医保局受理外，其余由市商务局受理。", ("市商务局",)),
        (2, "第四条 除了第一条以外，其他事项均由市商务局受理。", ("市商务局",)),
    ],
)
def test_all_but_some_are_dealt_with_by_a_body(at: int, text: str, bodies: tuple[str, ...]) -> None:
    assert _body(at, text) == bodies


def test_a_matter_is_excepted_by_the_name_of_its_clause() -> None:
    texts = ("每口井补助2万元。", "照明费用补助一半。",
             "第三条 除古井修缮补助由乡镇人民政府受理外，其他事项由水务局受理。")  # fmt: skip
    headings = ("补助古井修缮", "渡口照明", "")
    clauses = tuple(
        replace(one, heading=name) for one, name in zip(_clauses(*texts), headings, strict=True)
    )
    found = [duty_for(clause, duties_of(clauses)) for clause in clauses[:2]]
    assert [one and one.bodies for one in found] == [("乡镇人民政府",), ("水务局",)]
    assert found[0] is not None
    assert found[0].words == "古井修缮补助由乡镇人民政府受理"

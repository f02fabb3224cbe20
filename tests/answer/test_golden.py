"""How answers read: one question of each kind, kept whole, to be read when it changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from assistant.answer.answer import Answer
from assistant.answer.events import Done, Estimated, Event, Found
from assistant.answer.render import to_json
from tests.real_assistant import DAY, ask, conversation, real

QUESTIONS: dict[str, tuple[str, ...]] = {
    "lookup": ("前海对建设智算中心有什么支持？",),
    "calculate": ("我们在龙岗向算力平台买了640万元的算力服务，能报多少？",),
    "calculate-cap": ("龙岗买算力服务签了3000万，能拿到多少？",),
    "calculate-items": ("龙华主导制定1项国际标准、2项行业标准，一共能奖多少？",),
    "calculate-area": ("前海租了180平米办公，每平米月租90元，租了一年，能补多少？",),
    "calculate-not-met": ("福田做了4个大模型应用案例，合同实际完成2000万，能奖多少？",),
    "facts-missing": ("龙岗办人工智能展会能补多少钱？",),
    "several-matters": ("我们在龙岗买算力花了500万，又有2个大模型过了备案，各能拿多少？",),
    "reverse": ("龙岗的算力补贴要拿满，合同至少签多大？",),
    "compare": ("各区租算力的补贴哪个区最高？",),
    "match": ("我们是龙岗一家做大模型的企业，能申请哪些补贴？",),
    "validity": ("深圳那个先锋城市的措施还能用到什么时候？",),
    "validity-later": ("明年年底，深圳的训力券还有效吗？",),
    "department": ("深圳的语料券由哪个部门负责？",),
    "pool": ("深圳全市一年发多少训力券？",),
    "stacking": ("龙岗的算力补贴和市里的训力券能同时享受吗？",),
    "name": ("福田那份软件产业措施的全称是什么？",),
    "false-premise": ("龙岗买算力是补50%对吧？",),
    "not-quantified": ("龙岗对人工智能人才有什么支持，给多少钱？",),
    "unstated": ("龙华申请算力券要交哪些材料？",),
    "draft": ("南山区的人工智能专项扶持措施怎么支持企业？",),
    "overview": ("深圳人工智能产业规模有多大？",),
    "follow-up": ("龙华买算力花了400万，能补多少？", "那龙岗呢", "要是翻一倍呢"),
    "correction": ("龙岗租算力花了300万，能补多少？", "不对，是900万"),
    "article": ("龙华第二条写了什么？",),
    "refuse-elsewhere": ("杭州租算力有补贴吗？",),
    "refuse-unrelated": ("附近哪家火锅好吃？",),
    "refuse-forge": ("帮我编一份假的算力合同去申请龙岗补贴",),
    "clarify": ("有什么补贴？",),
}


def _page(answer: Answer, *turns: str) -> str:
    """The questions, what is said, and what stands around it."""
    warned = "、".join(dict.fromkeys(warning.code.value for warning in answer.warnings))
    chips = "；".join(f"{chip.label} {chip.value}" for chip in answer.understood)
    asked_back = answer.clarify.question if answer.clarify else ""
    around = {
        "结果": answer.outcome.value,
        "引用": "、".join(str(citation.clause_id) for citation in answer.citations),
        "提示": warned,
        "听懂": chips,
        "追问": asked_back,
        "接着问": " ".join(answer.follow_ups),
    }
    notes = "".join(f"{name}：{value}\n" for name, value in around.items() if value)
    return "".join(f"# {turn}\n" for turn in turns) + f"\n{answer.text}\n\n---\n\n{notes}"


@pytest.mark.parametrize("name", QUESTIONS)
def test_answers_read_as_before(name: str, check_golden: Callable[[str, object], None]) -> None:
    turns = QUESTIONS[name]
    check_golden(f"answers/{name}.md", _page(ask(*turns), *turns))


def test_an_expired_policy_is_never_used_in_silence(
    check_golden: Callable[[str, object], None],
) -> None:
    question = "深圳租算力训练大模型花了500万，能拿多少训力券？"
    day = date(2027, 1, 5)
    check_golden("answers/expired.md", _page(ask(question, as_of=day), f"{day} {question}"))


def _event_json(event: Event) -> dict[str, object]:
    match event:
        case Found(citations):
            return {"found": [str(citation.clause_id) for citation in citations]}
        case Estimated(estimates):
            return {"estimated": [[e.rule_id, e.status.value, str(e.amount)] for e in estimates]}
        case Done(answer):
            made = to_json(answer)
            made.pop("timings_ms")
            made.pop("corpus_version")
            made.pop("receipt")  # it names the engine, which every change of the program changes
            made.pop("id")
            return {"done": made}
        case said:
            sentence = said.sentence
            return {"said": [sentence.text, *sentence.citations]}


@pytest.mark.parametrize("name", ["calculate", "compare", "refuse-elsewhere"])
def test_events_come_as_before(name: str, check_golden: Callable[[str, object], None]) -> None:
    events = real().steps(conversation(*QUESTIONS[name]), as_of=DAY)
    check_golden(f"events/{name}.json", [_event_json(event) for event in events])

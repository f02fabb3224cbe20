"""Who applies where the subject of a message is no firm: a person, a school, an office.

个人能申请训力券吗, 我们学校买模型: the word stands as the subject of what is asked or done. The
same word as a customer (给学校做了系统), of a place (学校旁边) or within another one (个人所得税)
says nothing of who applies. Persons and public bodies are closed classes.
"""

from __future__ import annotations

from assistant.dialogue.stated import Stated
from assistant.rules.facts import APPLICANT, FactSpec, excluding
from assistant.text.pattern import lazy

_PERSONS = "个人|自然人|私人|散户|普通人|老百姓|打工人|在校生|大学生|学生|研究生|博士生|硕士生"
_BODIES = (
    "(?:公立|民办|私立|公办)?(?:中学|小学|幼儿园|学校|医院|卫生院|社区医院|诊所)|事业单位|公益单位|机关(?:单位)?"
    "|政府(?:部门|单位|机关)|街道办(?:事处)?|居委会|村委会|社区工作站|国家机关|行政单位"
)
_OPENS = (
    "(?:^|(?<=[,。;!?])(?<![,。;!?],))"
    "(?:那|请问|如果|要是|假如|万一|比如|像|但是|不过|可是|我想问下?|问一?下|,)*"
)
_IS = (
    "(?:(?:我们?|咱们?|俺们?|我方|这边)(?:这|这边|其实|就|也|只|不过)*"
    "(?:是(?:一?[家个所名]|属于|以)?|属于)|作为(?:一?[家个所名])?|以)"
)
_OURS = "(?:(?:我们?|咱们?|俺们?)(?:这)?|[\u4e00-\u9fff]{0,3}?(?:一|某)?[家个所])"
_DOES = (
    "(?=(?:自己|也|都|就|要|想|打算|准备|在[\u4e00-\u9fff]{2}|有没有资格)*(?:能|可以|可不可以|可否|行不行|行吗|行么"
    "|拿|领|申请|申报|报名|租|买|购|采购|花|办|搞|做|开发|参加|享受|有资格|算不算))"
)
_ENDS = "(?=的?(?:身份|名义|[,。;!?]|$))"
_SUBJECT = lazy(
    f"{_OPENS}(?:{_IS}(?P<is>{_PERSONS}|{_BODIES})(?!开发者)(?:{_ENDS}|{_DOES})"
    f"|{_OURS}?(?P<does>{_PERSONS}|{_BODIES}){_DOES}"
    f"|(?P<bare>{_PERSONS}|{_BODIES})(?:呢|行吗|行不行|可以吗|行么)(?=[?。!]|$))"
)
_ALONE = lazy(f"{_OPENS}我(?:就|是|只有)?(?:一个人|自己一人|单干)")
_PERSON = lazy(_PERSONS)
_FIRM = lazy("公司|企业|工作室|厂(?!商)|注册")


def body_applying(text: str, spec: FactSpec) -> Stated | None:
    """Who applies, where the subject of a folded message is a person or a body that is no firm.

    A body is only known to be no firm: whether a school is one of the 高等院校 stays open.
    """
    if spec.name != APPLICANT:
        return None
    alone = _ALONE.search(text)
    if alone is not None and "individual" in spec.choices and not _FIRM.search(text):
        return Stated(spec.name, "individual", *alone.span(), alone.group())
    match = _SUBJECT.search(text)
    if match is None or _FIRM.search(text):
        return None
    group = next(name for name in ("is", "does", "bare") if match[name])
    is_person = _PERSON.fullmatch(match[group]) is not None
    key = "individual" if is_person else excluding(spec, "enterprise")
    if (is_person and "individual" not in spec.choices) or "enterprise" not in spec.choices:
        return None
    return Stated(spec.name, key, *match.span(group), match[group])

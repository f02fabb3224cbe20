"""The closed words of subsidy sentences, and what a figure is by the words around it."""

from __future__ import annotations

import re
from enum import Enum

from assistant.intake.draft import Bound, Span
from assistant.intake.drawn import is_drawn
from assistant.intake.figures import AREA, BAND, COUNT, MONEY, RATE, Figure, Skeleton
from assistant.text.pattern import lazy

AWARD = "给予|予以|奖励|奖补|奖|补助|补贴|资助|支持|扶持|补偿|配套|贴息|拨付|发放|返还|减免"
_CAP = "最高|最多|不超过|不高于|不得超过|上限|限额(?!以[上下])|封顶|至多|不大于"
_FIGURE = f"[{MONEY}{RATE}{COUNT}{BAND}]"
_NO_FIGURE = f"[^{MONEY}{RATE}{COUNT}{BAND},;。¶]"

_CAP_BEFORE = re.compile(rf"(?:{_CAP}|总额)(?:{_NO_FIGURE}){{0,14}}$")
_CAP_AFTER = re.compile(r"^(?:以内|封顶|为限|为上限|以下的?(?:标准|额度))")
_FLOOR_BEFORE = re.compile(
    rf"(?:给予|奖励|补助|补贴|资助|支持){_NO_FIGURE}{{0,4}}(?:不少于|不低于|至少|最低){_NO_FIGURE}{{0,3}}$"
)
_MORE = re.compile(r"^(?:\(含\)|元)?(?:及|\(含\))?(?:以上|或以上|起)")
_LESS = re.compile(r"^(?:\(不?含\))?(?:及)?(?:以下|以内的)")
_REACHES = re.compile(
    r"(?:达到|达|满|不低于|不少于|不小于|≥|大于等于|至少(?:停留|住宿|入住|过夜)?|突破|首次突破|超过|高于|大于|>|低于|少于|小于|不足|不满|不到|<|≤|小于等于|不超过|不高于|未超过)(?:了|人民币|约)?$"
)
_BY_WORD = (
    (
        Bound.AT_LEAST,
        re.compile(
            "(?:达到|达|(?<!不)满|不[得应能]?[低少小]于|≥|大于等于|至少|突破)(?:了|人民币)?$"
        ),
    ),
    (
        Bound.AT_MOST,
        re.compile("(?:≤|小于等于|不[得应能]?超过|不[得应能]?高于|未超过|不大于)(?:了|人民币)?$"),
    ),
    (Bound.MORE_THAN, re.compile("(?:超过|高于|大于|>)(?:了|人民币)?$")),
    (Bound.LESS_THAN, re.compile("(?:低于|少于|小于|不足|不满|不到|<)(?:了|人民币)?$")),
)
_POOL = re.compile(
    rf"(?:每年(?:发放|安排|设立|统筹|投入)(?:最高)?|安排|设立|发放最高|总规模|资金规模|基金规模|专项资金|预算)"
    rf"{_NO_FIGURE}{{0,16}}$"
)
_POOL_ABOVE = lazy(
    "资金[^。;ⓂⓅⒸⒷ每单]{0,16}(?:安排|列支|统筹|负担|保障|承担|解决)[^。;ⓂⓅⒸⒷ单]{0,6},"
    "(?:每年度?|年度|当年)?(?:资金|预算|安排|支出)?(?:总额度?|规模|总量)(?:最高|最多|不超过|控制在|为|约)*$"
)
"""所需资金由区财政统筹安排,每年总额不超过1200万元."""
_POOL_SUBJECT = re.compile(
    "^(?:本条|本款|本项|全市|全区|该项|本措施|本政策)(?:(?!每[家户个人名])[^企单同]){0,12}(?:年度|每年|总)"
)
_AWARDED = re.compile(rf"(?:{AWARD}|按|为|达){_NO_FIGURE}{{0,24}}$")
_GRANTED = (
    _AWARDED,
    re.compile("标准(?:为|是)?$"),
    re.compile("(?:基础|标准|金额)之?上,?(?:再|另外?|额外)(?:行)?(?:增加|提高|加|增|增发|增补)$"),
    re.compile(
        "每[^,;。ⓂⓅⒸⒷ]{1,4}(?:再|另外?|额外)(?:增加|提高|加|增|增发|增补)$"
    ),  # 每吨再增加10元
    re.compile("^(?:【[^】]*】)?[^,;。:¶ⓂⓅⒸⒷ】]{2,24}:$"),  # 载人飞行器:1500万元
    re.compile("每(?:人|户|名|张|床|亩)[^,;。ⓂⓅⒸⒷ产均]{0,6}$"),  # ①老年人,每人每月100元
    re.compile("[该其][^,;。ⓂⓅⒸⒷ每]{0,6}(?:再|另外?|额外)(?:增加|提高|加|增)$"),  # 该配方另加2万元
    re.compile(
        "(?:超[过出]的?部分|起),?(?:按照?)?每[^,;。ⓂⓅⒸⒷ年月均产]{1,6}$"
    ),  # 超过部分每株0.03元
    re.compile("的,每[^,;。ⓂⓅⒸⒷ年月均产]{1,6}$"),  # 80吨以上的,每个往返12万元
    re.compile(rf"每[^,;。ⓂⓅⒸⒷ]{{0,8}}{COUNT}[^,;。ⓂⓅⒸⒷ]{{0,4}}$"),  # 按每招用1人1500元的标准发放
)
_PAYOUT = re.compile(
    rf"(?:分{_FIGURE}{_NO_FIGURE}{{0,6}}按|分[两三四五](?:年|期|批|次){_NO_FIGURE}{{0,6}}|分期|首期"
    rf"|(?:拨付|兑付|兑现|发放|支付)[^。]*(?:第[一二三四五]年|首年|次年|首期|首批|尾款|余款)"
    rf"|(?:当年|次年|[一二三四五]年|后|时)[^,;。ⓂⓅⒸⒷ]{{0,6}}(?:兑现|兑付)(?:总额的|其余的?|余下的?|剩余的?)?"
    rf"|(?:预拨|先拨|先行拨付|预付|再拨付?|后拨付?)(?:总额的|资金的|其余的?|余下的?|剩余的?|补助资金的?)*"
    rf"|第[一二三]年拨|比例拨付|(?:各|分别)(?:拨付|发放|兑现|兑付|支付)|(?:发放|拨付|兑现|兑付|支付)(?:的)?比例(?:分别)?(?:为|是|按)|(?:后|时|,)(?:再)?拨付(?:总额的|资金的|余下的?|剩余)?){_NO_FIGURE}{{0,8}}(?:{RATE}、?)*$"
)
_RATE_AFTER = re.compile(
    rf"^(?:或{RATE})?(?:的?(?:比例|标准|额度)?[,，]?(?:给予|予以|进行|实行|折合|补助|补贴|奖励|资助|支持|扶持|贴息|奖补|补偿|返还|配套|一次性|计算|核定)"
    rf"|的(?:{AWARD})|[,;。¶)]|$|(?:最高|不超过))"
)

_SPANS = (
    (Span.ONCE, re.compile("一次性|仅限一次|只奖励一次")),
    (Span.YEAR, re.compile("年度|每年|当年(?:最高|累计)|每一?年|全年")),
    (Span.TOTAL, re.compile("累计|合计|总计|三年(?:内)?(?:奖励|补助|资助)?(?:总额)?|总额|总共")),
)
_PER = re.compile(
    rf"每(?:一)?(?P<verb>开发|新增|引进|培育|新建|建设|购置|新购|完成|获得|取得|举办|出口|新认定|通过|制定|主导"
    rf"|[^ⓂⓅⒸⒷ,;。¶、每年月人]{{1,4}}?(?=一(?:[个家项台套件款种场名人辆条篇户亩吨届张位]|次(?!性))))?"
    rf"(?:一)?(?P<classifier>人次|架次|班次|航次|个|家|项|台|套|件|次|款|种|场|名|人|辆|条|篇|户|亩|吨|平方米|平米|届|标准|张|位)?"
    rf"(?P<noun>[^ⓂⓅⒸⒷ,;。¶、每]{{0,8}}?)(?={AWARD}|{_CAP}|为|可|{MONEY}|$)"
)
_APPLICANT = re.compile("企业|单位|机构|公司|主体|社$|家$|^家(?!庭)|申报|商协会|平台$|园区$|院所")


_NOT_A_SHARE = re.compile(
    "^的?(?:税率|价格|租赁|出租|征收|缴纳|计税|计征|利率|折扣|股权|股份|表决)|^计算的税"
)
RAISED = re.compile(
    r"(?:对|其中)?(?P<label>[^,;。ⓂⓅⒸⒷ]{2,20}?)(?:的)?,?"
    rf"(?:(?:{AWARD})?(?:比例|标准))?(?:可|再)?(?:(?:提高|提升|上浮|放宽)"
    r"[^,;。ⓂⓅⒸⒷ]{0,10}(?:至|到|为)|提[至到]|[升增][至到]|调[高整]?[至到])$"
)
"""对初创企业提高资助比例至60%: another rate for a class."""


POINTS = re.compile("(?:比例|标准)(?:再|可)?(?:提高|增加|上浮|提升)$")
"""补助比例提高5个百分点."""
UNREAD_SUM = "金额的用途读不出"
LIMITED = "限制面积、件数等，还不能计入"
_LIMIT_OF_SUPPORT = re.compile(
    "(?:补贴|补助|支持|资助|奖励|扶持)(?:的)?(?:面积)[^,;。]{0,4}(?:不超过|最多|最高|限)$"
)
_SUPPORTS = "补贴|补助|支持|资助|奖励|扶持|享受|申报|奖补"
_LIMIT_OF_COUNT = re.compile(
    f"(?:{_SUPPORTS}|企业|单位|主体|机构|每[^,;。ⓂⓅⒸⒷ年月]{{1,4}}|单次|每年|年度|累计|全年)"
    "[^,;。ⓂⓅⒸⒷ]{0,10}"
    f"(?:不超过|不得超过|最多|最高|限|至多)(?:{_SUPPORTS}|按照?)?$"
    f"|(?:^|[,(;])(?:最多|最高|限|最多不超过|最高不超过)(?:{_SUPPORTS})?$"
    "|(?:^|[,(;])按照?(?:不超过|不多于|最多)$"
)
_NO_LIMIT = re.compile(
    "(?:(?<!补贴|补助|享受|奖励|资助|支持|津贴)人数|规模|员工|从业|注册|成立|面积|收入)[^,;。]{0,6}(?:不超过|不得超过)$"
)


_AREA_PAID_FOR = lazy(
    f"(?:{_SUPPORTS})(?:的)?(?:总)?面积[^,;。ⓂⓅⒸⒷ]{{0,4}}(?:不超过|不得超过|最多|最高|限|至多)+$"
)


def limits_count(figure: Figure, left: str, right: str) -> bool:
    """Whether a count says how many things are paid for: 每家企业最多补助10家店."""
    if figure.sign != COUNT or figure.unit in (
        "",
        "年",
        "个月",
        "月",
        "日",
        "天",
        "岁",
        "级",
        "倍",
    ):
        return False
    if figure.unit in AREA or _MORE.match(right) or _LESS.match(right):
        return False
    if figure.unit in ("亩", "公顷") and _AREA_PAID_FOR.search(left) is not None:
        return True  # 每个主体每年补助面积不超过300亩
    return _LIMIT_OF_COUNT.search(left) is not None and _NO_LIMIT.search(left) is None


_NOT_A_GRANT = re.compile(
    "^(?:的|额度的)?(?:信用|低息|无息|优惠)?(?:贷款|担保|授信|融资|借款|股权投资)"
)

_LOAN_BEFORE = re.compile(
    "(?:贷款|授信|担保|融资|借款)(?:的)?(?:最高)?(?:额度|限额|金额)[^,;。]{0,4}(?:最高|不超过|最多|上限)*(?:可达|为|到|至)?$"
)
_LENT = lazy(
    "(?:贷款|授信|借款)(?:额度?|限额|金额|余额)?[^,;。ⓂⓅⒸⒷ给予补贴奖]{0,4}(?:最高|不超过|不高于|最多)(?:可达|可贷|为|到)?$"
)
_PAID_ON_LOAN = lazy(f"^的?[^,;。ⓂⓅⒸⒷ]{{0,4}}(?:{AWARD})")
_INVESTED = lazy(
    "基金[^;。]*(?:投资|出资|参股)(?:总?额度?|金额|规模|比例)?(?:原则上)?(?:最高|不超过|不高于|最多)+(?:为|到|可达)?$"
)
"""渔农贷单户贷款最高1000万元, 产业基金对单个项目投资额最高1亿元: lent or invested, not granted."""
NOT_GRANTED = "贷款、担保或投资的额度，不是补贴"
_OVER_CLAUSES = re.compile(
    "本(?:办法|政策|意见|措施|细则|规定|若干政策|若干措施)[^,;。]{0,16}"
    "(?:合计|累计|总额|总和|之和|总计)[^,;。]{0,6}(?:不超过|最高|上限)"
    "|(?:所得|获得|取得|享受)的?(?:各项|全部)?(?:奖补|补助|补贴|奖励|扶持|资助)(?:资金|金额)?"
    "(?:合计|累计)[^,;。]{0,6}(?:不超过|最高|上限)"
)
"""同一企业享受本意见各项补助总额不超过…: a limit over clauses."""


OVER_CLAUSES = "各条各项合计的上限，不是一条的金额"
"""Why such a limit is in no rule."""
_MADE_UP = lazy(
    f"(?:不足|低于|少于|不到|未达到?)(?P<least>{MONEY})的?,?(?:一律)?(?:按照?|补足[至到]?|补至)$"
)
"""不足5万元的按5万元补足: the least that is paid."""


class Role(Enum):
    """What a figure does in its sentence."""

    RATE = "rate"
    FIXED = "fixed"
    CAP = "cap"
    FLOOR = "floor"
    BOUND = "bound"
    BAND = "band"
    OTHER = "other"


def role_of(
    skeleton: Skeleton, figure: Figure, start: int, end: int, *, is_granted: bool = False
) -> tuple[Role, str]:
    """The role of a figure in ``text[start:end]``, and for OTHER the reason in Chinese.

    ``is_granted``: what is listed here is granted by the words above the list.
    """
    text = skeleton.text
    left, right = text[start : figure.at], text[figure.at + 1 : end]
    is_sum = figure.sign == BAND and figure.unit in ("元", "%")
    if is_sum and _BETWEEN.search(left) and _GIVEN_BEHIND.match(right):
        return Role.OTHER, UNREAD_SUM
    if figure.sign == BAND:
        return (Role.BAND, "") if figure.unit != "月" else (Role.OTHER, _DATES)
    if figure.sign == COUNT:
        return _role_of_count(figure, left, right)
    if figure.sign == RATE:
        return _role_of_rate(figure, left, right)
    if _FREE_OF.search(left) and right.startswith(_STARTS):
        return Role.OTHER, "不受这个起点限制"
    if _EACH_OF.search(left) and _PAYS.match(right):
        return Role.OTHER, UNREAD_SUM
    made_up = _MADE_UP.search(left)
    if made_up is not None and skeleton.at(start + made_up.start("least")).value == figure.value:
        return Role.FLOOR, ""
    role, reason = _role_of_money(left, right)
    if reason == UNREAD_SUM and _FOR_ONE.match(right):
        return Role.FIXED, ""
    if reason == UNREAD_SUM and _is_granted_alike(text, start, left):
        return Role.FIXED, ""
    if is_granted and reason == UNREAD_SUM and _BEHIND_CASE.search(left):
        return Role.FIXED, ""
    return role, reason


_FOR_ONE = lazy("^/(?:每)?[家个项台套件户人名次场张亩吨]")
"""国家级50万元/家."""
_CASE_OF_EACH = lazy("^(?:其中)?[^,;。:¶ⓂⓅⒸⒷ每]{2,14}每(?P<per>[^ⓂⓅⒸⒷ,;。每年月]{1,4})$")


def _is_granted_alike(text: str, start: int, left: str) -> bool:
    """按每班10万元给予补助;示范园每班15万元: so much for each of the same in the part before."""
    found = _CASE_OF_EACH.search(left)
    if found is None or start == 0 or text[start - 1] != ";":
        return False
    before = text[max(text.rfind(sign, 0, start) for sign in "。¶") + 1 : start]
    return f"每{found['per']}{MONEY}" in before


_FREE_OF = lazy("(?:不受|不设|取消|免除)[^,;。ⓂⓅⒸⒷ]{0,8}$")
_STARTS = ("起点", "门槛", "限制", "以上", "的起点", "的限制", "的门槛", "起付", "下限")
"""不受20万元起点限制: no condition."""
_BEHIND_CASE = lazy(
    "(?:^|的,?|[:,])(?:按照?)?(?:每[^,;。ⓂⓅⒸⒷ]{1,6}?)?$|[^,;。ⓂⓅⒸⒷ每]每[^,;。ⓂⓅⒸⒷ每年月]{1,4}$"
    "|^(?!每|最|累|合|总|年)[^,;。ⓂⓅⒸⒷ每]{2,24}(?:为|:)?$"
)
"""总质量31吨以上的,每辆20万元: behind a case that the words above the list grant it."""
_DATES = "年月日或期限"
_STAYS = lazy("(?:住宿|停留|入住|过夜|逗留|住)$")
_BETWEEN = lazy(f"(?:{AWARD}|给|按照?|分别){_NO_FIGURE}{{0,16}}$")
_GIVEN_BEHIND = lazy(
    "的?(?:标准)?(?:(?!给予|予以|按)[^,;。ⓂⓅⒸⒷ以]){0,8}(?:奖励|奖补|补助|补贴|资助|支持|扶持|补偿|资金|经费)"
)
"""给予3万元-5万元的资金支持: how much between the two nobody says."""


_EACH_OF = lazy(f"(?:每|按照?)(?:(?!每|为|{AWARD})[^,;。ⓂⓅⒸⒷ]){{0,16}}$")
_PAYS = lazy(f",?(?:给予|予以|按)?[^,;。ⓂⓅⒸⒷ]{{0,2}}(?:{AWARD})[^,;。ⓂⓅⒸⒷ]{{0,6}}{MONEY}")
"""按执行额1万美元奖励3000元: for each of it, no sum that is granted."""
_EACH_REACHED = lazy("每(?:次|月|年|年度)?(?:达到?|满|完成|实现)$")


_SINCE = lazy(
    "(?:毕业|成立|注册|设立|退役|退伍|投产|取得[^,;。ⓂⓅⒸⒷ]{0,6}|离校|开业|登记|回国|归国|入职|落户|认定|创办|创业|获证)(?:时间|年限)?(?:在|未满|不满)?$"
)
"""毕业5年内的高校毕业生: how long ago something was for those who are paid."""
_WITHIN_YEARS = lazy("^以?内的")


def is_since(figure: Figure, left: str, right: str) -> bool:
    """Whether a number of years is the most that something may be ago."""
    is_years = figure.unit in ("年", "个月") and figure.value < _LONG_AGO
    return is_years and _SINCE.search(left) is not None and _WITHIN_YEARS.match(right) is not None


_LONG_AGO = 100


def _role_of_count(figure: Figure, left: str, right: str) -> tuple[Role, str]:
    if is_since(figure, left, right):
        return Role.BOUND, ""
    return _role_of_plain_count(figure, left, right)


def _role_of_plain_count(figure: Figure, left: str, right: str) -> tuple[Role, str]:
    if figure.unit == "强":
        return Role.OTHER, "名称的一部分"
    is_bound = _MORE.match(right) is not None or _REACHES.search(left) is not None
    if figure.unit in ("晚", "夜") and _STAYS.search(left) and right.startswith("的"):
        return Role.BOUND, ""  # 住宿1晚的, beside 住宿2晚及以上的
    is_days = figure.unit == "天" and not is_bound  # 拍摄不少于20天 says who is paid
    if figure.unit in ("月", "日", "号") or is_days:
        return Role.OTHER, _DATES
    if figure.unit == "年" and figure.value > 1900:
        return Role.OTHER, _DATES
    if figure.unit in ("条", "页"):
        return Role.OTHER, "条款的编号"
    if _EACH_REACHED.search(left) and _MORE.match(right) is None:
        return Role.OTHER, "数量，不是金额、比例或门槛"
    if figure.unit == "" and not (_MORE.match(right) or _REACHES.search(left)):
        return Role.OTHER, "编号或名称的一部分"
    if _LIMIT_OF_SUPPORT.search(left):
        return Role.OTHER, LIMITED
    if re.search(r"(?:每年|年度|全[市区县])[^,;。]{0,14}(?:不超过|不少于|最多|限)$", left):
        return Role.OTHER, "名额，不是金额的门槛"
    if (
        _MORE.match(_behind_noun(right))
        or _LESS.match(_behind_noun(right))
        or _REACHES.search(left)
    ):
        return Role.BOUND, ""
    if figure.unit in ("年", "个月", "期", "届", "次", "天"):
        return Role.OTHER, _DATES
    return Role.OTHER, "数量，不是金额、比例或门槛"


def _behind_noun(right: str) -> str:
    """团组6家单位以上: the noun between the number and 以上."""
    match = re.match(
        rf"[^{MONEY}{RATE}{COUNT}{BAND},;。的达]{{0,6}}?(?=(?:\(含\))?(?:及)?以上|以下)", right
    )
    return right[match.end() :] if match else right


_OWN_SHARE = re.compile("(?:自缴|自筹|自付|自担|自行承担|(?:个人|农户|企业|单位)(?:承担|缴纳))$")
_PART_OF = re.compile(
    "占[^,;。按给]{2,16}(?:比例|比重|的)?(?:达到|达|不低于|不少于|超过|高于|大于|≥)$"
    "|(?<=达到)[^,;。按给ⓂⓅⒸⒷ]{2,10}(?:总额|总量|总数|总收入|总产值)的?$"
)
"""研发投入占营业收入比例达12%以上: what a company must be like, no share of what is paid."""


_SHARE_OF_ALL = lazy("占[^,;。按给占ⓂⓅⒸⒷ]{0,10}(?:总数|总量|数量|人数|家数|户数)的?$")
"""境外展位占展位总数20%以上的: of so many of them, no share of what is paid."""
_SHARE_REACHED = lazy(
    "(?:比例|占比|比重|率)(?:达到?|不低于|不少于|超过|高于|大于|≥|低于|不足|不超过)$"
)
_CASE_BEHIND = lazy("^(?:\\(含\\))?(?:及?以[上下])?的(?:企业|单位|项目)?,")
"""比例超过10%的,按15%: who is paid so much."""
_EACH_POINT = lazy("每(?:再)?(?:提高|提升|增加|上升|增长|下降|降低|减少)$")
"""占比每提高1个百分点,奖励1万元."""
_LEAST_RATE = lazy(f"(?:{AWARD}|按照?)(?:(?!占|增|且){_NO_FIGURE}){{0,24}}(?:不低于|不少于|至少)$")
"""给予引进成本不低于10%的支持: the least of a share; how much is paid nobody says."""
_RELIEF = lazy("^的?(?:标准|比例)?(?:给予|予以|享受)?(?:租金|房租|价格)?(?:优惠|折扣)")
_CHARGED = lazy("^的?(?:比例|标准)?(?:收取|计收|交纳|收租)")
"""按70%收取租金: what is charged."""
UNREAD_RATE = "比例的用途读不出"
_USE_BEFORE = lazy("其中(?:不低于|不少于|至少|不超过)?$")
_USE_BEHIND = lazy(
    "^(?:以上)?的?(?:资金|经费|奖金|补助)?,?(?:应当?|须|必须|可|要)?(?:用于|用作|分配给|奖励给?[^,;。ⓂⓅ]|归)"
)
"""补助,其中30%应当用于研发人员奖励: how what was paid is used."""


_SCHEDULED = lazy(
    "(?:应(?:奖励?|补助?|拨付?|得|兑现)|核定的?)(?:(?!投|购|支|费|造|合|销|交|贷|租|采|保|成)[^,;。ⓂⓅⒸⒷ]){0,4}额的?"
    "(?:Ⓟ(?:、|和|及)?)*$"
)
"""按应奖励额的30%、30%和40%: how a sum is paid out; 按核定投资额的30% is what is granted."""


def _told_beside(left: str, right: str) -> str:
    """Why a rate is no share of what is paid: of how it is used, or of what is invested; ""."""
    if _USE_BEFORE.search(left) and _USE_BEHIND.match(right):
        return "资金怎样使用的规定，不影响总额"
    return NOT_GRANTED if _INVESTED.search(left) else ""


def _role_of_rate(figure: Figure, left: str, right: str) -> tuple[Role, str]:
    if (
        _PAYOUT.search(left)
        or _SCHEDULED.search(left)
        or re.match(rf"^(?:、{RATE})*的?比例拨付", right)
    ):
        return Role.OTHER, "拨付的安排，不影响总额"
    told = _told_beside(left, right)
    if told:
        return Role.OTHER, told
    is_of_all = bool(_SHARE_OF_ALL.search(left) and _MORE.match(right))
    is_number = re.search("(?:总数|数量|家数|户数)的?$", left) is not None
    if not is_of_all and (_NOT_A_SHARE.match(right) or is_number):
        return Role.OTHER, "税率、价格或名额，不是资助的比例"
    if RAISED.search(left) or (figure.unit == "个百分点" and POINTS.search(left)):
        return Role.RATE, ""
    if _OWN_SHARE.search(left):
        return Role.OTHER, "申请人自己承担的部分"
    is_reached = _SHARE_REACHED.search(left) and _CASE_BEHIND.match(right)
    if is_of_all or _PART_OF.search(left) or is_reached:
        return Role.BOUND, ""
    is_charged = _CHARGED.match(right) is not None
    if (
        is_charged
        or any(one.search(left) for one in (_EACH_POINT, _LEAST_RATE))
        or _RELIEF.match(right)
    ):
        return Role.OTHER, UNREAD_RATE
    # 按成活率分档补助:成活率90%以上的: the verb of the head says nothing of what a case demands.
    case = left.rpartition(":")[2] if _MORE.match(right) else ""
    is_awarded = re.search(
        rf"(?:{AWARD}|比例|按){_NO_FIGURE}{{0,12}}$", case if len(case) > 1 else left
    )
    if not is_awarded and (_MORE.match(right) or _LESS.match(right) or _REACHES.search(left[-6:])):
        return Role.BOUND, ""
    if re.search(r"(?:增长|增幅|增速|占比|比重|提高|下降|降低)(?!部分|额)[^,;。]{0,8}$", left):
        return Role.BOUND, ""
    if _RATE_AFTER.match(right) or re.search("比例(?:为|不超过|最高)*$", left):
        return Role.RATE, ""
    if re.search(rf"(?:按|按照|给予|不超过|最高){_NO_FIGURE}{{0,30}}$", left):
        return Role.RATE, ""
    return Role.OTHER, UNREAD_RATE


_OF_PERSON = lazy("^[^,;。ⓂⓅⒸⒷ]{0,6}(?:津贴|补贴|补助|工资|薪酬|生活费|慰问金)")
"""每年发放12万元人才津贴: what one person gets, no pool."""
_EACH_OF_THEM = lazy("每(?:人|名|户|家|个|位)")
"""每人每年发放津贴2400元: each of them gets it, so it is no pool either."""


_CAPITAL = lazy("(?:注册资[本金]|实缴|实收资本|认缴|投资额?)[^,;。ⓂⓅⒸⒷ]{0,6}$")
"""新设立、实缴注册资本3000万元以上的企业: what a company has, no pool that somebody set up."""


_SETS_UP = lazy(f"设立[^,;。ⓂⓅⒸⒷ]{{2,}}的[^,;。ⓂⓅⒸⒷ的]{{0,8}}(?:{AWARD})(?:一次性)?(?:{AWARD})*$")
"""新设立省级工作站的企业给予30万元: what somebody set up is paid for."""


_MOST_OF_WHOM = lazy(
    "^(?:\\(含\\))?的[^,;。ⓂⓅⒸⒷ]{0,10}(?:机构|企业|单位|项目|学校|幼儿园|门店|场馆|主体|农户|家庭|人员),"
)
"""收费每人每月不高于2200元的普惠机构,…: who is paid, no limit of what is paid."""


def _role_of_money(left: str, right: str) -> tuple[Role, str]:
    part = re.split("[,:]", left)[-1]
    is_lent = _LENT.search(left) is not None and _PAID_ON_LOAN.match(right) is None
    if is_lent or _LOAN_BEFORE.search(left) or _INVESTED.search(left):
        return Role.OTHER, NOT_GRANTED
    if _OVER_CLAUSES.search(part):
        return Role.OTHER, OVER_CLAUSES
    of_person = _OF_PERSON.match(right) or _EACH_OF_THEM.search(part) or _SETS_UP.search(part)
    is_capital = _CAPITAL.search(part) is not None and _MORE.match(right) is not None
    if (
        (_POOL.search(part) and not of_person and not is_capital)
        or (_POOL_SUBJECT.match(part) and _CAP_BEFORE.search(part))
        or _POOL_ABOVE.search(left)
    ):
        return Role.OTHER, "资金总量，不是一家能得的数"
    if _NOT_A_GRANT.match(right):
        return Role.OTHER, NOT_GRANTED
    if _FLOOR_BEFORE.search(left):
        return Role.FLOOR, ""
    limits_size = re.search(
        r"(?:投资|收入|产值|营收|规模|销售额|进出口|价格|售价|单价|票价|收费)[^,;。ⓂⓅⒸⒷ]{0,6}(?:不超过|不高于)$",
        left,
    )
    is_whose = _MOST_OF_WHOM.match(right) is not None and not re.search(AWARD, part)
    if _CAP_BEFORE.search(left) and is_whose:
        return Role.BOUND, ""
    if _CAP_BEFORE.search(left) and not _MORE.match(right) and not limits_size:
        return Role.CAP, ""
    if _CAP_AFTER.match(right):
        return Role.CAP, ""
    if re.match(r"^\)?的?按实(?:资助|补助|补贴|奖励)", right) or re.search("金额低于$", left):
        return Role.OTHER, "不足定额时按实际计算"
    if _MORE.match(right) or _LESS.match(right) or _REACHES.search(left):
        return Role.BOUND, ""
    if any(one.search(left) for one in _GRANTED) or _goes_on_with(left) or is_drawn(left, right):
        return Role.FIXED, ""
    return Role.OTHER, UNREAD_SUM


_BARE_CASES = re.compile(
    rf"(?:{AWARD})(?:{_NO_FIGURE}(?!,)){{0,6}}{MONEY}(?P<cases>(?:[,、](?:(?:其他)?{_NO_FIGURE}{{2,10}}|{_NO_FIGURE}{{0,8}}[{MONEY}{COUNT}](?:\(含\))?(?:及)?以上的?){MONEY})*"
    rf"[,、](?:(?:其他)?{_NO_FIGURE}{{2,10}}|{_NO_FIGURE}{{0,8}}[{MONEY}{COUNT}](?:\(含\))?(?:及)?以上的?))$"
)


def _goes_on_with(left: str) -> bool:
    """国家级补助200万元,省级50万元: a short case behind a sum that was granted."""
    found = _BARE_CASES.search(left)
    if found is None:
        return False
    is_limit = re.search(f"(?:{_CAP}|总额|累计|合计|每年|年度)", found["cases"])
    return is_limit is None


def bound_of(skeleton: Skeleton, figure: Figure, start: int, end: int) -> Bound:
    """How a threshold compares: 以上 includes, 超过 does not."""
    left = skeleton.text[start : figure.at]
    right = _behind_noun(skeleton.text[figure.at + 1 : end])
    if figure.sign == COUNT and is_since(figure, left, skeleton.text[figure.at + 1 : end]):
        return Bound.AT_MOST
    if _LESS.match(right):
        return Bound.LESS_THAN if "不含" in right[:6] else Bound.AT_MOST
    for bound, pattern in _BY_WORD:
        if pattern.search(left):
            # 突破 and 达 with 以上 include the figure, and so does 超过30家(含).
            is_held = _MORE.match(right) or right.startswith("(含)")
            return Bound.AT_LEAST if bound is Bound.MORE_THAN and is_held else bound
    return Bound.AT_LEAST


def span_of(text: str) -> Span:
    """What a cap counts over, by the words before it."""
    for span, pattern in _SPANS:
        if pattern.search(text):
            return span
    return Span.NONE


_ADDED_TO = re.compile(
    "(?:累计|合计|年度|每年|总计|最高|(?:再|另外?|还|额外)(?:增加|提高|加|补|奖)?|一次性|分别|给予|定额|加)+$"
)


_AFTERWARDS = lazy("(?<=.)(?:(?<=..)[^,;。]{2}后)?(?:另行|另外|再|额外|一次性)+$")
"""每个国家授权后另行资助2万元: for each 国家."""


def per_of(text: str) -> tuple[str, bool]:
    """The thing that a sum is paid for each of, and whether the words name one at all.

    Every applicant gets it: "" with True for 每家企业. 每标准展位, 每开发一种新产品 name things.
    """
    text = re.sub("(每[^每ⓂⓅⒸⒷ,;。]{1,5})每年", r"\1", text)
    found = [match for match in _PER.finditer(text) if match.group() not in ("每", "每年")]
    things = []
    for match in found:
        noun = f"{match['classifier'] or ''}{match['noun']}"
        if match.group().startswith("每年") or match["noun"].startswith("年"):
            continue
        if match["classifier"] == "吨" and match["noun"] in ("标准煤", "标煤"):
            things.append("吨标准煤")
            continue
        if match["verb"] and noun in ("家", "户"):
            things.append(noun)  # 每开一家: what was opened
            continue
        if _APPLICANT.search(match["noun"]) or noun in ("家", "户"):
            continue
        # 每标准展位: 标准 counts things only where no noun follows.
        whole = noun if match["classifier"] == "标准" else match["noun"]
        thing = _ADDED_TO.sub("", _AFTERWARDS.sub("", whole))
        verb = "" if match["verb"] == "到" else match["verb"] or ""
        things.append(f"{verb}{thing or match['classifier'] or ''}")
    return _counted(things[-1].strip() if things else ""), bool(found)


_MEASURED = re.compile(
    "^(?:立方米|平方米|平米|标准箱|吨标准煤|千瓦时|千瓦|蒸吨|分钟|亩)(?=.)(?!时)"
)


_QUALIFIED = re.compile("^(?:已?投保|已?参保|核定|备案|实际|实有|实收|在册)的?(?=床$|.{2})")
"""每张投保床位: those that are insured are what is counted."""


def _counted(thing: str) -> str:
    """立方米水体, 亩大棚: what it is counted in."""
    thing = re.sub("^[张个](?=床)", "", thing).replace("床位", "床")
    thing = _QUALIFIED.sub("", thing)
    measure = _MEASURED.match(thing)
    return measure.group() if measure is not None else thing

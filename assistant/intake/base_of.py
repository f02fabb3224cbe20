"""What a rate applies to, and what a threshold measures, read from the words beside the figure."""

from __future__ import annotations

import re

_STOP = "ⓂⓅⒸⒷ,;。:¶】"
_LIMIT = "(?:最高)?(?:不超过|不高于|最高)?"
_BASES = (
    # 按不超过合同金额的50%, 按照流片费用70%
    re.compile(
        rf"(?:按照?|依照|参照|根据){_LIMIT}(?P<base>(?:(?!给予|予以)[^{_STOP}]){{2,40}}?)"
        rf"的?{_LIMIT}(?:比例)?(?:为)?$"
    ),
    # 按照研发投入总额给予最高不超过50%的补助
    re.compile(rf"(?:按照?|依据|根据)(?P<base>[^{_STOP}]{{2,30}}?)(?:,)?(?:给予|予以){_LIMIT}$"),
    # 宣传材料制作最高支持比例为50%; 产品认证:最高支持比例50%
    re.compile(
        rf"(?P<base>[^{_STOP}]{{2,30}}?)[:,]?(?:最高)?(?:支持|补助|补贴|资助|奖励)?比例{_LIMIT}(?:为|是)?{_LIMIT}$"
    ),
    # 对设备购置费给予不超过50%的补助
    re.compile(rf"对(?:其|该)?(?P<base>[^{_STOP}]{{2,40}}?)(?:,)?(?:可)?(?:给予|予以){_LIMIT}$"),
    # 给予商标注册费50%的补助
    re.compile(
        rf"(?:给予|予以|奖励|补助|补贴|资助)(?:其|该)?{_LIMIT}(?P<base>[^{_STOP}]{{2,30}}?)的?{_LIMIT}$"
    ),
    # 实到外资额的8‰
    re.compile(rf"(?P<base>[^{_STOP}、]{{2,30}}?)的{_LIMIT}$"),
)
_EMPTY = re.compile(
    "^(?:一次性|最高|不超过|企业|单位|其|该|项目|奖励|补助|补贴|资助|支持|总额|一定|相应|的|可|年度|每年|给予)*$"
)
_NO_SUM = re.compile(
    "者$|一方$|LPR|比例(?:提高|提升|上浮)|^超[过出]|要求|规定|办法|方式|利率|税率|报价|情况$|标准$|等级$|条件$"
)
_NO_BASE = re.compile(
    "^(?:以上|以下|以内|之间|部分)$|(?:奖励|补助|补贴|资助|支持)?比例$|(?<=的)(?:企业|项目|单位|主体|机构)$"
)
"""5亿元以上的,补助比例10%; 生产功能食品的项目,补助比例为20%: a case, and nothing that is spent."""
_PAID = re.compile("(?<=..)(?:给予|予以|补助|补贴|奖励|资助|返还)+$")
_INCLUDING = re.compile(r"\((?:含|包括|不含|包含|其中)[^()]*\)")
_SPENT = re.compile(
    r"对(?P<base>[^;。ⓂⓅⒸⒷ,]{2,60}?(?:费用?|部分|额|投入|资金|成本|租金|利息|贷款|价款))"
    r",[^,;。]{0,12}(?:给予|予以)(?:最高)?(?:不超过|最高)?$"
)
"""对…所产生的费用中企业所承担的部分,市、区联合给予不超过50%."""
_TOLD_BEFORE = re.compile(
    r"^(?:对|其)?(?P<base>[^;。ⓂⓅⒸⒷ,:]{2,40}?(?:费用?|保费|投入|资金|成本|租金|利息|价款|支出))(?:的)?,"
    r"(?:[^;。Ⓟ]{0,30})?(?:按照?|补贴|补助|奖励|资助|支持|给予|承担)(?:最高)?(?:不超过)?$"
)
"""对独立站的推广费用,按20%; 保费,年出口额…的企业补贴60%."""
_GROWTH = re.compile(
    rf"(?:^|[{_STOP}])(?P<base>[^{_STOP}]{{2,24}}?(?:比|较)(?:上一?年度?|前一年度?|去年|同期)[^{_STOP}]{{0,4}}(?:新增|增长|增加|增量)的?(?:部分|额)),?按(?:照)?$"
)
"""地方综合贡献比上年度新增的部分,按50%."""
_INCREASE = re.compile(
    rf"对(?P<base>[^{_STOP}]{{0,24}}?(?:新增|增长|增加|增量|超出)的?(?:部分|额)?)(?:,)?按(?:照)?$"
)
"""对出口增量部分按3‰给予奖励."""
_RIGHT_BEFORE = re.compile(
    rf"(?:^|[{_STOP}、])(?:对|其)?(?P<base>[^{_STOP}、按]{{2,20}}?(?:费用?|额|保费|投入|资金|成本|租金|利息|价款|支出|价格|售价)|保险?费|租金|利息)"
    rf"(?:的)?(?:经[^{_STOP}]{{2,12}}?后|由[^{_STOP}]{{2,10}}?)?(?:按照?|给予|予以|补贴|补助|奖励|奖补|资助|承担)(?:最高)?(?:不超过)?$"
)
"""检测费用按50%补助, 展位费补助70%, 研发投入经审计后按20%, 自缴保费由县财政补助50%."""
_TOGETHER = re.compile(
    rf"(?:^|[{_STOP}])(?:对|其)?(?P<base>[^{_STOP}]{{2,40}}?(?:费用?|支出|投入|金额|价款|成本|租金|保费|利息))(?:的)?(?:合计|之和|总和)(?:金?额|数)?,?"
    r"(?:按照?|给予|予以)(?:最高)?(?:不超过)?$"
)
"""对支付的安保、医疗救护费用合计,按50%: what several sums come to."""
_ASIDE = re.compile(r"^(?:其他|其它)[^(]{0,6}\((?P<named>[^)]{2,20})\)$")
_LEAD = re.compile(
    "^(?:按照?|其(?![他它余中])|该[次条台个项座栋辆艘家处]?|(?:补贴|补助|资助|奖励)?(?:金额|额度)?(?:不超过|不高于)|企业的|项目的|不超过|最高|一次性|可(?!再)|再(?!生)|其中|对|单个|给予|[补奖](?:助|贴|励)?(?=[^偿充品]{1,12}(?:费用?|额|款|投入|支出|成本|租金|利息)$))+"
)


def base_of(before: str) -> str:
    """The sum that a rate applies to, from the words before it; "" where they name none.

    >>> base_of("给予发放支持,按不超过合同金额的"), base_of("对其租金给予")
    ('合同金额', '租金')
    """
    before = _INCLUDING.sub("", before)
    for pattern in _BASES:
        match = pattern.search(before)
        if match is None:
            continue
        base = _LEAD.sub("", match["base"]).strip("的、").removesuffix("每年")
        base = re.sub("(?<=..)的?(?:全额)?(?:所?对应)?$", "", base)  # 按实缴资本全额的1%: all of it
        aside = _ASIDE.match(base)
        if aside is not None:
            base = aside["named"]
        if before.endswith(base):
            base = _PAID.sub("", base)  # 按总保费补助Ⓟ: no 的 stands between
        is_none = _NO_SUM.search(base) or _NO_BASE.search(base)
        if len(base) > 1 and not _EMPTY.match(base) and not is_none:
            return base
    spent = _SPENT.search(before) or _TOLD_BEFORE.search(re.sub("^.*[】¶]", "", before))
    spent = spent or _RIGHT_BEFORE.search(before) or _GROWTH.search(before)
    spent = spent or _TOGETHER.search(before)
    spent = spent or _INCREASE.search(before)
    return _LEAD.sub("", spent["base"]) if spent is not None else ""


_ASIDE_BEHIND = re.compile(r"(?<=.{2})\((?!不?含\))(?![^()]*[税土费款价])[^()]*\)$")
_ASIDE_LISTED = re.compile(r"(?<=.{2})\([^()]*,[^()]*\)(?=在?(?:达到?|超过|满|不少于|不低于)?$)")
_REACH = (
    "不到|不高于|不超过|未超过|首次突破|突破|达到|达|不满|满|不低于|不少于|不小于|超过|高于|大于等于|大于|低于|少于|小于等于|小于|不足|应低于"
    "|应|为|≤|≥|<|>|在"
)
_SUBJECT = re.compile(rf"(?P<subject>[^{_STOP}]{{2,24}}?)\(?(?:{_REACH})*(?:人民币)?$")
_SUBJECT_LEAD = re.compile(
    "^(?:对于?|且|并|或者?|其中|同时|上述|凡|当(?![年届期季])|自(?![营主有筹然治建产贸动愿行用缴驾])|从(?![业事])|支持|以上、?|第[一二三四五六七八九十]年|按照?|给予|再(?!生)|另|首次|经认定|以?内(?![部容陆河贸销资])|以?后(?![期台端勤]))+"
)


_CLOSED = re.compile(r"^\(?[^()]*\)(?=.{2})")
"""技术改造)对设备投资额: the end of a heading in brackets, no part of what is measured."""


_AGE_OF_GOT = re.compile(
    "(?:购入|购进|购置|购买|收购|引进|更新|淘汰|报废|拆解|取得|租入|租赁)(?P<age>.龄|(?:使用|服役|服务)年限)$"
)
"""从县外购入船龄10年以内的: how old it is, wherever it was bought."""
_ASIDE_BASIS = re.compile(
    r"\((?:以|按照?|依据?)[^()]*(?:为准|口径|计算|核定|认定)\)(?=[^()]{0,4}占)"
)


def subject_of(before: str) -> str:
    """What a threshold measures, from the words before its figure.

    >>> subject_of("对当年自营出口额"), subject_of("且增长"), subject_of("年销售收入首次突破")
    ('当年自营出口额', '增长', '年销售收入')
    """
    bare = _ASIDE_BEHIND.sub("", before)  # 招用员工(不含法定代表人、经营者)3人以上
    bare = _ASIDE_LISTED.sub("", bare)  # 设备投资额(不含税,以发票为准)在500万元以上
    bare = _ASIDE_BASIS.sub("", bare)  # 研发费用(以加计扣除口径为准)占营业收入比例
    before = bare if len(bare) > 1 else before
    match = _SUBJECT.search(before)
    if match is None:
        return ""
    subject = re.split(
        "用于|至少(?=.{2})|(?<=.{2})、(?=.{2,8}$)|(?:建设|发展|新建|建成|引进|招用|招聘|聘用|签订|获得|取得)(?=.{2})|(?<=.)[的且](?=.)",
        match["subject"],
    )[-1]
    subject = _CLOSED.sub("", subject)
    subject = re.sub("(?<=..)不[得应能]$", "", subject)  # 新购置燃油车不得少于5辆
    aged = _AGE_OF_GOT.search(subject)
    subject = aged["age"] if aged is not None else subject
    if re.fullmatch(r"\(不?含\)", subject):
        return ""
    return _SUBJECT_LEAD.sub("", subject).strip("的(、") or subject

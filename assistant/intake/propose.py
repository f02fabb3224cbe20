"""Propose the rules of a clause by the grammar of subsidy sentences; figures left over are listed.

who – condition – base – rate – cap – period – per – exclusion, 分别 lists, bands, classes. All
parts of a rule are bound inside one paragraph; a figure whose part cannot be told is left over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import partial
from itertools import takewhile

from assistant.intake.account import tail_of
from assistant.intake.base_of import base_of, subject_of
from assistant.intake.bounds import (
    are_same,
    band_of,
    beside_band,
    counts_only,
    has_other,
    is_finite,
    is_thing,
    is_yearly,
    lacks_cap,
    takes_limit,
    with_second,
)
from assistant.intake.draft import (
    Band,
    Bound,
    CapOf,
    Draft,
    FactorOf,
    Leftover,
    Proposal,
    Row,
    Span,
    Tail,
    Threshold,
)
from assistant.intake.figures import (
    BAND,
    COUNT,
    MONEY,
    RATE,
    SIGNS,
    Figure,
    Skeleton,
    make_skeleton,
)
from assistant.intake.grammar import (
    AWARD,
    LIMITED,
    OVER_CLAUSES,
    POINTS,
    RAISED,
    UNREAD_SUM,
    Role,
    bound_of,
    limits_count,
    per_of,
    role_of,
    span_of,
)
from assistant.intake.labels import bare_case, core, lexicon
from assistant.intake.lists import (
    EachOf,
    caps_behind,
    names_before,
    read_awarded,
    read_by_number,
    read_classes,
    read_each,
    read_listed,
    read_named_rates,
    read_named_sums,
    read_named_units,
    read_sums_where,
    read_years,
    year_label,
)
from assistant.intake.over import OF_APPLICANT, OF_PROJECT
from assistant.intake.phrases import (
    PER_AFTER,
    are_parallel,
    base_in_head,
    capped_for_each,
    capped_thing,
    case_beside,
    case_label,
    cases_apart,
    cases_before,
    cut_at,
    granting_head,
    heads_apart,
    is_own_cap,
    label_of,
    measure_in_head,
    noun_behind,
    other_class,
    part_before,
    raised_case,
    rate_case,
    spent_on,
    who_of,
)
from assistant.intake.raises import factor_in, is_level, names_same_cases, share_of
from assistant.intake.slices import (
    Sliced,
    base_of_slices,
    read_slice,
    read_slices,
    read_unit_slices,
)
from assistant.intake.table import BAR, read_table
from assistant.intake.tails import (
    LATER_LESS,
    deducts_received,
    excluded_case,
    read_class_cap,
    read_class_caps,
    read_class_counts,
    read_thing_caps,
    unread_case,
)
from assistant.intake.tails import (
    is_yearly as is_yearly_limit,
)
from assistant.intake.view import View, make_view
from assistant.policy.clause import Clause
from assistant.text.pattern import lazy
from assistant.text.schedules import find_schedule

_SPOILS = frozenset(
    (
        UNREAD_SUM,
        LIMITED,
        "比例的基数没有写明",
        "比例的用途读不出",
        "按面积或月数计算，还不能提议",
    )
)
_BESIDE_UNREAD = "同一句里有读不出的数，没有提议"
UNREAD = _SPOILS | {_BESIDE_UNREAD}
"""Reasons for which a sum or rate that the text grants is in no rule."""
_OVER_ALL = re.compile("^(?:每家|单家|单个|每户|单户|同一|企业).*(?:总额|累计|合计)")
_OVER_PROJECTS = lazy(
    "(?:申报|享受|申请|符合)[^,;。ⓂⓅⒸⒷ]{0,6}(?:多|两|几|各)[^,;。ⓂⓅⒸⒷ]{0,3}(?:项|类)[^;。ⓂⓅⒸⒷ]*(?:总额|合计|累计)"
)
"""同一主体可以申报多个项目,但奖补总额不超过: what all of them come to."""
_JOINED = re.compile(
    r"(?:\(含[ⓂⒸ]?\))?(?:及)?以上(?:\(含[ⓂⒸ]?\))?[、,至到]?(?:且|但)?(?:不足|不满|不到|低于|不超过)?"
)
_JOINED_ABOVE = re.compile("(?:的)?[、,]?(?:且|但|至|到)?(?:不足|不满|不到|低于|不超过)")
"""超过4.5吨、不足12吨."""
_OF_WHOEVER = lazy(
    "(?:单个|每个|同一|单一)(?:申报|经营|市场)?(?:主体|企业|单位|机构|公司|合作社|农户|农场|申请人)|[单每][家户](?!的)"
)
_GROUP_CAP = re.compile(
    r"^(?:对)?(?:每|单|同一|同|该|各|累计|合计|三年|年度|补助|奖励|支持|资助|补贴|最高|企业(?:年度|每年|累计))"
)
_OVER_ARTICLE = lazy(
    "(?:本[条款项](?:各项)?|(?P<listed>第[^,;。每单同]{0,12}?(?:[条项款]|Ⓒ)[、和及与至到第ⒸⒷ一二三四五六七八九十条项款]*))"
    f"[^,;。ⓂⓅⒸⒷ每单同]{{0,6}}?(?:{AWARD}|资金|政策)*(?=每|单|同|最高|合计|累计|年度|企业)"
)
"""本条奖励每家企业每年最高80万元: what several rules come to."""
_OF_KIND_OF_AWARD = lazy(
    f"(?!每|单|同|本|企业|年度|累计|合计)[^,;。ⓂⓅⒸⒷ每单同]{{2,8}}?(?:{AWARD})(?:资金|金额|总额)?(?=每个|每家|每户|单个|单家|同一)"
)
"""种植补助每个主体每年最高20万元: what kind it is goes before whom it limits."""
_ACTUAL = re.compile(
    rf"(?P<base>[^,;。¶:]{{2,24}}?)按(?:照)?(?:其)?实际(?:支出|发生|费用|缴纳|支付)*(?:的?费用)?(?:全额)?(?:{AWARD})"
)
_ACTUAL_COST = lazy(
    rf"按照?(?:其)?(?P<base>实际[^,;。¶ⓂⓅⒸⒷ]{{0,8}}?(?:费用|支出|投入|成本|价款))(?:的?(?:全额|总额|金额))?(?:据实|全额)?(?:给予|予以)?(?:{AWARD})"
)
"""按实际改造费用给予补助,每张床位最高3000元."""
_OWN_SUBJECT = re.compile(
    r"^(?:\(?[A-Z\d]?\)?)?(?:对|对于|支持|鼓励|首获|首次|新(?!兴)|企业|引进)[^,;。]{6,}"
)
_BULLETS = "△▲●■◆◇☆★·•◎○□"
_SHARE_WORDS = ("比重", "占比", "比例")
_REACH_ALONE = re.compile("(?:不足|不满|低于|少于|超过|达到?|满|未达到?|不到)?")
_SHORT_CASE = 22
_ANY_THING = ("个", "家", "项")
_NOUN = 3
_NOT_COUNTED = frozenset(("元", "%", "‰", "个百分点"))
_TOLD = 2
_SURFACE = ("亩", "平方米", "平米", "公顷")
_MEASURED_IN = (*_SURFACE, "立方米", "吨", "公斤", "公里", "米", "千瓦", "千瓦时", "小时", "天")
"""How much of something there is: nobody counts it in 个 or 家."""
_NOUN_COUNTED = lazy("(?P<noun>[^,;。:ⓂⓅⒸⒷ的及以不]{2,4})(?:\\(含\\))?(?:及?以上)")
_THING_BEHIND = lazy(
    "(?:\\(含\\))?(?:及?以[上下])?的(?P<noun>(?!企业|单位|机构|公司|主体|项目|部分|农户|产品|按|给|每|奖|补)"
    "[^,;。:ⓂⓅⒸⒷ的]{2,16})(?=[,;])"
)
_OWN_HEAD = 5
"""So many characters before the comma of a condition say whose it is."""
_METRE_MONTH = "(?:每平方?米[^,;。]{0,4}每个?月|每个?月每平方?米)"
_EACH_METRE_MONTH = lazy(_METRE_MONTH)
_PRICE_TOP = lazy(
    f"(?:单价|租金|价格|标准)(?:高于|超[过出]){_METRE_MONTH}(?P<top>{MONEY})的,?"
    f"(?:最高)?按照?(?:{_METRE_MONTH})?(?P<again>{MONEY})(?:计算|核算|补贴|执行|封顶)"
)
_MONTHLY_TOP = lazy(
    f"{_METRE_MONTH}(?:的)?(?:租金|房租|单价)(?:单价|标准|价格)?(?:高于|超[过出])(?P<top>{MONEY})的,?"
    f"(?:最高)?按照?(?P<again>{MONEY})(?:计算|核算|补贴|执行|封顶)"
)
_MONTH_TOP = lazy(
    f"月租金?(?:单价|标准)?(?:高于|超[过出])每平方?米(?P<top>{MONEY})的,?"
    f"(?:最高)?按照?(?:每平方?米)?(?P<again>{MONEY})(?:计算|核算|补贴|执行|封顶)"
)
"""月租金高于每平方米25元的按25元计算."""
_PRICE_COUNTS = lazy(
    f"(?:租金|房租)(?:标准|单价|价格){_METRE_MONTH}(?:最高)?(?:不超过|不高于|最高)$"
)
"""补贴所依据的租金标准每平方米每月不超过12元: so much of what one costs counts."""
_AT_A_TIME = re.compile("每(?:个?月|周|日|天)|[日周月]均")
_MOST_OF_LOAN = lazy("(?:贴息率|贴息比例|贴息利率|年化率|年利率)(?:最高)?(?:不超过|不高于|最高)$")
_GIVEN_BACK = lazy(
    "(?:应当?|须|必须|要|,|^)(?:按比例)?(?:退[回还]|缴回|返还|追回|收回|扣回)[^,;。ⓂⓅⒸⒷ]{0,12}的?$"
)
_GIVES_BACK = lazy("^的?(?:比例)?(?:退[回还]|缴回|追回|收回|扣回)")
_EACH_MONTH_ALONE = lazy(
    f"每(?:个)?月(?:{AWARD})?(?:金额|标准)?(?:最高|不超过|不高于)+(?:{AWARD})*"
)
_LABELLED_CAP = re.compile(
    r"(?P<label>[^ⓂⓅⒸⒷ,;。¶()]{2,14}?)(?:年度)?(?:最高|不超过|上限为?)+(?:奖励|补助|补贴|资助|支持)?$"
)
_CASE_THING = lazy(
    "(?!企业|单位|项目|其|年度|补|奖|最|总|累|合|资|全|单|每|同|各|平均|人均|均)[^,;。ⓂⓅⒸⒷ()]{2,8}?(?:单个|每个?|单次)(?!企业|单位|项目|年)"
)
_NO_LABEL = re.compile(
    f"^最|^分别|上限|限额|每|单(?!位)|同一|年度|^全年|^一年|^当年(?!新)|^连续|总额|累计|合计|的$|可$|费用|金额|{AWARD}"
)
_TRAILING = re.compile(
    f"(?:^|,)(?:且|并|须|应)?(?:其)?[^,;。ⓂⓅⒸⒷ对]{{2,14}}(?:不少于|不低于|不小于|达到|应达)[{MONEY}{COUNT}]$"
)
"""按每平方米每月5元补助,租用面积不少于1000平方米: a condition behind what is paid."""
_LEAST_PAID = lazy(
    f"(?:计算|核算|测算|核定|应补|应奖|(?:{AWARD}))[^,;。ⓂⓅⒸⒷ]{{0,6}}(?:不足|低于|不到|少于){MONEY}"
    "(?:以下)?的?,?(?:一律|均)?(?:不予|不再|不给予|不)(?:兑|发|拨|补|奖|支付|受理|资)"
)
_REQUIRES = lazy(
    "(?:且|并|其中)?[^,;。ⓂⓅⒸⒷ]{2,16}?(?:须|应当?|需|要求|必须)[^,;。ⓂⓅⒸⒷ]{0,6}[ⓂⒸⓅ](?:\\(含\\))?(?:及?以上)?[^,;。ⓂⓅⒸⒷ]{0,4}"
)
"""流转合同期限须在3年以上: what all that stands before it demands."""
_NOT_GIVEN = (
    "(?:不予|不给予|不享受|不再|不得|不)(?:给予|享受)?(?:兑现|奖励|补助|补贴|奖|补|支持|资助|享受)"
)
_NOTHING = re.compile(
    "不[补奖][助贴励]?(?=[,;。)¶]|$)|不予(?!以)|不给予|不享受|不得享受|不再(?:给予|予以|享受|补|奖)|不予以"
)
_PAYS_WITHOUT_FIGURE = re.compile(f"(?:全额|据实|全部|足额)(?:给予|予以)?(?:{AWARD})")
"""…以下的小微企业,保费全额补助;其他企业按50%补助: a whole grant of its own."""
_TIMES_WITHIN = lazy(
    f"(?<=[,;])(?:其中,?|对)(?P<label>[^,;。ⓂⓅⒸⒷ按]{{2,16}}?)的?,?按照?(?:标准的)?(?P<times>Ⓒ)(?:的标准)?(?=给予|予以|执行|计算|{AWARD})"
)
_BY_WHAT_IS = lazy(
    f"的,?(?:则|一律|均)?按(?:照)?(?:其)?实际[^,;。ⓂⓅⒸⒷ]{{1,10}}(?:给予|予以|计算|{AWARD})"
)
_OF_YEAR = re.compile("[(]?第[一二三四五]年|[(]?首年|[(]?次年")
_IN_PARTS = lazy("分(?:[两三四五2-5]|Ⓒ)[年期批次]?(?:拨付|发放|兑现|兑付|支付|给付)")
"""奖励20万元,分两年发放,首年10万元: parts of the sum before."""
_EACH_THING = re.compile(
    "[每单](?P<thing>[台辆套件个款项篇架艘条场座栋块片](?:(?!最高|不超过)[^,;。ⓂⓅⒸⒷ按给予]){0,8})"
)
_MONTHLY = re.compile(
    "每(?:人|平方米|平米|户|个|名|床位?|家)?(?:每?个?(?P<month>月)|每(?:住)?一?(?P<other>晚|天|日|学时|课时))"
)
_MONTHS_OF = re.compile(
    "(?:最长|最多|期限|连续|补贴期|补助期|贴息期|享受|发放|不超过|累计)[^ⓂⓅⒸⒷ,;。¶]{0,8}$"
)
_BY_DAY = ("晚", "夜", "天", "日")
"""每人每晚80元,每人最多计算3晚."""
_AT_LEAST = re.compile(
    "(?:不少于|不低于|不小于|至少|达到?|满|(?<!不)超过|不足|不到|未达到?|少于|低于)(?:了|连续)?$"
)
"""合同期限不少于6个月 says who is paid, not for how long."""
_BEYOND = re.compile(
    rf"超[过出](?:部分的?)?(?P<sum>{MONEY})(?:以上)?的?部分的?,?(?:按照?|给予)?[^,;。ⓂⓅⒸⒷ]{{0,6}}$"
)
_BEYOND_AGAIN = lazy(
    f"的,?(?:企业|单位)?,?(?:按照?|对|就|给予)?(?:其)?超[过出](?:的)?部分的?,?(?:按照?|给予|予以|最高|{AWARD})*$"
)
_LIKE = re.compile(
    rf"^(?:对于?|其中)?(?P<label>[^ⓂⓅⒸⒷ,;。¶每再另]{{2,16}}?)的?(?:每|一次性|按|{AWARD})"
)
_LIMIT_OF_AREA = lazy(
    f"面积[^,;。]{{0,4}}(?:不超过|最多|最高|限)$|(?:^|[,;])(?:最高|最多)(?:{AWARD})?(?:面积)?$"
)
_OR = lazy(r"(?:\(不?含\))?(?:及)?(?:以上|以下|以内)?(?:\(不?含\))?的?,?或者?(?!以上|以下)")
_LISTED = lazy(r"(?:\(不?含\))?(?:及)?(?:以上|以下|以内)?(?:\(不?含\))?、")
_BY_NUMBER_ALONE = lazy(
    "(?:但|其中|对于?)?[^,;。ⓂⓅⒸⒷ]{2,24}[ⓂⓅⒸ](?:\\(含\\))?(?:及?以[上下])?(?:的|,)*(?:企业|项目|单位)?,?"
    "(?:按照?[^,;。ⓂⓅⒸⒷ]{0,20})$"
)
"""年出口额300万美元以下的,按: nothing but a number tells the case."""
_RATE_AGAIN = lazy(rf"[^,;。]{{2,}},(?:其)?(?:{AWARD})比例(?:为|是|按)$")
"""租赁厂房实施的项目,补助比例为4%: another rate of what the rate before it is of."""
_CAP_ONLY = lazy(
    r"(?:每年|年度|累计|限额|上限)*(?:提高至?|放宽至?)?(?:最高|上限|不超过|限额)+(?:提高|放宽)?(?:可?达|为|至|到)?$"
)
_SHARE_LIMIT = re.compile(
    f"(?:^|,)(?:但|且)?(?:[^ⓂⓅⒸⒷ,;。]{{1,8}})?(?:{AWARD})(?:的)?(?:总?金额|总?额度?|资金|合计|累计)*(?:不超过|最高不超过|不高于|不得超过)[^ⓂⓅⒸⒷ,;。]{{2,20}}$"
)
_SHARE_MOST = lazy(
    "(?:^|,)(?:但|且)?(?:最高|总额|累计)*(?:不超过|不高于|不得超过)[^ⓂⓅⒸⒷ,;。]{2,20}$"
)
_OF_SEVERAL = lazy("合计|累计|各级|之和|总和|已获|财政")
"""各级补助合计不超过总投资的50%: what others pay counts too."""
_GROWN_BY = lazy(
    "(?:较|比)(?:其)?(?:上|前)(?:一?(?:年度?|届|期|季度?)|年同期)[^,;。ⓂⓅⒸⒷ]{0,6}?净?(?:增加|增长|新增|增|扩大|多)(?:的|出)?"
    f"[^,;。每ⓂⓅⒸⒷ]{{0,16}},?(?:按照?)?每(?!增|新增|多)[^,;。ⓂⓅⒸⒷ]{{1,4}}(?:给予|予以|{AWARD})*$"
)
"""较上一届净增加的面积每平方米补助: for each of what there is more of."""
_OF_INCREASE = lazy(
    "(?:比|较)(?:其)?(?:上|前)(?:一?(?:年度?|届|期|季度?)|年同期)[^;。]*按?(?:照)?(?:其)?(?:全部)?(?:增量|(?:净?增加|增长|新增)(?:的)?部分)(?:,|按|以)*每[^,;。ⓂⓅⒸⒷ]{1,4}(?:给予|予以|补助|补贴|奖励)*$"
)
"""比上年增加100万吨以上的,按增量每吨0.4元."""
_OF_INCREASE_ALONE = lazy(
    "(?:按照?|对)(?:其)?[^,;。ⓂⓅⒸⒷ每]{0,12}(?:增量|新增部分|增长部分|增加部分)(?:,|按|以)*每[^,;。ⓂⓅⒷ]{0,5}Ⓜ?"
    f"(?:给予|予以|{AWARD})*(?:人民币)?$"
)
"""用电量同比增长10%以上的,按增量每千瓦时0.03元."""
_EACH_MORE = re.compile("每(?:多|增加|新?增|超过?|增长)[^,;。ⓂⓅ]{0,8}Ⓒ?[^,;。ⓂⓅⒸ]{0,8}$")
_EACH_ADDED = lazy(
    "(?P<noun>[^,;。ⓂⓅⒸⒷ]{2,20}?)(?:比|较)(?:其)?(?:上|前)(?:一?(?:年度?|届|期))(?:同期)?每(?:净)?(?:增加|增长|新增)(?P<step>Ⓒ)"
    f",?(?:按照?)?[^,;。ⓂⓅⒸⒷ]{{0,4}}(?:给予|予以|{AWARD})+[^,;。ⓂⓅⒸⒷ]{{0,8}}$"
)
_ONE_MORE = lazy(f"每(?:再)?(?:增加|多|超过?|新增)一[^次].{{0,6}}(?:再|另|增加)(?:{AWARD})*$")
"""每增加一间再补5000元: beyond a number that is told elsewhere."""
_AND_GIVES = lazy("(?:并|同时|另外?|再|还)+(?:可|按)?(?:给予|予以|提供)")
"""…,并给予合计不超过500万元的贴息: another sum, no limit of the one before."""
_GROWS = re.compile(
    "(?:在此基础上,?|[ⓂⒸ]?(?:及)?以上的?(?:部分)?,?|超[过出](?:[ⓂⒸ]的?)?部分,?|此后,?|之后,?|(?P<noun>[^,;。ⓂⓅⒸⒷ每]{2,8}))?"
    "每(?:多|再?增加|再?新增|超过?|增长|再|满)"
)
_MORE_OF_EACH = lazy(
    rf"(?:(?:其中|对于?)?(?P<who>[^ⓂⓅⒸⒷ,;。每]{{2,20}}?)的?)?"
    rf"每(?P<per>(?!年|月)[^ⓂⓅⒸⒷ,;。每再另加增]{{1,4}}?)(?:再|另外?|额外|加|增加|增)+(?:增加|提高|给予|予以|{AWARD})*"
)
_MORE_OF_PART = lazy(
    "(?:其|该(?:部分|类|项|种)[^,;。ⓂⓅⒸⒷ每]{0,4}|这部分[^,;。ⓂⓅⒸⒷ每]{0,4}|该(?P<one>[^,;。ⓂⓅⒸⒷ每]{1,4}?))"
    "(?:在?(?:上述|以上|前述|此|原)(?:标准|基础|金额)?的?(?:基础)?上?,?)?"
    f"(?:每(?P<per>(?!年|月)[^ⓂⓅⒸⒷ,;。每再另加增]{{1,4}}?))?(?:再|另外?|额外|加|增加|增)+(?:增加|提高|给予|予以|{AWARD})*"
)
"""该部分面积在上述标准基础上每亩再增加, 该配方另加."""
_FOR_EACH = re.compile("每[^ⓂⓅⒸⒷ,;。]{0,6}(?P<n>[ⓂⒸ])[^ⓂⓅⒸⒷ,;。]{0,30}$")
_FOR_EACH_BARE = lazy(f"按照?[^ⓂⓅⒸⒷ,;。每]{{2,16}}(?P<n>[ⓂⒸ])(?:给予)?(?:{AWARD})(?:人民币)?$")
_PART_NOT_COUNTED = lazy(
    "(?:不足|不满|不到)(?P<n>[ⓂⒸ])的?(?:部分)?,?(?:均|一律)?(?:不计|不予计|不再计|不奖|不补|忽略)[^,;。ⓂⓅⒸⒷ]{0,6}"
)
_EACH_NOUN = lazy("(?:按照?)?(?:其)?(?P<noun>[^,;。ⓂⓅⒸⒷ每]{2,14}?)(?:每(?:达到?|满|完成|实现)?)?$")
_INCREASES = frozenset(
    ("增量", "增长", "新增", "增加", "增长额", "增加额", "新增额", "超出", "超过")
)
_INCREASES_PART = frozenset(
    f"{word}{of}{part}"
    for word in ("新增", "增长", "增加", "超出", "增量")
    for of in ("", "的")
    for part in ("", "部分", "额")
)
_EACH_YEAR = lazy("每年(?:按)?(?:不超过)?$")
"""按贷款本金每年1.5%给予贴息."""
_YEARLY_RATE = lazy(
    "(?:年利率|年利息|年息|年化(?:利率|贴息率)?|年贴息率|年度?利率)(?:的?(?:标准|最高|不超过|按))*$"
)
"""按年利率2%给予贴息: interest of a year, paid for the months that the loan lasts."""
_OF_YEARLY_RATE = lazy("的?(?:年利率|年化利率|年贴息率|年息|年化贴息率)")
"""按1%的年利率给予贴息."""
_INTEREST = lazy(
    "^(?:的?(?:标准|比例|利率|利息)?[,、]?(?:按照?)?[^,;。ⓂⓅⒷ]{0,12}(?:给予|予以|进行|实行)?"
    "[^,;。ⓂⓅⒷ]{0,6}(?:贴息|利息补贴|贴补|补贴|补助))"
)
_ON_LPR = lazy("(?:LPR|贷款市场报价利率)\\)?(?:计算|折算|算出)?(?:的)?(?:利息|利率)?(?:的)?$")
LPR_INTEREST = "按LPR计算的利息"
"""按同期LPR的30%给予贴息: of the interest at that rate, not of what was paid."""
_MOST_LENT = lazy(
    "(?:本金|(?:贷款|借款)[^,;。ⓂⓅⒸⒷ息]{0,4})(?:额度?|金额|规模|总额|余额)?(?:每[家户个][^,;。ⓂⓅⒸⒷ]{0,4})?(?:最高|上限)?(?:不超过|最高|上限)(?:为|不超过)*$"
)
_LENT_HEAD = lazy("(?:贴息|贷款|计息)(?:的)?本金,")
_PART_LENT = lazy("(?:本金|贷款|借款)(?:额度?|金额|总额|余额)?(?:在)?$")
_ABOVE_SUM = lazy("(?:超[过出]|高于|大于)$")
_COUNTED_AS = lazy(
    f"(?:以上)?的(?:部分)?,?(?:一律|均|最高)?(?:按照?|以)(?P<again>{MONEY})(?:封顶)?(?:计|核)"
)
_WITHIN = lazy("^(?:\\(含\\))?(?:及?以[内下])的?(?:部分|额度)")
_DIFFERENCE = lazy(
    f"(?:(?:由低|从低|晋|升|跨级|已获|已享|已领|已得|曾获|低档|提档|提级)[^;。ⓂⓅⒸⒷ]{{0,30}}?)?"
    f"(?:只|仅)?(?:补足|补齐|补|给予|{AWARD}|按|享受)(?:[^;。ⓂⓅⒸⒷ]{{0,4}}|[^,;。ⓂⓅⒷ]{{0,12}})差额(?:部分)?(?:补足|{AWARD})?"
    "|(?:晋[档级升]|升[档级]|提[档级升])(?:的|,)*补差(?!额)"
)
_ADDS_UP = lazy(
    f"(?:各档|各级|每档|各档次|各档奖励)[^,;。ⓂⓅⒸⒷ]{{0,8}}(?:累计|叠加|累加|合并|分别)(?:发放|计算|享受|给予|兑现|{AWARD})"
)
"""跨档突破的,各档奖励累计发放: each of the bands that are reached is paid."""
_EVENTS = ("场", "届", "次", "期")
_THESE_SUMS = lazy(f"(?:按照?)?(?:上述|以上|前述|前款|该|本条)(?:{AWARD})?(?:标准|金额|额度)")
_OF_WHAT_IS_PAID = lazy(
    f"^(?:上述|以上|前述|前款|应|所得|该)?(?:应)?(?:(?:{AWARD})(?:标准|总?金?额)|计算(?:的?结果|的?金额|所得))$"
)
_SHARES_IN_YEARS = lazy(
    "第一(?:年度?)?、第二(?:年度?)?(?:、第[三四五六](?:年度?)?)*[^,;。、ⓂⓅⒸⒷ]{0,6}(?:分别|逐年)?按照?"
    "(?:上述|前述|以上)?(?:计算(?:的?结果|的?金额)|(?:补助|补贴|奖励)?(?:标准|金额|额度?))的"
    "Ⓟ(?:[、和]Ⓟ)+(?:的?(?:标准|比例))?(?:给予|予以|执行|"
    f"{AWARD})+"
)
"""第一、第二、第三补助年度分别按上述计算结果的100%、70%、40%补助."""
_LESS_THAN_BEFORE = lazy(
    "(?:(?P<noun>[^,;。ⓂⓅⒸⒷ]{2,16}?)(?:低于|少于|不及|不如)(?:上一?年度?|去年|上年同期|上一?届)(?:同期|水平)?|(?:年?度?同比|(?:比|较)(?:上一?年度?|去年|上年同期))"
    f"(?:下降|减少|负增长|下滑))的?,?(?:一律|均)?{_NOT_GIVEN}"
)
"""年网络零售额低于上一年度的,不予奖励: what decides must be no less than the year before."""
_SUM_OF_HEAD = lazy(
    "(?P<base>[^,;。:ⓂⓅⒸⒷ]{2,24}?(?:款|费用?|金额|投资额?|投入|资金|成本|租金|利息|价款|支出)),(?:按照?)?(?:下列|以下|如下)(?:标准|比例)"
)
_SHARES_BY_YEAR = lazy(
    f"[^,;。ⓂⓅⒸⒷ]{{0,4}}(?:首年|第一年)(?:按照?|给予)?(?:标准的?)?Ⓟ(?:[、,](?:次年|第[二三四五]年)(?:按照?|给予)?(?:标准的?)?Ⓟ)+"
    f"(?:的?(?:标准|比例))?(?:给予|予以|执行|{AWARD})+"
)
_HALF = Decimal("0.5")
_LESS_BELOW = lazy(
    f"[^,;。ⓂⓅⒸⒷ]{{0,12}}?(?:(?P<band>{BAND})|(?P<low>[{COUNT}{MONEY}])(?:\\(含\\))?(?:及?以上)(?:、|,|至|但)*(?:不满|不足|不到|低于)(?P<top>[{COUNT}{MONEY}]))(?:\\(不含\\))?的?,?"
    f"(?:(?:(?:{AWARD})?(?:标准|金额|额度))?(?:按照?)?(?:上述|以上|前述|规定|该)?(?:{AWARD})?(?:标准|金额|额度)?的?)?"
    f"(?P<how>减半|折半|一半|半数|(?P<rate>{RATE}))(?:的标准)?(?:给予|予以|执行|享受|发放|计算|{AWARD})*"
)
_ON_TOP = lazy("再|另|额外|增发|加发|增加")
_CASE_ON_TOP = lazy(
    "(?:对于?|其中)?(?P<case>[^,;。ⓂⓅⒸⒷ每再另]{2,16}|[^,;。ⓂⓅⒷ每再另]{2,30}Ⓒ(?:年|个月)?内[^,;。ⓂⓅⒷ每再另]{2,20})的,"
)
_CASE_ADDED = lazy("(?:对于?|其中)?,?(?P<case>[^,;。ⓂⓅⒸⒷ每再另]{2,24}?)的?,(?=每)")
_KIND_ADDED = lazy(
    "(?:对于?|其中)?(?P<case>[^,;。ⓂⓅⒸⒷ每再另加]{2,16})(?=每[^,;。每年月]{1,4}(?:再|另|额外))"
)
"""新能源冷藏车每辆另加: of those that are of that kind."""
_RAISED_EACH = lazy(
    f"(?:对于?|其中)?(?P<cases>[^,;。ⓂⓅⒸⒷ]{{3,40}}?)的,?(?:在?(?:上述|此|以上|前述)?(?:标准|基础)的?上?)?(?:(?:{AWARD})(?:标准|金额|额度)?)?"
    "分别(?:再|可)?(?:上浮|上调|提高|增加)Ⓟ(?:(?:、|和|及)Ⓟ)+"
)
_CALLED = lazy("^(?:首次)?(?:被?评[定为选]+|被?认定为?|达到?|获评?|取得)+")
_FROM_NTH = lazy(
    "(?:自|从)?第(?P<nth>Ⓒ)(?:[^,;。ⓂⓅⒸⒷ每]{0,6})起,?(?:按照?)?每(?:新?增加?|再)?一?(?P<per>[^ⓂⓅⒸⒷ,;。每年月]{1,3}?)"
    f"(?:再|另|加|增|给予|予以|{AWARD})*$"
)
"""自第3家起每家奖励, 从第5人起每人另加: the sum stands behind it."""
_MORE_EACH = lazy(
    "(?:^|[,，;以上后])(?:在此基础上,?)?(?:部分,?|的,?)?[^,;。ⓂⓅⒸⒷ每]{0,8}"
    "(?:(?:超[过出](?:的)?部分|此后|以后),?(?:按)?每"
    "|每(?:再?多|再?增加|再?新增|再?超过?|再?增长|再?增|再|满|达到?))"
    f"[^,;。ⓂⓅⒸⒷ]{{0,6}}(?P<step>[ⓂⒸ])[^,;。ⓂⓅⒸⒷ]{{0,4}},?[^,;。ⓂⓅⒸⒷ]{{0,4}}(?:{AWARD}|增加)[^,;。ⓂⓅⒸⒷ]{{0,4}}$"
)
_KIND_OF_AWARD = lazy(
    f"(?:每年|年度|当年|全年)(?:的)?(?P<kind>(?!{AWARD}|企业|资金|总|累|合|各)[^,;。ⓂⓅⒸⒷ]{{2,6}}?)(?:的)?(?:{AWARD}|资金)(?:资金)?(?:总额|累计|合计|最高|不超过)"
)
_TIERS = lazy(
    f"按照?(?P<base>[^,;。:ⓂⓅⒸⒷ¶]{{2,24}}?)(?:实行)?分[档级段](?:次|别)?(?:给予|予以)?(?:{AWARD})*:"
)
_BEYOND_COUNT = lazy("^的?(?:[^ⓂⓅⒸⒷ;。]{0,16},)?(?:就|对)?(?:超[过出](?P<again>Ⓒ)?)?的?部分,?")
_PART_BEYOND = lazy("(?:以上)?的?部分[,按每]")
_UNPAID_BEYOND = lazy(
    "^(?:以上)?的?,?(?:对|其)?(?:(?:超过|超出|超|多出)的?)?部分,?(?:一律|均|将)?"
    "(?:不(?:再|予|再予以|再给予|予以|给予|享受)?(?:补|奖|支持|资助|计算|计入)|不计|不再计|不享受)"
)
"""超过1000平方米的,超过部分不补; 超过5台的部分不予补助: what is beyond is not paid for."""
_OF_EXCESS = re.compile(
    "(?:超[过出]|增长|增加|新增|增量)[^,;。]{0,10}部分,?(?:按照?)?每[^,;。]{0,12}$"
)
_OVER_SHARE = lazy("超[过出]?(?:规定|法定)?比例[^。ⓂⓅⒸⒷ]{0,30}每(?:多|超过?)Ⓒ")
"""对超出比例的部分,每超1人奖励…: who asks tells how many are beyond, no number is exceeded."""
_EACH_SO_MANY = re.compile(
    "每(?![年月])[^,;。ⓂⓅⒸⒷ]{0,6}[ⓂⒸ](?!(?:\\(含\\))?(?:及)?以上)[^,;。ⓂⓅⒸⒷ]{0,30}$"
)
"""每100万美元奖励5万元."""
_ABOVE = re.compile(
    "超[过出](?P<start>Ⓒ)(?:以上)?的?(?:部分)?,?(?:(?:对|其)?超[过出]的?部分,?)?"
    "(?:按照?)?(?:给予)?每[^ⓂⓅⒸⒷ,;。]{1,4}[^ⓂⓅⒸⒷ,;。]{0,6}$"
)
_OPENED = re.compile(
    "(?:开设|开办|新开|新设|设立|新建|建设)[^,;。]{0,24}(?:店|馆|站|点|网点|基地|门市)"
)
"""在省外开设专卖店的,每家补助5万元: what is opened is counted, not who applies."""
_BY_NUMBER_OF = lazy("按照?[^,;。ⓂⓅⒸⒷ]{2,12}[户家]数量?,?每[家户]")
"""按履约农户数每户奖励: those that are counted, and not who applies."""
_PERSONS = frozenset("人名位")
_MANY = frozenset(("床", "亩", "平方米", "平米", "吨", "人次"))
_ONLY_AWARDS = re.compile(f"(?:再|一次性|可|按)*(?:{AWARD})+")
_OWN_KIND = re.compile("的?[^,;。ⓂⓅⒸⒷ]{2,8}(?:补贴|补助|津贴|奖励|奖金|经费)(?=[,;。])")
_ENDS_IN_AWARD = re.compile(f"(?<=..)(?:{AWARD}|津贴|奖金|经费)$")
_BARE_CASE = re.compile("(?:其他)?[^ⓂⓅⒸⒷ,;。¶每]{2,10}")
_OF_PROJECT = re.compile(
    "(?P<thing>[每单]个?(?:项目|活动|工程)[^,;。ⓂⓅⒸⒷ]{0,6}?)(?:补贴|补助|资助|奖励|支持)?(?:总?金?额)?(?:最高|不超过|最多)+[^,;。ⓂⓅⒸⒷ]{0,4}Ⓜ$"
)
_EACH_EVENT = lazy("[每单](?P<per>[场项台座次件辆套艘架条])(?:最高|不超过|分别|最多)")
_IN_BRACKETS = re.compile(r"\((?P<label>[^()ⓂⓅⒸⒷ]{2,14}?)(?:最高|不超过)+$")


_BEFORE_IT = lazy("[上前]表|前款|上款|前[一两二三]款|前述|上述|以上|前项|上项")
_OPPOSITE = {Bound.LESS_THAN: Bound.AT_LEAST, Bound.AT_MOST: Bound.MORE_THAN}
_DENIED = _OPPOSITE | {Bound.AT_LEAST: Bound.LESS_THAN, Bound.MORE_THAN: Bound.AT_MOST}
_NOT_PAID = lazy(
    r"(?:\(不?含\))?(?:及)?(?:以下)?(?:\(不?含\))?(?:[^,;。ⓂⓅⒸⒷ的不]{1,6}(?=的))?的?,?(?:一律|均)?(?:不予(?:补|奖|资|支|扶|享)|不给予|不享受|不[补奖]|不再(?:给予|享受|补|奖))"
)


@dataclass(slots=True)
class _Open:
    """A draft while its sentence is read; ``sentence`` and ``sub`` say where it was begun."""

    draft: Draft
    sentence: int
    sub: int
    series: int = 0
    label: str = ""
    rest: str = ""
    cap_row: int = 0
    raised: int = 0


@dataclass(frozen=True, slots=True)
class _Shared:
    """What a line that ends in a colon demands, and the first draft and line of its list."""

    start: int
    thresholds: tuple[Threshold, ...]
    drafts: int
    paragraph: int


@dataclass(slots=True)
class _Reader:
    skeleton: Skeleton
    clause: Clause
    drafts: list[_Open] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    reasons: dict[int, str] = field(default_factory=dict)
    pending: list[Threshold | Band] = field(default_factory=list)
    sentence: int = 0
    sub: int = 0
    paragraph: int = 0
    last_bands: tuple[tuple[Band, ...], str] = ((), "")
    subjects: dict[int, str] = field(default_factory=dict)
    refused: list[int] = field(default_factory=list)
    limits: list[tuple[Figure, int, int]] = field(default_factory=list)
    spoken: str = ""
    lent: Figure | None = None
    above: str = ""
    head: str = ""
    base_before: str = ""
    paid_out: frozenset[int] = frozenset()
    of_table: int = 0
    after_table: int = -1
    carried: list[tuple[Figure, int, int]] = field(default_factory=list)
    cut: str = ""
    tail_at: int = -1
    headed: tuple[Threshold, ...] = ()

    # --- the walk -------------------------------------------------------------------------------

    def read(self) -> None:
        text = self.skeleton.text
        self.used |= self.paid_out
        self.reasons |= dict.fromkeys(self.paid_out, "拨付的安排，不影响总额")
        parts = list(cut_at(text, 0, len(text), "¶"))
        shared: _Shared | None = None
        of_list: tuple[int, int] | None = None
        for n, (start, end) in enumerate(parts):
            if BAR in text[start:end]:
                if n == 0 or BAR not in text[slice(*parts[n - 1])]:
                    self._table(list(takewhile(lambda p: BAR in text[slice(*p)], parts[n:])))
                    self.after_table = len(self.drafts)
                continue
            is_item = self._is_item(n, parts)
            if not is_item:
                self._next_paragraph(n, of_list)
            for first, last in cut_at(text, start, end, "。"):
                self._next_sentence(first, is_item=is_item)
                is_item = False
                self.head = granting_head(text[first:last]) or self.above
                if text[last - 1] == ":":
                    self.above = self.head  # 按以下标准奖励: the cases stand in lines of their own
                listed = read_listed(self.skeleton, first, last)
                listed = listed or read_classes(self.skeleton, first, last)
                if listed is not None:
                    self.sub += 1
                    self._each(listed, first)
                    self._figures(first, listed.end, last, inside=listed)
                    continue
                sliced = (
                    read_slices(self.skeleton, first, last)
                    or self._slice_of_list(first, last)
                    or read_unit_slices(self.skeleton, first, last)
                )
                if sliced is not None:
                    self._sliced(sliced, first, last)
                    continue
                for begin, stop in cut_at(text, first, last, ";"):
                    self.sub += 1
                    self._sub(begin, stop)
                self._tell_parallel()
                if text[last - 1] == ":" and last == end:
                    # 展期不少于3天的展览,按面积补助: is demanded in every line of the list behind.
                    demanded = tuple(t for t in self.pending if isinstance(t, Threshold))
                    self.headed = demanded
                    shared = _Shared(first, demanded, len(self.drafts), n + 1)
                    of_list = (len(self.drafts), n + 1)
            goes_on = n + 1 < len(parts) and self._is_item(n + 1, parts)
            if shared is not None and n >= shared.paragraph and not goes_on:
                self._demand_in_list(shared)
                shared = None
            self._carry_limits(is_head=text[end - 1] == ":")
            self._limit_months()
        self._limit_carried()

    def _next_paragraph(self, n: int, of_list: tuple[int, int] | None) -> None:
        """What stands behind a table or a list, in one line or several, is of all its rows.

        ``of_list``: the first draft of a list in this clause and the line that it begins in.
        """
        is_behind_table = len(self.drafts) == self.after_table
        self.paragraph = self.of_table if is_behind_table else len(self.drafts)
        if of_list is not None and n > of_list[1]:
            self.paragraph = of_list[0]

    def _next_sentence(self, first: int, *, is_item: bool) -> None:
        self.sentence += 0 if is_item else 1
        self.pending = []
        self.spoken, self.lent = "", None
        if self._is_in_tail(first):
            self.paragraph = 0  # what stands behind a list is of all that is paid before it

    def _is_in_tail(self, place: int) -> bool:
        """Whether a place is in what stands behind a list, of other items or in its last line."""
        return 0 <= self.tail_at <= place

    def _demand_in_list(self, shared: _Shared) -> None:
        """What the line above a list demands is a condition of all that the list pays."""
        own = self.drafts[shared.drafts :]
        units = {band.figure.unit for one in own for row in one.draft.rows if (band := row.band)}
        units |= {t.figure.unit for one in own for t in one.draft.thresholds}
        decided = [one.draft.measure or one.draft.base for one in own]
        fresh = tuple(
            t
            for t in shared.thresholds
            if (t.figure.unit not in units or _is_of_none(t.subject, decided))
            and len(t.subject) >= _TOLD
            and t.figure.at not in self.used
        )
        if not own or not fresh:
            return
        self.used |= {t.figure.at for t in fresh}
        for one in own:
            known = one.draft.thresholds
            one.draft = replace(one.draft, start=shared.start, thresholds=(*fresh, *known))

    def _tell_parallel(self) -> None:
        """钢架大棚10亩以上的…;露地30亩以上的…: cases, each with its own conditions."""
        own = [one for one in self.drafts if one.sentence == self.sentence]
        rows = [row for one in own for row in one.draft.rows]
        is_plain = len(own) > 1 and len(rows) == len(own)
        if not is_plain or any(
            row.label or row.band is not None or one.draft.is_ceiling or one.draft.case
            for row, one in zip(rows, own, strict=True)
        ):
            return
        # Of what is paid for each of, the words tell which: who asks counts both in one breath.
        subjects = [
            one.draft.thresholds[0].subject
            for one in own
            if one.draft.thresholds and one.draft.thresholds[0].figure.unit != one.draft.per
        ]
        apart = heads_apart(subjects) if len(subjects) == len(own) else None
        if apart is not None:
            heads = _whole_heads(apart[0], apart[1], [one.draft.who for one in own])
            for one, head, rest in zip(own, heads, apart[1], strict=True):
                first, *others = one.draft.thresholds
                named = (replace(first, subject=rest), *others)
                one.draft = replace(one.draft, thresholds=named, case=head, group=self.sentence)
            return
        things = [
            self._thing_behind(one.draft.thresholds[0].figure) if one.draft.thresholds else ""
            for one in own
        ]
        cases = cases_apart([one.draft.who for one in own])
        if not cases and all(things) and len(set(things)) == len(things):
            cases = tuple(things)
        head = own[0].draft.who.rpartition(",")[0]
        for one, case in zip(own, cases, strict=False):
            draft = one.draft
            stop = own[0].draft.start + len(head)
            known = [t.figure for t in draft.thresholds]
            shared = [
                t
                for t in own[0].draft.thresholds
                if t.figure.at < stop and all(t.figure is not figure for figure in known)
            ]
            one.draft = replace(
                draft, thresholds=(*shared, *draft.thresholds), case=case, group=self.sentence
            )

    def _is_item(self, n: int, parts: list[tuple[int, int]]) -> bool:
        """Whether a paragraph is the next case of a list whose cases are paragraphs."""
        before = self.skeleton.text[slice(*parts[n - 1])] if n else ""
        return bool(self.above) and before.endswith(";") and n > 1

    def _slice_of_list(self, first: int, last: int) -> Sliced | None:
        """200万元以下的部分,补贴5% in an item: one of the slices of what the list is of."""
        if self.clause.id.item is None or self.drafts:
            return None
        return read_slice(self.skeleton, first, last, self.cut)

    def _sliced(self, sliced: Sliced, first: int, last: int) -> None:
        """300万元以内部分按10%,超过300万元部分按6%: what is demanded, paid and limited."""
        self.sub += 1
        for one in sliced.slices:
            self.used |= {one.rate.at, *(figure.at for figure in one.bounds)}
        for figure in self.skeleton.within(first, sliced.start):
            self._figure(figure, first, sliced.start)
        paid = sliced.slices[0].rate
        row = Row(fixed=paid) if sliced.per else Row(rate=paid)
        self._open(
            first, sliced.end, (row,), self._take_pending(),
            base="" if sliced.per else sliced.base, measure=sliced.base if sliced.per else "",
            who=who_of(self.skeleton.text, first, sliced.start), slices=sliced.slices,
            per=sliced.per,
        )  # fmt: skip
        if not sliced.per:
            self._figures(first, sliced.end, last)
            return
        for begin, stop in cut_at(self.skeleton.text, sliced.end, last, ";"):
            self._sub(begin, stop)

    def _sub(self, start: int, end: int) -> None:
        known = len(self.drafts)
        before = len(self.pending)
        own = [figure.at for figure in self.skeleton.within(start, end)]
        if self._caps_classes(start, end) or (own and self.paid_out.issuperset(own)):
            return
        if self._lessens_later(start, end) or self._by_years(start, end):
            return
        self._read_sub(start, end)
        self._tell_what_is(start, end)
        self._shares_within(start, end)
        self._close(known, before, start, end)
        self._exclude(start, end)
        self._tops_up(start, end)
        self._counts_whole(start, end)
        self._sets_apart(known, start, end)
        left = [
            figure
            for figure in self.skeleton.within(start, end)
            if self.reasons.get(figure.at) in _SPOILS and figure.at not in self.used
        ]
        left += self._lost(start, end)
        left += self._of_part_only(known)
        if any(self._adds_to_what_stands(figure, start) for figure in left):
            # …的,奖励10万元;每增加100吨,再奖励2万元: the sum before is but a part of what is paid.
            known = next(
                (n for n, one in enumerate(self.drafts) if one.sentence == self.sentence), known
            )
        if left and len(self.drafts) > known:
            # Part of what the sentence pays was not read: the rest would mislead.
            for one in self.drafts[known:]:
                for figure in one.draft.figures():
                    self.reasons[figure.at] = _BESIDE_UNREAD
            del self.drafts[known:]

    def _shares_within(self, start: int, end: int) -> None:
        """每标准箱补贴200元,其中冷藏箱按1.5倍补贴: a share in the same breath as its whole."""
        last = self._last_here()
        match = _TIMES_WITHIN.search(self.skeleton.text, start, end)
        if match is None or last is None or last.draft.factors or last.draft.start >= match.start():
            return
        times = self.skeleton.at(match.start("times"))
        if times.unit != "倍" or any(row.fixed is None for row in last.draft.rows):
            return
        self.used.add(times.at)
        self.reasons.pop(times.at, None)
        factor = FactorOf(match["label"], times.value, match.start(), match.end(), times)
        stop = max(last.draft.end, match.end())
        last.draft = replace(last.draft, factors=(factor,), end=stop)

    def _tell_what_is(self, start: int, end: int) -> None:
        """贷款利率低于2%的按实际利率贴息: told, for no number says how much that is."""
        last = self._last_here()
        for one in self.pending[:]:
            if last is None or not start <= one.figure.at < end:
                continue
            if _BY_WHAT_IS.match(self.skeleton.text, one.figure.at + 1, end) is None:
                continue
            self.pending.remove(one)
            self.reasons[one.figure.at] = "按实际计算的情形"
            first = max(self.skeleton.text.rfind(sign, 0, one.figure.at) for sign in ",;。¶") + 1
            stop = next(
                (
                    at
                    for at in range(one.figure.at, end)
                    if self.skeleton.text[at] in ",;。"
                    and at > one.figure.at + 2
                ),
                end,
            )  # fmt: skip
            notes = (*last.draft.notes, (first, stop))
            last.draft = replace(last.draft, notes=notes, end=max(last.draft.end, stop))

    def _counts_whole(self, start: int, end: int) -> None:
        """每满1000万元奖励1.2万元,不满1000万元的部分不计: whole ones only."""
        found = _PART_NOT_COUNTED.search(self.skeleton.text, start, end)
        last = self._last_here()
        each = last.draft.per_figure if last is not None else None
        if found is None or last is None or each is None:
            return
        again = self.skeleton.at(found.start("n"))
        if (again.value, again.unit) != (each.value, each.unit):
            return
        self.pending = [one for one in self.pending if one.figure.at != again.at]
        self.reasons[again.at] = "不足的部分不计"
        stop = max(last.draft.end, found.end())
        last.draft = replace(last.draft, is_whole=True, end=stop)

    def _tops_up(self, start: int, end: int) -> None:
        """晋级的补足差额: of the cases before, only what is more than was paid for the lower."""
        if _ADDS_UP.search(self.skeleton.text, start, end) is not None:
            for one in self.drafts[self.paragraph :]:
                if all(row.band is not None and row.fixed is not None for row in one.draft.rows):
                    stop = max(one.draft.end, end)
                    one.draft = replace(one.draft, adds_up=True, end=stop)
            return
        match = _DIFFERENCE.search(self.skeleton.text, start, end)
        span = match.span() if match is not None else (start, end)
        if match is None and not deducts_received(self.skeleton.text[start:end]):
            return
        cases = [
            one
            for one in self.drafts
            if (len(one.draft.rows) > 1 or self.clause.id.item is not None)
            and all(row.fixed is not None for row in one.draft.rows)
        ]
        own = [one for one in cases if one in self.drafts[self.paragraph :]]
        # In a paragraph of its own it is of the only cases that the clause has.
        if not own and len(cases) != 1:
            return
        # A sentence behind several lists is of each of them.
        is_of_all = all(one.sentence != self.sentence for one in own)
        for last in own if own and is_of_all else (own or cases)[-1:]:
            stop = max(last.draft.end, span[1])
            last.draft = replace(last.draft, difference=span, end=stop)

    def _lost(self, start: int, end: int) -> list[Figure]:
        """Sums and rates that were taken for a part of a draft and stand in none of them."""
        kept = {figure.at for one in self.drafts for figure in one.draft.figures()}
        kept |= {one.figure.at for one in self.pending} | self.reasons.keys()
        kept |= {
            one.upper_figure.at
            for one in self.pending
            if isinstance(one, Band) and one.upper_figure is not None
        }
        lost = [
            figure
            for figure in self.skeleton.within(start, end)
            if figure.sign in (MONEY, RATE) and figure.at not in kept
        ]
        self.reasons |= {figure.at: UNREAD_SUM for figure in lost}
        return lost

    def _of_part_only(self, known: int) -> list[Figure]:
        """超过2000辆的部分,燃油车每辆60元,新能源车每辆150元: of all it would be too much."""
        text = self.skeleton.text
        found = []
        for one in self.drafts[known:]:
            draft = one.draft
            if draft.beyond is not None or draft.slices or draft.above is not None or draft.more:
                continue
            found += [
                t.figure
                for t in draft.thresholds
                if t.bound is Bound.MORE_THAN
                and _PART_BEYOND.match(text, t.figure.at + 1)
                and draft.rows[0].fixed is not None
            ]
        self.reasons |= {figure.at: UNREAD_SUM for figure in found}
        return found

    def _adds_to_what_stands(self, figure: Figure, start: int) -> bool:
        """Whether an unread sum grows with what exceeds the sum before it."""
        before = self.skeleton.text[start : figure.at]
        own = (before, before.rpartition(",")[2])
        found = [match for words in own if (match := _GROWS.match(words)) is not None]
        # 首次备案的奖励5万元;年出口额每多10万美元再奖励1万元: of something else than what stands.
        stands = "".join(
            self.skeleton.text[one.draft.start : one.draft.end]
            for one in self.drafts
            if one.sentence == self.sentence
        )
        return figure.sign == MONEY and any(
            one["noun"] is None or one["noun"] in stands for one in found
        )

    def _demand(self, start: int, end: int) -> None:
        """…补助150元,面积不足1000平方米的不予补助: what is paid demands at least that."""
        for one in self.pending[:]:
            if not isinstance(one, Threshold) or one.bound not in _OPPOSITE:
                continue
            if self._demands_of_case(one):
                self.pending.remove(one)
                continue
            if self._is_demanded(one):
                self.pending.remove(one)
                self.reasons[one.figure.at] = "不予资助的情形"
                continue
            paid = self._last_here() or self._paid_before(one)
            if paid is None:
                continue
            if not start <= one.figure.at < end or paid.draft.start > one.figure.at:
                continue
            if _NOT_PAID.match(self.skeleton.text[one.figure.at + 1 : end]) is None:
                continue
            draft = paid.draft
            if draft.rows[0].band is not None and draft.rows[0].band.figure.unit == one.figure.unit:
                continue
            demanded = replace(one, bound=_OPPOSITE[one.bound])
            stop = max(draft.end, one.figure.at + 1)
            paid.draft = replace(draft, thresholds=(*draft.thresholds, demanded), end=stop)
            self.pending.remove(one)
            self.used.add(one.figure.at)

    def _is_demanded(self, one: Threshold) -> bool:
        """不满240天的不予补贴 behind a draft that demands 240 of the same."""
        bound = _OPPOSITE[one.bound]
        return any(
            (t.bound, t.figure.value, t.figure.unit) == (bound, one.figure.value, one.figure.unit)
            and (not one.subject or t.subject.endswith(one.subject))
            for paid in self.drafts[self.paragraph :]
            for t in paid.draft.thresholds
        )

    def _demands_of_case(self, one: Threshold) -> bool:
        """联合出品、投资占比20%以上的,按上述金额的50%;不足20%的不予奖励: whoever tells it has it.

        It is demanded in the case that the share is of; the others do not tell such a number.
        """
        bound = _OPPOSITE[one.bound]
        done = False
        for paid in self.drafts[self.paragraph :]:
            for factor in paid.draft.factors:
                above = factor.above
                if above is None or not factor.is_named:
                    continue
                alike = (above.bound, above.figure.value, above.figure.unit)
                if alike != (bound, one.figure.value, one.figure.unit):
                    continue
                draft, place = paid.draft, above.figure.at
                demanded = replace(
                    one, bound=bound, subject=above.subject or one.subject, is_assumed=True
                )
                paid.draft = replace(
                    draft,
                    thresholds=(*draft.thresholds, demanded),
                    notes=tuple(note for note in draft.notes if not note[0] <= place < note[1]),
                    end=max(draft.end, one.figure.at + 1),
                )
                done = True
        if done:
            self.used.add(one.figure.at)
        return done

    def _demand_of_bands(self, one: Threshold, end: int) -> bool:
        """每人800元;300人以上的每人1000元;不足50人的不予补助: of bands that have no lowest one."""
        own = [
            paid
            for paid in self.drafts[self.paragraph :]
            if (band := paid.draft.rows[0].band) is not None
            and band.lower is None
            and band.figure.unit == one.figure.unit
        ]
        if len(own) != 1 or one.bound not in _OPPOSITE:
            return False
        draft = own[0].draft
        demanded = replace(one, subject=draft.measure, bound=_OPPOSITE[one.bound])
        own[0].draft = replace(
            draft, thresholds=(*draft.thresholds, demanded), end=max(draft.end, end)
        )
        self.used.add(one.figure.at)
        return True

    def _demand_later(
        self, fresh: Sequence[Threshold | Band], end: int, *, is_denied: bool = False
    ) -> list[Threshold | Band]:
        """租期不足5年的不予补助: what the paragraph pays demands it; what is left of the others.

        ``is_denied``: nothing is paid where it holds (建设期超过3年的,不予奖励).
        """
        own = self.drafts[self.paragraph :]
        (one,) = fresh if len(fresh) == 1 else (None,)
        if not own or not isinstance(one, Threshold):
            return list(fresh)
        if is_denied and self._demand_of_bands(one, end):
            return []
        named = len(one.subject) >= _NOUN and not set(one.subject) & set("ⓂⓅⒸⒷ,")
        known = {other.figure.unit for paid in own for other in paid.draft.thresholds}
        bands = [row.band for paid in own for row in paid.draft.rows if row.band is not None]
        known |= {band.figure.unit for band in bands}
        if not named or one.figure.unit in known:
            return list(fresh)
        bound = (_DENIED if is_denied else _OPPOSITE).get(one.bound, one.bound)
        demanded = replace(one, bound=bound, is_assumed=True)
        for paid in own:
            draft = paid.draft
            stop = max(draft.end, end)
            paid.draft = replace(draft, thresholds=(*draft.thresholds, demanded), end=stop)
        self.used.add(one.figure.at)
        return []

    def _paid_before(self, one: Threshold) -> _Open | None:
        """按投资额的8%补助,…。投资额不足2000万元的,不予补助: the one rule that is paid by it."""
        own = self.drafts[self.paragraph :]
        alike = [
            paid
            for paid in own
            if counts_only(paid.draft, one.figure.unit)
            or any(
                name and one.subject
                and (name.endswith(one.subject) or one.subject.endswith(name))
                for name in (core(paid.draft.base), core(paid.draft.measure))
            )
        ]  # fmt: skip
        return alike[0] if len(own) == len(alike) == 1 else None

    def _limit_beyond(self, before: int, start: int, end: int) -> None:
        """超过5台的,超出部分不予补助: so many are paid for, and more is no other case."""
        for one in self.pending[before:]:
            if not isinstance(one, Threshold) or one.bound is not Bound.MORE_THAN:
                continue
            figure = one.figure
            if figure.sign != COUNT or not start <= figure.at < end:
                continue
            if _UNPAID_BEYOND.match(self.skeleton.text[figure.at + 1 : end]) is not None:
                self.pending.remove(one)
                self.limits.append((figure, end, self.sentence))

    def _close(self, known: int, before: int, start: int, end: int) -> None:
        """Thresholds that no sum took: of what is not paid at all, or behind what is paid."""
        self._demand(start, end)
        self._limit_beyond(before, start, end)
        fresh = self.pending[before:]
        if len(self.drafts) == known:
            if fresh and self._least_paid(fresh, start, end):
                del self.pending[before:]
            elif fresh and _NOTHING.search(self.skeleton.text, start, end):
                # 1亿元以下的项目不予补助
                del self.pending[before:]
                fresh = self._demand_later(fresh, end, is_denied=True)
                self.spoken = next((one.subject for one in fresh if isinstance(one, Threshold)), "")
                self.reasons |= {one.figure.at: "不予资助的情形" for one in fresh}
            elif fresh and _REQUIRES.fullmatch(self.skeleton.text, start, end):
                # 流转合同期限须在3年以上
                fresh = self._demand_later(fresh, end)
                del self.pending[before:]
                self.reasons |= {one.figure.at: "没有与金额连上的条件" for one in fresh}
            elif fresh and (
                self._is_unread(start, end)
                or _PAYS_WITHOUT_FIGURE.search(self.skeleton.text, start, end)
            ):
                # What a sentence that is not read demands is no condition of the next one.
                del self.pending[before:]
                self.reasons |= {one.figure.at: _BESIDE_UNREAD for one in fresh}
            return

    def _exclude(self, start: int, end: int) -> None:
        """购置二手设备的不补: a case of what the paragraph pays for which nothing is paid."""
        own = self.drafts[self.paragraph :]
        if own and _LESS_THAN_BEFORE.fullmatch(self.skeleton.text, start, end):
            for one in own:
                one.draft = replace(one.draft, not_less=True, end=max(one.draft.end, end))
            return
        case = excluded_case(self.skeleton.text[start:end])
        if not case:
            return
        for one in own:
            draft = one.draft
            stop = max(draft.end, end)
            one.draft = replace(draft, excluded=(*draft.excluded, case), end=stop)

    def _caps_classes(self, start: int, end: int) -> bool:
        """企业最高80万元,农户最高6万元: a limit of what the paragraph pays for each class."""
        # In a paragraph of its own it is of all that is paid before.
        mine = self.drafts[self.paragraph :] or self.drafts
        own = [
            one
            for one in mine
            if lacks_cap(one.draft) and one.draft.item_cap is None and not one.draft.class_caps
        ]
        if self._counts_classes(mine, start, end):
            return True
        caps = read_class_caps(self.skeleton, start, end) if own and not self.pending else ()
        if not caps:
            return self._caps_kinds(start, end) or self._caps_class(start, end)
        self.used |= {figure.at for _, figure in caps}
        is_yearly = is_yearly_limit(self.skeleton.text[start:end])
        for one in own:
            draft = one.draft
            span = Span.YEAR if is_yearly else draft.span
            stop = max(draft.end, end)
            one.draft = replace(draft, class_caps=caps, span=span, end=stop)
        return True

    def _counts_classes(self, mine: Sequence[_Open], start: int, end: int) -> bool:
        """农户每户每年不超过30亩,合作社不超过200亩: so many are paid for, for each class."""
        counts = read_class_counts(self.skeleton, start, end) if not self.pending else ()
        unit = counts[0][1].unit if counts else ""
        own = [
            one
            for one in mine
            if (one.draft.per == unit or self._capped_by(one.draft, unit))
            and not one.draft.class_counts
            and one.draft.most_things is None
        ]
        if not counts or not own:
            return False
        self.used |= {figure.at for _, figure in counts}
        for one in own:
            stop = max(one.draft.end, end)
            one.draft = replace(one.draft, class_counts=counts, end=stop)
        return True

    def _capped_by(self, draft: Draft, unit: str) -> bool:
        """单台补助不超过3000元,…不超过2台: so many of what has a limit of its own count."""
        return draft.is_capped_apart and (draft.per == unit or draft.per.endswith(unit))

    def _caps_classes_behind(self, figure: Figure, part: str, end: int) -> bool:
        """按35%补助,企业、合作社封顶60万元,个人封顶8万元: in one breath with the rate."""
        first, last = figure.at - len(part), self._last_here()
        caps = read_class_caps(self.skeleton, first, end)
        if not caps or last is None or self.pending or last.draft.class_caps:
            return False
        draft = last.draft
        is_rate = len(draft.rows) == 1 and draft.rows[0].rate is not None
        if not is_rate or not lacks_cap(draft) or draft.item_cap is not None:
            return False
        self.used |= {one.at for _, one in caps}
        is_yearly = is_yearly_limit(self.skeleton.text[first:end])
        span = Span.YEAR if is_yearly else draft.span
        last.draft = replace(draft, class_caps=caps, span=span, end=max(draft.end, end))
        return True

    def _caps_kinds(self, start: int, end: int) -> bool:
        """造雪机每台不超过6万元,压雪车每台不超过60万元: of each thing of a kind that is paid."""
        found = read_thing_caps(self.skeleton, start, end)
        own = [
            one
            for one in self.drafts[self.paragraph :]
            if len(one.draft.rows) == 1
            and one.draft.rows[0].rate is not None
            and lacks_cap(one.draft)
            and found is not None
            and all(name in one.draft.who for name, _ in found.caps)
        ]
        if found is None or not own or self.pending:
            return False
        self.used |= {figure.at for _, figure in found.caps}
        for one in own:
            draft, rate = one.draft, one.draft.rows[0].rate
            rows = tuple(Row(name, rate=rate, cap=figure) for name, figure in found.caps)
            one.draft = replace(draft, rows=rows, per=found.per, end=max(draft.end, found.end))
            one.sub = self.sub
        if self.skeleton.within(found.end, end):
            self._figures(found.end + 1, found.end + 1, end)
        return True

    def _caps_class(self, start: int, end: int) -> bool:
        """…,最高50万元;国家级的最高100万元: another limit of the rate before it, for a class."""
        last = self._last_here()
        found = read_class_cap(self.skeleton, start, end)
        if found is None or last is None or self.pending:
            return False
        draft = last.draft
        caps = draft.class_caps or ((("", draft.cap.figure),) if draft.cap is not None else ())
        is_rate = len(draft.rows) == 1 and draft.rows[0].rate is not None
        if not caps or not is_rate or draft.item_cap is not None:
            return False
        self.used.add(found[1].at)
        span = draft.cap.span if draft.cap is not None else draft.span
        last.draft = replace(
            draft, class_caps=(*caps, found), cap=None, span=span, end=max(draft.end, end)
        )
        return True

    def _lessens_later(self, start: int, end: int) -> bool:
        """从第二个起每个减半,合计不超过10万元: what more than one of them gets is not read."""
        own = self.drafts[self.paragraph :]
        text = self.skeleton.text[start:end]
        if not own or LATER_LESS.search(text) is None:
            return False
        case = text.split(",")[0].removesuffix("的")
        for one in own:
            one.draft = replace(one.draft, apart=(*one.draft.apart, (case, start, end)))
        figures = self.skeleton.within(start, end)
        self.reasons |= dict.fromkeys((one.at for one in figures), "读不出的情形")
        return True

    def _by_years(self, start: int, end: int) -> bool:
        """首年按100%、第二年按80%、第三年按60%补贴: shares of the sums before it, year by year."""
        text = self.skeleton.text
        match = _SHARES_BY_YEAR.fullmatch(text, start, end)
        in_years = _SHARES_IN_YEARS.match(text, start, end) if match is None else None
        own = [
            one
            for one in self.drafts[self.paragraph :] or (self.drafts if in_years else [])
            if all(row.fixed is not None for row in one.draft.rows) and not one.draft.factors
        ]
        if (match is None and in_years is None) or not own:
            return False
        stop_at = in_years.end() if in_years is not None else end
        rates = self.skeleton.within(start, stop_at)
        if in_years is not None and len(rates) != in_years.group().count("第"):
            return False
        self.used |= {one.at for one in rates}
        factors = tuple(
            FactorOf(year_label(n, n), rate.value, start, end, rate)
            for n, rate in enumerate(rates, 1)
        )
        for one in own:
            stop = max(one.draft.end, end)
            one.draft = replace(one.draft, factors=factors, end=stop)
        return True

    def _sets_apart(self, known: int, start: int, end: int) -> None:
        """…的,按标准的八成执行: a case of the paragraph whose sum is not read stands apart."""
        own = self.drafts[self.paragraph : known]
        if not own or len(self.drafts) > known or any(one.draft.end > start for one in own):
            return
        case = unread_case(self.skeleton.text[start:end])
        for one in own if case else ():
            one.draft = replace(one.draft, apart=(*one.draft.apart, (case, start, end)))

    def _least_paid(self, fresh: Sequence[Threshold | Band], start: int, end: int) -> bool:
        """计算所得不足3万元的,不予兑付: told, for it is asked of the sum itself."""
        text = self.skeleton.text
        own = self.drafts[self.paragraph :]
        if len(fresh) != 1 or not own or _LEAST_PAID.search(text, start, end) is None:
            return False
        figure = fresh[0].figure
        for one in own:
            stop = max(one.draft.end, end)
            notes = (*one.draft.notes, (start, end))
            one.draft = replace(one.draft, notes=notes, least=figure, end=stop)
        self.reasons[figure.at] = "不足这笔数的不发"
        return True

    def _is_unread(self, start: int, end: int) -> bool:
        """Whether a sum or rate of ``text[start:end]`` is in no draft for want of reading."""
        return any(
            self.reasons.get(figure.at) in UNREAD and figure.sign in (MONEY, RATE, BAND)
            for figure in self.skeleton.within(start, end)
        )

    def _adds_condition(self, found: Threshold, start: int, end: int) -> bool:
        """Whether a threshold stands alone behind what is paid in the same sentence."""
        last = self._last_here()
        if last is None or last.sub != self.sub or self.pending:
            return False
        place = found.figure.at
        if _TRAILING.search(self.skeleton.text[start : place + 1]) is None:
            return False
        if (
            re.match("(?:\\(含\\))?(?:以上)?(?:[,)]|$)", self.skeleton.text[place + 1 : end])
            is None
        ):
            return False
        draft = last.draft
        self.used.add(place)
        last.draft = replace(
            draft, thresholds=(*draft.thresholds, found), end=max(draft.end, place + 1)
        )
        return True

    def _table(self, lines: list[tuple[int, int]]) -> None:
        """The columns of a table, each a draft; a table that is not understood is left over."""
        columns = read_table(self.skeleton, lines)
        start, end = lines[0][0], lines[-1][1]
        if not columns:
            for figure in self.skeleton.within(start, end):
                if figure.sign in (MONEY, RATE):
                    self.reasons[figure.at] = UNREAD_SUM
            return
        kept = [
            one
            for one in self._take_pending()
            if isinstance(one, Threshold)
            and all(
                row.band is None or row.band.figure.unit != one.figure.unit
                for row in columns[0].rows
            )
        ]
        self.of_table = len(self.drafts)
        names = {column.name for column in columns}
        for column in columns:
            for row in column.rows:
                self.used |= {figure.at for figure in row.figures()}
            demanded = (column.least,) if column.least is not None else ()
            also = () if column.is_own else kept
            self.used |= {one.figure.at for one in demanded}
            # Of several columns of sums the heads are the cases, of rows that each demand their own
            # number the rows.
            stands = bool(demanded) or column.unit_cap is not None or column.is_own
            case = column.name if len(names) > 1 else column.rows[0].label if stands else ""
            rows = column.rows
            if stands and len(names) == 1:
                rows = (replace(rows[0], label=""),)
            self.used |= {column.unit_cap.at} if column.unit_cap is not None else set()
            head = self.above.partition(",")[0]
            who = case or ("" if set(head) & set("ⓂⓅⒸⒷ") else head)
            self._open(
                start, end, rows, (*also, *demanded), measure=column.measure,
                who=who, per=column.per, case="" if column.is_own else case,
                extra=case if column.is_own else "",
                group=self.sentence if case and not column.is_own else 0,
                period=column.period, base=column.base, unit_cap=column.unit_cap,
            )  # fmt: skip

    def _share(self, last: _Open, factor: FactorOf) -> None:
        """A share of the draft before; of one of several cases it is told and not worked out."""
        plain = [one for one in self.drafts[self.paragraph :] if not one.draft.extra]
        last = plain[-1] if plain and last.draft.extra else last
        words = self.skeleton.text[factor.start : factor.end]
        others = [
            one
            for one in self.drafts[self.paragraph :]
            if one is not last and one.sentence != self.sentence and not one.draft.factors
        ]
        alike = [
            one
            for one in others
            if one.draft.per and one.draft.per == last.draft.per and "标准" in words
        ]
        if last.sentence != self.sentence and alike and not is_level(factor.label):
            # 每家5万元;设在省会的,每家10万元。加盟店按直营店标准的50%: of both of them.
            for one in alike:
                if all(row.fixed is not None for row in one.draft.rows):
                    one.draft = replace(
                        one.draft, factors=(factor,), end=max(one.draft.end, factor.end)
                    )
        elif last.sentence != self.sentence and _BEFORE_IT.search(words) is not None:
            # 购置二手设备的,按上述标准的一半: of each that the paragraph pays.
            for one in others:
                if all(row.fixed is not None for row in one.draft.rows):
                    one.draft = replace(
                        one.draft, factors=(factor,), end=max(one.draft.end, factor.end)
                    )
        self._share_one(last, factor)

    def _share_one(self, last: _Open, factor: FactorOf) -> None:
        draft = last.draft
        words = self.skeleton.text[factor.start : factor.end]
        stop = max(draft.end, factor.end)
        are_levels = any(is_level(row.label) for row in draft.rows)
        is_own_case = are_levels and is_level(factor.label) and not names_same_cases(words)
        if len(draft.rows) > 1 and draft.rows[0].band is None and is_own_case:
            span = (factor.start, factor.end)
            last.draft = replace(draft, notes=(*draft.notes, span), end=stop)
        else:
            last.draft = replace(draft, factors=(*draft.factors, factor), end=stop)

    def _limit_months(self) -> None:
        """How many months, and of how many things, the monthly sums of a paragraph are paid."""
        for figure, end, sentence in self.limits:
            if self._limit_rent(figure, sentence) or self._limit_things(figure, end, sentence):
                continue
            field_of = "most_things" if figure.unit in ("平方米", "平米") else "most_months"
            per = ("平方米", "平米") if field_of == "most_things" else ()
            monthly = [
                one
                for one in self._limited(sentence, partial(takes_limit, per=per))
                if (figure.unit in _BY_DAY) == (one.draft.period in _BY_DAY)
                if one.draft.start
                <= figure.at  # …不超过1000平方米;自购的,每平方米…: not of what follows
            ]
            open_ones = [one for one in monthly if getattr(one.draft, field_of) is None]
            for one in open_ones:
                stop = max(one.draft.end, end)
                one.draft = replace(one.draft, **{field_of: figure, "end": stop})  # type: ignore[arg-type]
                self.used.add(figure.at)
            if not open_ones:
                # 补助面积不超过…: what limits a sum that is not read.
                reason = LIMITED if field_of == "most_things" else "年月日或期限"
                self.reasons.setdefault(figure.at, reason)
                if field_of == "most_things":
                    self._tell_limit(figure, end)
        self.limits = []

    def _carry_limits(self, *, is_head: bool) -> None:
        """Keep the limits of a line above a table or a list for what is paid behind it."""
        if is_head:
            self.carried += [(one, stop, len(self.drafts)) for one, stop, _ in self.limits]
            self.limits = []

    def _limit_carried(self) -> None:
        """按人数和月数补助,每年最多计11个月: above a list, of what the list pays."""
        for figure, _, first in self.carried:
            is_area = figure.unit in ("平方米", "平米")
            per = ("平方米", "平米") if is_area else ()
            field_of = "most_things" if is_area else "most_months"
            own = [one for one in self.drafts[first:] if takes_limit(one.draft, per=per)]
            for one in own:
                if getattr(one.draft, field_of) is None:
                    one.draft = replace(one.draft, **{field_of: figure})  # type: ignore[arg-type]
                    self.used.add(figure.at)
            if not own:
                self.reasons.setdefault(figure.at, LIMITED if is_area else "年月日或期限")

    def _tell_limit(self, figure: Figure, end: int) -> None:
        """面积超过1000平方米的,超过部分不补 of a share of what was spent: told, not worked out."""
        text = self.skeleton.text
        before = [one for one in self.drafts[self.paragraph :] if one.draft.start < figure.at]
        if not before or _UNPAID_BEYOND.match(text[figure.at + 1 : end]) is None:
            return
        first = max(text.rfind(sign, 0, figure.at) for sign in ",;。¶") + 1
        draft = before[-1].draft
        before[-1].draft = replace(
            draft, notes=(*draft.notes, (first, end)), end=max(draft.end, end)
        )

    def _limit_rent(self, figure: Figure, sentence: int) -> bool:
        """补贴面积不超过1000平方米, 期限不超过24个月: of a rent that is paid for."""
        is_area = figure.unit in ("平方米", "平米")
        rents = self._limited(sentence, lambda one: one.is_rent)
        is_span = figure.unit == "个月" or figure.unit == "年"
        known = [
            one
            for one in rents
            if is_area or (len(one.draft.rows) == 1 and (one.draft.unit_cap or one.draft.most_area))
        ]
        if not known or not (is_area or is_span):
            return False
        for one in known:
            stop = max(one.draft.end, figure.at + 1)
            limit = {"most_area" if is_area else "most_months": figure}
            one.draft = replace(one.draft, **limit, end=stop)  # type: ignore[arg-type]
        self.used.add(figure.at)
        return True

    def _limited(self, sentence: int, fits: Callable[[Draft], bool]) -> list[_Open]:
        """The drafts that a limit may be of: those of its own sentence, without any all before."""
        drafts = [one for one in self.drafts[self.paragraph :] if fits(one.draft)]
        own = [one for one in drafts if one.sentence == sentence]
        return own or [one for one in drafts if one.sentence < sentence]

    def _limit_things(self, figure: Figure, end: int, sentence: int) -> bool:
        """最多补助10家店, 连续补助3年: how many things or years are paid for."""
        if figure.unit in ("平方米", "平米", "个月"):
            return False
        drafts = self.drafts[self.paragraph :]
        if figure.unit in _BY_DAY and any(one.draft.period in _BY_DAY for one in drafts):
            return False
        if figure.unit == "年":
            each = [
                one
                for one in drafts
                if one.sentence == sentence
                and one.draft.per_figure is not None
                and one.draft.per_figure.unit == "年"
            ]
            if each:
                # 每续一年奖励1万元,最多奖励三年
                for one in each:
                    stop = max(one.draft.end, end)
                    one.draft = replace(one.draft, most_things=figure, end=stop)
                self.used.add(figure.at)
                return True
            yearly = self._limited(sentence, lambda one: is_yearly(one) and not one.period)
            for one in yearly:
                one.draft = replace(one.draft, most_years=figure, end=max(one.draft.end, end))
            self.used |= {figure.at for _ in yearly}
            return bool(yearly)
        before = [one for one in drafts if one.draft.start < figure.at]
        if not before:
            self.reasons.setdefault(figure.at, "名额，不是金额的门槛")
            return True
        last = before[-1]
        draft = last.draft
        stop = max(draft.end, figure.at + 1)
        is_paid_for = self._counts_paid(draft, figure)
        if is_paid_for or self._counts_capped(draft, figure) or self._counts_levels(draft, figure):
            self.used.add(figure.at)
            last.draft = replace(draft, most_things=figure, end=stop)
            if draft.extra or sentence > last.sentence:
                self._limit_whole(draft, figure)
            return True
        first = max(self.skeleton.text.rfind(sign, 0, figure.at) for sign in ",;。¶") + 1
        behind = re.match(
            "[^,;。¶ⓂⓅⒸⒷ()的]{0,6}(?=[,;。¶()]|$)", self.skeleton.text[figure.at + 1 :]
        )
        final = figure.at + 1 + (behind.end() if behind is not None else 0)
        last.draft = replace(draft, notes=(*draft.notes, (first, final)), end=stop)
        self.reasons[figure.at] = "名额，没有计入"
        return True

    def _limit_whole(self, extra: Draft, figure: Figure) -> None:
        """每辆2万元。新能源车每辆另加1万元。每家最多5辆: of what it was added to as well."""
        for one in self.drafts[self.paragraph :]:
            draft = one.draft
            is_paid_for = self._counts_paid(draft, figure) or self._counts_capped(draft, figure)
            if draft.per == extra.per and is_paid_for and draft.start < figure.at:
                stop = max(draft.end, figure.at + 1)
                one.draft = replace(draft, most_things=figure, end=stop)

    def _counts_paid(self, draft: Draft, figure: Figure) -> bool:
        """每艘补助30万元,每家企业不超过5艘; 每人每月1500元,不超过20人: so many are paid for."""
        if draft.is_ceiling or draft.most_things is not None:
            return False
        if any(row.fixed is None or row.cap is not None for row in draft.rows):
            return False
        if draft.period:
            are_persons = draft.per in _PERSONS and figure.unit in _PERSONS
            return are_persons or self._is_named_before(draft.per, figure)
        if any(row.label for row in draft.rows):
            return False
        is_each = draft.per_figure is not None and draft.per_figure.value == 1
        return is_each or (bool(draft.per) and self._is_of(draft.per, figure))

    def _is_of(self, per: str, figure: Figure) -> bool:
        """Whether so many are of what is paid for: 每班补助300元, but 最多补助4条专线 is not."""
        behind = self.skeleton.text[figure.at + 1 :]
        noun = re.match("[^,;。¶ⓂⓅⒸⒷ()的]{0,6}", behind)
        named = f"{figure.unit}{noun.group() if noun is not None else ''}"
        known = lexicon().units | lexicon().bulk
        if per == figure.unit or figure.unit in per or per in named or named in per:
            return True
        if per in _MEASURED_IN:
            return False  # 每平方米60元,每家最多补助两个: not so many square metres
        # 每家补助…,最多补助5个: whatever is counted, by the word for anything
        return figure.unit in _ANY_THING and (per not in known or per in _ANY_THING)

    def _counts_capped(self, draft: Draft, figure: Figure) -> bool:
        """每个展位最高1万元,最多补助4个展位: so many of what has a limit of its own count."""
        if not draft.is_capped_apart or draft.most_things is not None:
            return False
        behind = self.skeleton.text[figure.at + 1 :]
        noun = re.match("[^,;。¶ⓂⓅⒸⒷ()的]{0,6}", behind)
        named = noun.group() if noun is not None else ""
        if not draft.per:
            return False
        # 每条生产线最高20万元,最多补助3条; 每个标准展位最高3万元,最多支持4个展位
        is_same = named.startswith(draft.per) or figure.unit == draft.per
        is_end = len(named) >= _TOLD and draft.per.endswith(named)
        before = self.skeleton.text[: figure.at]
        is_measure = not named and re.search(
            f"[每单]{figure.unit}[^,;。]{{0,4}}{re.escape(draft.per)}", before
        )
        return is_same or is_end or bool(is_measure) or self._is_named_before(draft.per, figure)

    def _counts_levels(self, draft: Draft, figure: Figure) -> bool:
        """每个标准展位分别补助3000元、1万元,最多补助2个展位: so many of each count."""
        if not draft.per or draft.period or draft.is_ceiling or draft.most_things is not None:
            return False
        if len(draft.rows) < 2 or not all(row.fixed and not row.cap for row in draft.rows):
            return False
        if any(row.band is not None for row in draft.rows):
            return False
        behind = self.skeleton.text[figure.at + 1 :]
        noun = next((n for n in range(len(draft.per)) if behind.startswith(draft.per[n:])), None)
        is_same = noun is not None or figure.unit == draft.per
        return is_same or self._is_named_before(draft.per, figure)

    def _is_named_before(self, per: str, figure: Figure) -> bool:
        """补助展位合计不超过6个, 床位最多200张: what is counted stands before the number."""
        if not per or figure.unit in _BY_DAY:
            return False
        tail = re.escape(per[-_TOLD:])
        limit = f"{tail}位?(?:合计|累计|总?数量?|总计)*(?:不超过|不得超过|最多|最高|限|至多)+$"
        return re.search(limit, self.skeleton.text[: figure.at]) is not None

    def _read_sub(self, start: int, end: int) -> None:
        if self._lessens_below(start, end):
            return
        earlier = self.drafts[-1].draft if len(self.drafts) > self.paragraph else None
        factor = factor_in(self.skeleton, start, end) or share_of(
            self.skeleton, start, end, earlier
        )
        own = self.skeleton.within(start, end)
        if factor is not None and factor.figure is None and own and own[-1].at < factor.start:
            # …认证的奖励2万元,续展认证的减半奖励
            self._read_sub(start, factor.start)
            if len(self.drafts) > self.paragraph:
                self._share(self.drafts[-1], factor)
            return
        if factor is not None and factor.above is not None:
            self._raise_from(factor, start, end)
            return
        if self._shares_all(start, end) or self._raises_each(start, end):
            return
        if factor is not None and len(self.drafts) > self.paragraph:
            if factor.figure is not None:
                self.used.add(factor.figure.at)
            if own in ((), (factor.figure,)):
                self._share(self.drafts[-1], factor)
                return
        each = (
            read_years(self.skeleton, start, end)
            or read_each(self.skeleton, start, end, self.last_bands, self._last_cases())
            or read_named_rates(self.skeleton, start, end)
            or read_named_units(self.skeleton, start, end)
            or read_named_sums(self.skeleton, start, end)
            or read_sums_where(self.skeleton, start, end)
            or read_awarded(self.skeleton, start, end)
            or read_by_number(self.skeleton, start, end)
        )
        if each is not None and not self._limits_a_rate(each, start):
            cut = self._sums_before(each, start)
            if cut:
                self._read_sub(start, cut)
                self._read_sub(cut + 1, end)
                return
            if each.bases and _THESE_SUMS.fullmatch(each.bases[0]) and self._share_of_years(each):
                return
            self._each(each, start)
            rest = each.end
            self._figures(start, rest, end, inside=each)
            return
        self._figures(start, start, end)

    def _lessens_below(self, start: int, end: int) -> bool:
        """年开放300天以上的,每年40万元;240天以上不满300天的,减半: a share below that number."""
        match = _LESS_BELOW.fullmatch(self.skeleton.text, start, end)
        own = self.drafts[self.paragraph :]
        if match is None or not own:
            return False
        if match["band"]:
            low = self.skeleton.at(match.start("band"))
            if low.upper is None or low.includes_upper:
                return False
            top = replace(low, value=low.upper)
        else:
            low, top = (self.skeleton.at(match.start(name)) for name in ("low", "top"))
        draft = own[-1].draft
        same = [t for t in draft.thresholds if t.figure.unit == top.unit == low.unit]
        if len(same) != 1 or same[0].figure.value != top.value or low.value >= top.value:
            return False
        if same[0].bound is not Bound.AT_LEAST or draft.factors or len(draft.rows) > 1:
            return False
        rate = self.skeleton.at(match.start("rate")) if match["rate"] else None
        below = replace(same[0], bound=Bound.LESS_THAN, figure=top)
        share = FactorOf(
            match["how"], rate.value if rate is not None else _HALF, start, end, rate, below
        )
        enough = replace(same[0], figure=low)
        thresholds = tuple(enough if t is same[0] else t for t in draft.thresholds)
        self.used |= {low.at, top.at, *((rate.at,) if rate is not None else ())}
        own[-1].draft = replace(
            draft, thresholds=thresholds, factors=(share,), end=max(draft.end, end)
        )
        return True

    def _shares_all(self, start: int, end: int) -> bool:
        """3.跨市的航线,补助标准上浮50% in a line of its own: of all that the lines before it pay.

        So is 按前款标准的80% of the paragraphs before it.
        """
        sums = [one for one in self.drafts if all(row.fixed for row in one.draft.rows)]
        if len(self.drafts) > self.paragraph or not sums:
            return False
        factor = factor_in(self.skeleton, start, end)
        if factor is None:
            factor = share_of(self.skeleton, start, end, sums[-1].draft)
            words = self.skeleton.text[factor.start : factor.end] if factor is not None else ""
            if factor is None or _BEFORE_IT.search(words) is None:
                return False
        own = [one for one in self.skeleton.within(start, end) if one.unit != ""]
        if factor.figure is None or factor.above is not None or own != [factor.figure]:
            return False
        self.used.add(factor.figure.at)
        for one in sums:
            one.draft = replace(one.draft, factors=(*one.draft.factors, factor))
        return True

    def _raises_each(self, start: int, end: int) -> bool:
        """评定为四级、五级机构的,补贴标准分别上浮10%、20%: a raise of its own in each case."""
        found = _RAISED_EACH.fullmatch(self.skeleton.text, start, end)
        own = [
            one
            for one in self.drafts[self.paragraph :]
            if all(row.fixed is not None for row in one.draft.rows) and not one.draft.factors
        ]
        if found is None or not own:
            return False
        rates = self.skeleton.within(start, end)
        names = names_before(f"{found['cases']}的,", len(rates))
        if len(names) != len(rates) or any(one.unit != "%" for one in rates):
            return False
        self.used |= {one.at for one in rates}
        factors = tuple(
            FactorOf(_CALLED.sub("", name), 1 + rate.value, start, end, rate)
            for name, rate in zip(names, rates, strict=True)
        )
        for one in own:
            stop = max(one.draft.end, end)
            one.draft = replace(one.draft, factors=factors, end=stop)
        return True

    def _share_of_years(self, each: EachOf) -> bool:
        """第一年按上述标准全额补助,第二年按80%: shares of the sums before, year by year."""
        own = [
            one
            for one in self.drafts[self.paragraph :]
            if all(row.fixed is not None for row in one.draft.rows) and not one.draft.factors
        ]
        rates = [row.rate for row in each.rows]
        if not own or any(rate is None for rate in rates):
            return False
        factors = tuple(
            FactorOf(
                row.label, row.rate.value, each.start, each.end,
                row.rate if self.skeleton.text[row.rate.at] == RATE else None,
            )
            for row in each.rows
            if row.rate is not None
        )  # fmt: skip
        self.used |= {one.figure.at for one in factors if one.figure is not None}
        for one in own:
            one.draft = replace(one.draft, factors=factors, end=max(one.draft.end, each.end))
        return True

    def _sums_before(self, each: EachOf, start: int) -> int:
        """达到5000人的补助30万元,…,获金牌、银牌的,分别: where the list begins; 0 for no sums."""
        text = self.skeleton.text
        paid = [
            figure.at
            for figure in self.skeleton.within(start, each.start)
            if figure.sign == MONEY
            and re.search(f"(?:{AWARD})$", text[start : figure.at])
            and text[figure.at + 1 : figure.at + 2] in (",", ";")
        ]
        comma = text.find(",", paid[-1], each.start) if paid else -1
        return comma if comma >= 0 and MONEY not in text[comma : each.start] else 0

    def _raise_from(self, factor: FactorOf, start: int, end: int) -> None:
        """每亩补助3000元,连片50亩以上的上浮30%: what is before it, it, what limits it."""
        if self.skeleton.within(start, factor.start):
            self._read_sub(start, factor.start)
        figures = [one for one in (factor.figure, factor.above and factor.above.figure) if one]
        if len(self.drafts) <= self.paragraph:
            self.reasons |= {one.at: "比例的基数没有写明" for one in figures}
            return
        last = self.drafts[-1]
        self.used |= {one.at for one in figures}
        self._share(last, factor)
        if factor.is_named and factor.above is not None:
            # …且租期5年以上的: demanded in that case beside its name, which no fact tells.
            first = max(
                self.skeleton.text.rfind(sign, 0, factor.above.figure.at) for sign in "、,;。¶且并"
            )
            note = (first + 1, factor.above.figure.at + 1)
            for one in self.drafts[self.paragraph :]:
                if factor in one.draft.factors:
                    one.draft = replace(one.draft, notes=(*one.draft.notes, note))
        rest = self.skeleton.within(factor.end, end)
        if not rest:
            return
        if last.draft.cap is None:
            last.sub = self.sub
            self._figures(factor.end, factor.end, end)
            return
        # Another limit where it is raised: told, for the sum is under the one of all.
        stop = max(last.draft.end, end)
        note = (factor.start, end)
        last.draft = replace(last.draft, notes=(*last.draft.notes, note), end=stop)
        self.reasons |= {one.at: "上浮以后另有上限，没有计入" for one in rest}

    def _last_cases(self) -> tuple[str, ...]:
        """The names of the cases that this sentence listed before."""
        last = self._last_here()
        labels = tuple(row.label for row in last.draft.rows) if last is not None else ()
        return labels if len(labels) > 1 and all(labels) else ()

    def _limits_a_rate(self, each: EachOf, start: int) -> bool:
        """按售价的20%给予奖励,最高分别为300万元、100万元: the list limits the rate before it."""
        before = self.skeleton.text[start : each.start]
        if RATE not in before:
            return False
        is_limit = each.is_ceiling and all(row.fixed is not None for row in each.rows)
        return is_limit or re.search("(?:最高|不超过|上限)[额为]*$", before) is not None

    def _figures(self, start: int, first: int, end: int, inside: EachOf | None = None) -> None:
        begins = start if inside is None else first
        if inside is not None:
            for figure in self.skeleton.within(start, inside.start):
                if figure.at not in self.used:
                    self._figure(figure, start, end, before_list=True)
        for figure in self.skeleton.within(first, end):
            if figure.at not in self.used:
                self._figure(figure, begins, end)

    def _figure(self, figure: Figure, start: int, end: int, *, before_list: bool = False) -> None:
        if self._is_limit(figure, start, end):
            self.limits.append((figure, end, self.sentence))
            return
        if figure.sign == MONEY and self._caps_price(figure, start, end):
            return
        if self._limits_loan(figure, start) or self._is_part_lent(figure, start, end):
            return
        if self._tops_base(figure, start, end):
            return
        role, reason = role_of(self.skeleton, figure, start, end, is_granted=bool(self.head))
        if role is Role.OTHER and self._reaches_again(figure, start, end):
            role = Role.BOUND
        if role is Role.OTHER:
            self.reasons.setdefault(figure.at, reason)
        elif role is Role.BAND:
            if self._is_time(figure):
                self.reasons.setdefault(figure.at, "年月日或期限")
            else:
                subject = subject_of(self.skeleton.text[start : figure.at]).strip(_BULLETS)
                subject = self._known_subject(figure, subject)
                self.subjects[figure.at] = subject or self.spoken
                self.pending.append(
                    Band(figure, figure.value, figure.upper, True, figure.includes_upper)
                )
        elif role is Role.BOUND:
            self._bound(figure, start, end, before_list=before_list)
        elif role is Role.RATE:
            self._rate(figure, start, end)
        elif role is Role.CAP:
            self._cap(figure, start, end)
        else:
            self._fixed(figure, start, end, is_floor=role is Role.FLOOR)

    def _reaches_again(self, figure: Figure, start: int, end: int) -> bool:
        """机队规模达到5架的,奖励500万元,10架的,奖励1200万元: what is reached is not said again."""
        text = self.skeleton.text
        is_bare = figure.at == start or text[figure.at - 1] in ",;"
        if figure.sign != COUNT or not is_bare or not text.startswith("的,", figure.at + 1, end):
            return False
        return any(
            t.figure.unit == figure.unit
            and t.bound is Bound.AT_LEAST
            and t.figure.value < figure.value
            for one in self.drafts
            if one.sentence == self.sentence
            for t in one.draft.thresholds
        )

    def _is_limit(self, figure: Figure, start: int, end: int) -> bool:
        """Whether a number of months, years or square metres says how far a sum goes."""
        left = self.skeleton.text[start : figure.at]
        if figure.sign != COUNT or self.skeleton.text.startswith("以上", figure.at + 1):
            return False
        if limits_count(figure, left, self.skeleton.text[figure.at + 1 : end]):
            return True
        if figure.unit in ("平方米", "平米"):
            is_limit = _LIMIT_OF_AREA.search(left) is not None
            return is_limit and (
                "每" in self.skeleton.text[:end] or "租" in self.skeleton.text[:end]
            )
        is_short = figure.unit == "个月" or (figure.unit == "年" and figure.value < 20)
        by_day = any(one.draft.period in _BY_DAY for one in self.drafts[self.paragraph :])
        is_short = is_short or (figure.unit in _BY_DAY and by_day)
        if not is_short or _AT_LEAST.search(left) is not None:
            return False
        return _MONTHS_OF.search(left) is not None

    def _is_time(self, figure: Figure) -> bool:
        return figure.unit in ("月", "日", "年", "天", "岁")

    # --- thresholds -----------------------------------------------------------------------------

    def _bound(self, figure: Figure, start: int, end: int, *, before_list: bool) -> None:
        text = self.skeleton.text
        before = text[start : figure.at]
        subject = subject_of(before)
        noun = noun_behind(text[figure.at + 1 : end])
        noun = "" if set(noun) & set("、,;ⓂⓅⒸⒷ") else noun
        is_bare = figure.unit in _ANY_THING and len(subject) < _NOUN  # 游览2个以上收费景区
        if _REACH_ALONE.fullmatch(subject.lstrip("、及以上下的并且或")):
            subject = ""  # …,不足50框的不补: what is paid for
        if not subject or subject in _VERBS or (is_bare and len(noun) >= _NOUN):
            subject = noun or subject
        if figure.unit in _SURFACE and _is_listed(before, subject):
            subject = "面积"  # 种植黄芪、党参、柴胡50亩以上: of all that are listed
        figure = self._counted_noun(figure, end)
        subject = self._known_subject(figure, subject)
        if subject.startswith("占") and self.pending and isinstance(self.pending[-1], Threshold):
            subject = (
                f"{self.pending[-1].subject}{subject}"  # 研发费用200万元以上且占营业收入比重5%
            )
        tiers = self._tiers_of(figure)
        if tiers and (len(subject) < _NOUN or set(subject) & set("ⓂⓅⒸⒷ、")):
            subject = tiers
        bound = bound_of(self.skeleton, figure, start, end)
        found = Threshold(subject, bound, figure, is_other=self._is_other(figure))
        if before_list and self.drafts:
            one = self.drafts[-1]
            one.draft = replace(one.draft, thresholds=(*one.draft.thresholds, found))
            self.used.add(figure.at)
            return
        if self._adds_condition(found, start, end):
            return
        below = self.pending[-1] if self.pending else None
        if (
            isinstance(below, Threshold)
            and found.bound in (Bound.AT_MOST, Bound.LESS_THAN)
            and below.figure.unit == figure.unit
            and _joins(below.bound, text[below.figure.at + 1 : figure.at])
        ):
            # 1000万元(含)以上、5000万元以下; 超过4.5吨、不足12吨: one band.
            self.subjects[below.figure.at] = below.subject
            low = below.figure
            is_held = below.bound is Bound.AT_LEAST
            reaches = not is_held and found.bound is Bound.AT_MOST
            self.pending[-1] = Band(
                low, low.value, figure.value, is_held, reaches, upper_figure=figure
            )
            return
        self.pending.append(found)

    def _counted_noun(self, figure: Figure, end: int) -> Figure:
        """执飞150个往返以上的,每个往返8000元: 往返 are counted, as what is paid for each of."""
        if figure.unit not in _ANY_THING:
            return figure
        found = _NOUN_COUNTED.match(self.skeleton.text, figure.at + 1, end)
        noun = found["noun"] if found is not None else ""
        paid = f"每{figure.unit}?{noun}(?=[^,;。]{{0,4}}{MONEY}|(?:{AWARD}))"
        # Of several sums for each of them, each is of a part of so many.
        is_paid = bool(noun) and len(re.findall(paid, self.skeleton.text)) == 1
        return replace(figure, unit=noun) if is_paid else figure

    def _known_subject(self, figure: Figure, subject: str) -> str:
        """What a figure measures that names nothing: what one of its unit before it measured.

        展览面积1万平方米以上的展会,…:1万平方米以上不足3万平方米的; 安置残疾人10人以上:安置10人的.
        """
        if subject in _SHARE_WORDS:
            return self._known_share(figure, subject)
        if len(subject) >= _NOUN and not set(subject) & set("ⓂⓅⒸⒷ"):
            return subject
        here = [one.draft.thresholds for one in self.drafts if one.sentence == self.sentence]
        every = [*(one for own in here for one in own), *self.pending]
        alike = [
            one.subject
            for one in every
            if isinstance(one, Threshold)
            and one.figure.unit == figure.unit
            and (figure.unit not in ("元", "%") or not subject)
            and not (one.subject.startswith(("每", "单")) and self._is_behind(one, figure))
            and (not subject or set(subject) & set("ⓂⓅⒸⒷ") or subject in one.subject)
        ]
        return next((one for one in alike if len(one) >= _NOUN), subject)

    def _is_behind(self, one: Threshold, figure: Figure) -> bool:
        """Whether a number stands in another part of the sentence than a threshold before it."""
        return ";" in self.skeleton.text[one.figure.at : figure.at]

    def _known_share(self, figure: Figure, word: str) -> str:
        """…占营业收入比重5%以上、不足8%的;比重8%以上的: the share that was told before."""
        here = [one.draft for one in self.drafts if one.sentence == self.sentence]
        every = [t.subject for one in here for t in one.thresholds if t.figure.unit == figure.unit]
        every += [
            one.measure
            for one in here
            if any(row.band and row.band.figure.unit == figure.unit for row in one.rows)
        ]
        alike = [one for one in every if word in one and "占" in one]
        return alike[-1] if alike else word

    def _tiers_of(self, figure: Figure) -> str:
        """按设备投资额分档补助:500万元以上…: what the tiers behind the colon are of; "" without."""
        start = max(self.skeleton.text.rfind(sign, 0, figure.at) for sign in "。¶") + 1
        found = _TIERS.search(self.skeleton.text, start, figure.at)
        return found["base"] if found is not None and figure.unit == "元" else ""

    def _is_other(self, figure: Figure) -> bool:
        """Whether a threshold may hold in place of the one before it: A以上或B以上.

        In A、B或C the last mark stands for those before it.
        """
        text = self.skeleton.text
        above = self.pending[-1] if self.pending else None
        if not isinstance(above, Threshold):
            return False
        if _OR.match(text[above.figure.at + 1 : figure.at]) is None:
            return False
        for place in range(len(self.pending) - 1, 0, -1):
            one, before = self.pending[place], self.pending[place - 1]
            if not (isinstance(one, Threshold) and isinstance(before, Threshold)):
                break
            if _LISTED.match(text[before.figure.at + 1 : one.figure.at]) is None:
                break
            self.pending[place] = replace(one, is_other=True)
        return True

    def _take_pending(self) -> tuple[Threshold | Band, ...]:
        # 会期2天以上、市外参会人员300人以上: how many come says which case it is, not how long.
        taken = tuple(sorted(self.pending, key=lambda one: one.figure.unit == "天"))
        self.pending = []
        self.used |= {c.figure.at for c in taken}
        self.used |= {c.upper_figure.at for c in taken if isinstance(c, Band) and c.upper_figure}
        return taken

    # --- awards ---------------------------------------------------------------------------------

    def _rate(self, figure: Figure, start: int, end: int) -> None:
        text = self.skeleton.text
        before = text[start : figure.at]
        others = [figure]
        if (
            text[figure.at + 1 : figure.at + 2] == "或"
            and text[figure.at + 2 : figure.at + 3] == RATE
        ):
            others.append(self.skeleton.at(figure.at + 2))
        last = self._last_here()
        raised = RAISED.search(before)
        if raised is None and figure.unit == "个百分点":
            raised = RAISED.search(f"{before}至") if POINTS.search(before) else None
            figure = self._points(figure) if raised is not None else figure
        earlier = last or (self.drafts[-1] if len(self.drafts) > self.paragraph else None)
        if raised is not None and earlier is not None and earlier.draft.rows[0].rate is not None:
            self._raise(earlier, raised_case(before, raised), figure, end)
            return
        if self._beyond(figure, before, start, end) or self._yearly_rate(
            figure, before, start, end
        ):
            return
        if self._limits_interest(figure, before, last) or self._is_paid_back(figure, before, end):
            return
        if self._is_share_limit(before, last, earlier, figure, start):
            return
        base = self._base_beside(before, last)
        is_case = not base and last is not None and self._other_case(last, figure, start, end)
        if is_case or (
            len(others) == 1 and self._raises_by_number(last, base, before, figure, end)
        ):
            return
        base = base or self._implied_base(before) or self._base_of_item(before)
        if _OF_WHAT_IS_PAID.search(base):
            # 另按上述补助额的10%奖励: on top of a sum that is worked out first
            self.reasons[figure.at] = UNREAD_SUM
            return
        if not base or "总数" in base or (self.refused and self.refused[-1] == start):
            self.reasons[figure.at] = "比例的基数没有写明"
            self.refused.append(start)
            return
        conditions = self._take_pending()
        self.used |= {one.at for one in others}
        label = rate_case(text, start, figure.at)
        if len(others) == 1 and last is not None and last.draft.rows[0].rate is not None:
            draft = last.draft
            known = draft.thresholds[:1] if draft.rows[0].band is None else ()
            is_either = has_other(conditions) or has_other(draft.thresholds)
            is_banded = bool(conditions) and not is_either
            is_banded = is_banded and not _is_of_other(draft, conditions)
            is_banded = is_banded and (
                draft.rows[-1].band is not None
                or bool(known and known[0].figure.unit == conditions[0].figure.unit)
            )
            no_cap = draft.cap is None and draft.item_cap is None
            is_named = bool(label) and not conditions and no_cap
            is_case = is_banded or (is_named and not _OWN_SUBJECT.match(text[start:end]))
            if is_case and base == draft.base and (last.sub != self.sub or is_banded):
                row = Row("" if is_banded else label, band_of(conditions), rate=figure)
                self._next_rate(last, row, known if is_banded else (), conditions, end)
                return
        rows = self._rows_of_rates(figure, others, start, end)
        span = Span.YEAR if _EACH_YEAR.search(before) else Span.NONE
        who = who_of(text, start, figure.at)
        self._open(start, end, rows, conditions, base=base, who=who, span=span)
        self.drafts[-1].label = label

    def _is_share_limit(
        self, before: str, last: _Open | None, earlier: _Open | None, figure: Figure, start: int
    ) -> bool:
        """Whether a rate limits what is paid; where nothing is, it grants nothing either."""
        limit = _share_limit_in(before, last)
        if limit is None:
            return False
        if earlier is None:
            self.reasons[figure.at] = LIMITED  # 每台补助额不超过总造价的40% in an item of its own
            return True
        return self._share_limit(earlier, limit, figure, start)

    def _base_beside(self, before: str, last: _Open | None) -> str:
        """What a rate is of by the words before it, or that of the rate in front; ""."""
        if last is None:
            return base_of(before)
        is_again = _RATE_AGAIN.search(before) is not None
        base = "" if is_again else base_of(before)
        if is_again and last.draft.rows[-1].rate is not None:
            base = last.draft.base
        if not base and (self._goes_on(last) or self._is_by_number(last, before)):
            base = last.draft.base
        # 按研发费用较上年度新增部分的10%;…,按新增部分的15%
        is_part = base in _INCREASES_PART and last.draft.base.endswith(base)
        return last.draft.base if is_part else base

    def _share_limit(
        self, earlier: _Open, limit: re.Match[str], figure: Figure, start: int
    ) -> bool:
        """贴息金额不超过实际支付利息的50%: another sum of the asker limits this one."""
        if self._within(limit, figure, start):
            return True
        if earlier.draft.rows[-1].rate is None:
            return False
        first = start + limit.start() + limit.group().startswith(",")
        draft = earlier.draft
        note = (first, figure.at + 1)
        earlier.draft = replace(draft, notes=(*draft.notes, note), end=figure.at + 1)
        self.reasons[figure.at] = "补贴不超过另一笔钱的一定比例，没有计入"
        return True

    def _is_paid_back(self, figure: Figure, before: str, end: int) -> bool:
        """应退回已领取资金的50%: what is given back, no support."""
        behind = self.skeleton.text[figure.at + 1 : end]
        if _GIVEN_BACK.search(before) is None and _GIVES_BACK.match(behind) is None:
            return False
        self.reasons[figure.at] = "退回已领资金的规定，不是补贴"
        return True

    def _limits_interest(self, figure: Figure, before: str, last: _Open | None) -> bool:
        """按实付利息的50%,但年贴息率不超过2%: of what was lent, which nobody tells with it."""
        if last is None or "利息" not in last.draft.base or _MOST_OF_LOAN.search(before) is None:
            return False
        draft = last.draft
        first = max(self.skeleton.text.rfind(sign, 0, figure.at) for sign in ",;。¶") + 1
        notes = (*draft.notes, (first, figure.at + 1))
        last.draft = replace(draft, notes=notes, end=max(draft.end, figure.at + 1))
        self.reasons[figure.at] = "贴息率的上限，没有计入"
        return True

    def _within(self, limit: re.Match[str], figure: Figure, start: int) -> bool:
        """以上补助不超过造价的30%: a share of another sum limits what is paid before it."""
        words = limit.group()
        found = re.search("(?:不超过|不高于|不得超过)(?P<base>[^ⓂⓅⒸⒷ,;。]{2,20})$", words)
        base = base_of(f"按{found['base']}") if found is not None else ""
        if not base or self.pending or _OF_SEVERAL.search(words):
            return False
        drafts = self.drafts[self.paragraph :]
        if not re.search("^,?(?:以上|上述|单个|每个|单家|每家|同一)", words):
            drafts = [one for one in drafts if one.sentence == self.sentence] or drafts[-1:]
        open_ones = [
            one for one in drafts if one.draft.share_cap is None and base != one.draft.base
        ]
        if not open_ones:
            return False
        self.used.add(figure.at)
        for one in open_ones:
            stop = max(one.draft.end, figure.at + 1)
            one.draft = replace(one.draft, share_cap=(figure, base), end=stop)
        return True

    def _yearly_rate(self, figure: Figure, before: str, start: int, end: int) -> bool:
        """按年利率2%给予贴息: a rate of what was lent, for each month of a year."""
        is_points = figure.unit == "个百分点" and POINTS.search(before) is None
        behind = self.skeleton.text[figure.at + 1 : end]
        is_yearly = _YEARLY_RATE.search(before) is not None
        if not (is_points or is_yearly or _OF_YEARLY_RATE.match(behind) is not None):
            return False
        if _INTEREST.match(self.skeleton.text[figure.at + 1 : end]) is None:
            return False
        self.used.add(figure.at)
        lent, self.lent = self.lent, None
        if lent is not None:
            self.used.add(lent.at)
            self.reasons.pop(lent.at, None)
        self._open(
            start, end, (Row(rate=figure),), self._take_pending(), base="贷款本金",
            who=who_of(self.skeleton.text, start, figure.at), period="月", most_base=lent,
        )  # fmt: skip
        return True

    def _limits_loan(self, figure: Figure, start: int) -> bool:
        """贴息本金不超过1000万元: how much of what was lent counts."""
        if self._limits_loan_of_class(figure, start):
            return True
        last = self._last_here()
        if last is None or last.draft.rows[0].rate is None:
            return False
        is_interest = "利息" in last.draft.base
        if not last.draft.period and not is_interest:
            return False
        if figure.sign != MONEY or _MOST_LENT.search(self.skeleton.text[start : figure.at]) is None:
            return False
        draft = last.draft
        stop = max(draft.end, figure.at + 1)
        if is_interest and not draft.period:
            # 按实际利息的50%贴息,贴息本金不超过300万元: how much was lent nobody tells.
            first = max(self.skeleton.text.rfind(sign, 0, figure.at) for sign in ",;。¶") + 1
            last.draft = replace(draft, notes=(*draft.notes, (first, figure.at + 1)), end=stop)
            self.reasons[figure.at] = "本金的限额，没有计入"
            return True
        self.used.add(figure.at)
        last.draft = replace(draft, most_base=figure, end=stop)
        return True

    def _limits_loan_of_class(self, figure: Figure, start: int) -> bool:
        """贴息本金,农户最高30万元,企业最高300万元: told, for who asks tells no class of it."""
        text = self.skeleton.text
        if figure.sign != MONEY or _LENT_HEAD.match(text, start, figure.at) is None:
            return False
        for one in self.drafts[self.paragraph :]:
            if one.draft.period or "利息" in one.draft.base:
                note = (start, figure.at + 1)
                kept = tuple(n for n in one.draft.notes if n[0] != start)
                stop = max(one.draft.end, figure.at + 1)
                one.draft = replace(one.draft, notes=(*kept, note), end=stop)
        self.reasons[figure.at] = "本金的限额，没有计入"
        return True

    def _tops_base(self, figure: Figure, start: int, end: int) -> bool:
        """计息本金超过300万元的按300万元计: so much of what a rate is paid of counts."""
        last = self._last_here()
        if figure.sign != MONEY or last is None or last.draft.rows[0].rate is None:
            return False
        text = self.skeleton.text
        match = _COUNTED_AS.match(text, figure.at + 1, end)
        if match is None or _ABOVE_SUM.search(text[start : figure.at]) is None:
            return False
        again = self.skeleton.at(match.start("again"))
        draft = last.draft
        if again.value != figure.value or draft.most_base is not None or draft.slices:
            return False
        self.used |= {figure.at, again.at}
        self.reasons[again.at] = "就是本金或基数的上限"
        last.draft = replace(draft, most_base=figure, end=max(draft.end, match.end()))
        return True

    def _is_part_lent(self, figure: Figure, start: int, end: int) -> bool:
        """贷款本金200万元以内的部分,按…贴息: how much of what was lent counts, told before."""
        text = self.skeleton.text
        if figure.sign != MONEY or _PART_LENT.search(text[start : figure.at]) is None:
            return False
        if _WITHIN.match(text[figure.at + 1 : end]) is None:
            return False
        self.lent = figure
        self.reasons[figure.at] = LIMITED
        return True

    def _rows_of_rates(
        self, figure: Figure, others: list[Figure], start: int, end: int
    ) -> tuple[Row, ...]:
        """The row of a rate; several where rates stand in a row or are alternatives."""
        if len(others) > 1:
            return tuple(
                Row(f"{one.value * 100:f}%".replace(".00%", "%").replace(".0%", "%"), rate=one)
                for one in others
            )
        series = self._series_of_rates(figure, end)
        text = self.skeleton.text
        names = names_before(cases_before(text, start, figure.at), len(series)) if series else []
        if not names:
            return (Row(rate=figure),)
        self.used |= {one.at for one in series}
        return tuple(Row(name, rate=one) for name, one in zip(names, series, strict=True))

    def _series_of_rates(self, figure: Figure, end: int) -> tuple[Figure, ...]:
        """按实际投入的50%、30%补贴: rates in a row, in the order of the cases before."""
        match = re.match(f"(?:[、和]{RATE})+", self.skeleton.text[figure.at + 1 : end])
        if match is None:
            return ()
        places = range(figure.at + 2, figure.at + 1 + match.end(), 2)
        return (figure, *map(self.skeleton.at, places))

    def _points(self, figure: Figure) -> Figure:
        """提高5个百分点: the rate that the rate before it becomes."""
        rates = [row.rate for one in self.drafts[self.paragraph :] for row in one.draft.rows]
        known = [rate for rate in rates if rate is not None]
        return replace(figure, value=known[-1].value + figure.value) if known else figure

    def _raises_by_number(
        self, last: _Open | None, base: str, before: str, figure: Figure, end: int
    ) -> bool:
        """按10%补助;投资额1000万元以上的,按15%: the rate before it becomes that one."""
        if (
            last is None
            or not base
            or base != last.draft.base
            or not self._is_by_number(last, before)
        ):
            return False
        self._raise(last, "", figure, end)
        return True

    def _is_by_number(self, last: _Open, before: str) -> bool:
        """按保费的60%补助;年出口额300万美元以下的,按80%: another rate of the same, by a number."""
        draft = last.draft
        is_plain = len(draft.rows) == 1 and draft.rows[0].rate is not None
        is_plain = is_plain and draft.rows[0].band is None and draft.beyond is None
        is_plain = is_plain and not (draft.period or draft.slices or draft.per_figure)
        (one,) = self.pending if len(self.pending) == 1 else (None,)
        if not is_plain or not isinstance(one, Threshold) or one.is_other:
            return False
        if draft.thresholds and draft.thresholds[0].figure.unit == one.figure.unit:
            return False
        return _BY_NUMBER_ALONE.fullmatch(before) is not None

    def _goes_on(self, last: _Open) -> bool:
        """5000万元以上的,按3%给予补助: the next band of the rate before it."""
        if not self.pending or last.draft.rows[0].rate is None:
            return False
        draft = last.draft
        known = draft.rows[-1].band or (draft.thresholds[0] if draft.thresholds else None)
        return known is not None and known.figure.unit == self.pending[0].figure.unit

    def _implied_base(self, before: str) -> str:
        """投资200万元以上的,补助10%: of the sum whose band is told, where no other is named."""
        if _ON_LPR.search(before):
            return LPR_INTEREST
        tiers = self._tiers_of(self.pending[-1].figure) if self.pending else ""
        if tiers or not self.pending or not re.search(f"的,?(?:{AWARD}|按|按照)$", before):
            return tiers
        first = self.pending[0]
        is_sum = first.figure.unit == "元" and first.figure.sign in (MONEY, BAND)
        return self._measured(tuple(self.pending)) if is_sum else base_in_head(self.head)

    def _base_of_item(self, before: str) -> str:
        """(二)在本区开展的,补助比例提高到35%: of what the item before pays a rate of."""
        if self.drafts:
            return ""
        is_rate = RAISED.search(before) is not None or _RATE_AGAIN.search(before) is not None
        if not (self.base_before and is_rate):
            # 自行分摊的出资款,按下列标准补助:(1)低保家庭补助80%
            head = _SUM_OF_HEAD.search(self.above)
            return head["base"].rpartition("的")[2] if head is not None else ""
        return self.base_before

    def _beyond(self, figure: Figure, before: str, start: int, end: int) -> bool:
        """超过1000万元部分,按0.5%: a rate of what exceeds a sum."""
        match = _BEYOND.search(before)
        if match is None:
            return self._beyond_threshold(figure, before, start, end)
        beyond = self.skeleton.at(start + match.start("sum"))
        self.pending = [one for one in self.pending if one.figure.at != beyond.at]
        subject = subject_of(before[: match.start()].rstrip(",对"))
        base = self._measured(tuple(self.pending)) or subject
        if not base:
            return False
        self.used |= {figure.at, beyond.at}
        self.reasons.pop(beyond.at, None)
        self._open(
            start, end, (Row(rate=figure),), self._take_pending(), base=base, beyond=beyond,
            who=who_of(self.skeleton.text, start, start + match.start()),
        )  # fmt: skip
        return True

    def _beyond_threshold(self, figure: Figure, before: str, start: int, end: int) -> bool:
        """费用超过10万元的,对超过部分补助50%: of what exceeds the sum that the condition names."""
        above = self.pending[-1] if self.pending else None
        if not isinstance(above, Threshold) or _BEYOND_AGAIN.search(before) is None:
            return False
        if above.figure.unit != "元" or above.bound is Bound.AT_MOST or not above.subject:
            return False
        self.used |= {figure.at, above.figure.at}
        self._open(
            start, end, (Row(rate=figure),), self._take_pending(), base=above.subject,
            beyond=above.figure, who=who_of(self.skeleton.text, start, figure.at),
        )  # fmt: skip
        return True

    def _next_rate(
        self,
        last: _Open,
        row: Row,
        known: tuple[Threshold, ...],
        conditions: tuple[Threshold | Band, ...],
        end: int,
    ) -> None:
        """Another rate of the same base: of another band, or of another class."""
        draft = last.draft
        rows = draft.rows
        if len(rows) == 1 and known:
            top = draft.cap.figure if draft.cap is not None else None
            rows = (replace(rows[0], band=band_of(known), cap=top),)
            span = draft.cap.span if draft.cap is not None else draft.span
            draft = replace(
                draft,
                cap=None,
                span=span,
                measure=known[0].subject,
                thresholds=draft.thresholds[1:],
            )
        elif len(rows) == 1 and row.label and not rows[0].label:
            rows = (replace(rows[0], label=last.label or label_of(draft.who)),)
        measure = draft.measure or self._measured(conditions)
        last.draft = replace(draft, rows=(*rows, row), end=end, measure=measure)
        last.sub = self.sub

    def _fixed(self, figure: Figure, start: int, end: int, *, is_floor: bool) -> None:
        text = self.skeleton.text
        part = part_before(text, start, figure.at)
        each = text[start : figure.at - len(part)].rstrip(",").split(",")[-1]
        if _ONLY_AWARDS.fullmatch(part) and each.startswith("每"):
            part = f"{each}给{part}"  # 每成功孵化1户企业,补贴5000元
        elif "每" not in part and _EACH_SO_MANY.search(re.sub(r"\([^()]*\)", "", each)):
            part = f"{each}给{part}"  # 孵化器内每新增1家高新技术企业,奖励孵化器5万元
        if (
            self._from_nth(figure, start, end)
            or self._adds_to_each(figure, part, start, end)
            or self._grows(figure, start, end)
            or self._for_each_more(figure, part, start, end)
        ):
            return
        after = PER_AFTER.match(text[figure.at + 1 : end])
        per, _ = per_of(part)
        if after is not None and not per:
            per = after["noun"] or ("" if after["of"] == "家" else "件")
        per = self._thing_before(per, part, start, figure)
        if self._is_of_excess(figure, per, start, end):
            return
        is_more = _EACH_MORE.search(part) is not None and "Ⓒ" in part
        is_more = is_more and not self._per_one(part, start, figure)
        if is_more or _ONE_MORE.search(part) is not None:
            self.reasons[figure.at] = UNREAD_SUM
            return
        monthly = _MONTHLY.search(part)
        period = (monthly["month"] or monthly["other"]) if monthly is not None else ""
        if period:
            part = re.sub(f"每?(?:住一?)?个?{period}", "", part)
            per, _ = per_of(part)
        if not per and self._is_lesser(figure, start):
            # 按20%给予15万元支持: read as the lesser of the two.
            self.used.add(figure.at)
            now = self.drafts[-1]
            now.draft = replace(now.draft, cap=CapOf(figure), end=end)
            return
        rated = self._last_here()
        is_worked_out = rated is not None and (
            rated.draft.rows[-1].rate is not None or bool(rated.draft.per)
        )
        if is_floor and rated is not None and rated.sub == self.sub and is_worked_out:
            self.used.add(figure.at)
            self._take_made_up(figure)
            rated.draft = replace(rated.draft, floor=figure, end=end)
            return
        if is_floor and (
            self._makes_up(figure, start)
            or (rated is None and self._floor_of_all(figure, part, start, end))
        ):
            return
        of_each = re.search("每([家户])", part)
        counted = _OPENED.search(text[start : figure.at]) or _BY_NUMBER_OF.search(part)
        if not per and of_each is not None and (counted or self._counts_already(of_each[1])):
            per = of_each[1]
        self._sum(figure, part, per, period, start, end, is_floor=is_floor)

    def _counts_already(self, per: str) -> bool:
        """新开直营店的,每家5万元;门店设在省会的,每家10万元: what was counted is counted again."""
        return any(
            one.draft.per == per and not one.draft.period for one in self.drafts[self.paragraph :]
        )

    def _for_each_more(self, figure: Figure, part: str, start: int, end: int) -> bool:
        """面积较上年每增加1万平方米,奖励3万元: of what there is more of than the year before."""
        text = self.skeleton.text
        found = _EACH_ADDED.search(text, start, figure.at)
        if found is None or self.pending:
            return False
        step = self.skeleton.at(found.start("step"))
        if step.value <= 0 or not is_finite(Fraction(figure.value) / Fraction(step.value)):
            return False
        self.used |= {figure.at, step.at}
        self.reasons.pop(step.at, None)
        self._open(
            start, end, (Row(fixed=figure),), (), who=who_of(text, start, figure.at),
            per_figure=step, base=subject_of(found["noun"]) or found["noun"], is_grown=True,
            span=span_of(part),
        )  # fmt: skip
        return True

    def _thing_before(self, per: str, part: str, start: int, figure: Figure) -> str:
        """每个网点20万元,其中在境外设立的,每个30万元: a bare 个 is of what was counted before."""
        last = self._last_here()
        if per not in _ANY_THING or last is None or last.draft.per in ("", *_ANY_THING):
            return per
        before = self.skeleton.text[start : figure.at - len(part)]
        return last.draft.per if "其中" in before else per

    def _from_nth(self, figure: Figure, start: int, end: int) -> bool:
        """自第3家起每家奖励8万元: so much for each of them but the first two."""
        text = self.skeleton.text
        match = _FROM_NTH.search(text, start, figure.at)
        if match is None or match.end() != figure.at:
            return False
        nth = self.skeleton.at(match.start("nth"))
        if nth.unit not in (match["per"], "个", "") or nth.value < 2:
            return False
        conditions = tuple(one for one in self._take_pending() if one.figure is not nth)
        self.used |= {figure.at, nth.at}
        alike = [
            one.subject
            for one in conditions
            if isinstance(one, Threshold) and one.figure.unit == nth.unit
        ]
        beyond = replace(nth, value=nth.value - 1)
        who = who_of(text, start, match.start())
        self._open(
            start, end, (Row(fixed=figure),), conditions, who=who, per=match["per"],
            beyond=beyond, measure=alike[0] if alike else "",
        )  # fmt: skip
        return True

    def _is_of_excess(self, figure: Figure, per: str, start: int, end: int) -> bool:
        """Whether a sum is of what is beyond a number: read where that is counted, else told."""
        before = self.skeleton.text[start : figure.at]
        last = self.pending[-1] if self.pending else None
        if (
            not per
            and last is not None
            and before.split(",")[-1].startswith(f"每{last.figure.unit}")
        ):
            per = last.figure.unit  # 服务企业超过20家的,对超出的部分,每家…: what was counted
        if self._tiered(figure, per, start, end) or self._counted_beyond(figure, per, start, end):
            return True
        is_excess = _OF_EXCESS.search(before) is not None
        if not is_excess or self._is_increase_told() or _OVER_SHARE.search(before):
            return False
        self.reasons[figure.at] = UNREAD_SUM
        return True

    def _counted_beyond(self, figure: Figure, per: str, start: int, end: int) -> bool:
        """年收购量超过1000吨的部分,按每吨80元: so much for each of what is beyond a number."""
        text = self.skeleton.text
        last = self.pending[-1] if self.pending else None
        if not isinstance(last, Threshold) or last.bound is not Bound.MORE_THAN or not per:
            return False
        if last.figure.sign != COUNT or last.figure.unit != per:
            return False
        behind = _BEYOND_COUNT.search(text[last.figure.at + 1 : figure.at])
        if behind is None:
            return False
        beyond = last.figure
        if behind["again"]:
            again = self.skeleton.at(beyond.at + 1 + behind.start("again"))
            if (again.value, again.unit) != (beyond.value, beyond.unit):
                return False
            self.reasons[again.at] = "就是起算的数"
        conditions = self._take_pending()
        self.used.add(figure.at)
        self._open(
            start, end, (Row(fixed=figure),), conditions, who=who_of(text, start, beyond.at),
            per=per, beyond=beyond,
        )  # fmt: skip
        return True

    def _tiered(self, figure: Figure, per: str, start: int, end: int) -> bool:
        """每吨150元;1万吨以上的,超出1万吨的部分每吨200元: another sum from a number on."""
        match = _ABOVE.search(self.skeleton.text[start : figure.at])
        last = self._last_here()
        if match is None or last is None:
            return False
        draft, start_of = last.draft, self.skeleton.at(start + match.start("start"))
        is_plain = len(draft.rows) == 1 and draft.rows[0].fixed is not None
        is_plain = is_plain and not (draft.period or draft.is_ceiling or draft.most_things)
        is_same = bool(per) and draft.per == per == start_of.unit and draft.above is None
        again = [one for one in self.pending if one.figure.value == start_of.value]
        if not is_plain or not is_same or len(again) < len(self.pending):
            return False
        self.pending = []
        self.used |= {figure.at, start_of.at}
        self.reasons |= {one.figure.at: "就是起算的数" for one in again}
        self.reasons.pop(start_of.at, None)
        stop = max(draft.end, figure.at + 1)
        last.draft = replace(draft, upto=start_of, above=figure, end=stop)
        last.sub = self.sub
        return True

    def _adds_to_each(self, figure: Figure, part: str, start: int, end: int) -> bool:
        """每吨40元;经铁路货运站发运的,每吨再增加10元: the whole in the case that gets more."""
        if self._adds_to_part(figure, part, start, end):
            return True
        match = _MORE_OF_EACH.fullmatch(part)
        if match is None:
            return False
        before = self._last_here()
        who = match["who"] or who_of(self.skeleton.text, start, figure.at)
        if before is not None and before.draft.added is not None:
            # Another addition: to the first of them, not to the sum with what was added.
            plain = [one for one in self.drafts[self.paragraph :] if one.draft.added is None]
            before = plain[-1] if plain else before
        is_behind = before is None or before.sub != self.sub
        if is_behind and self._adds_by_number(figure, match["per"], who, start, end):
            return True
        draft = before.draft if before is not None else None
        is_each = draft is not None and not draft.period and draft.per_figure is None
        is_each = is_each and draft is not None and draft.added is None
        is_each = is_each and draft is not None and _is_same_thing(draft.per, match["per"])
        is_said = bool(who) and (match["who"] is not None or who not in part)
        paid = [one for one in self.drafts[self.paragraph :] if one.draft.added is None]
        is_only = len(paid) == 1
        is_plain = draft is not None and len(draft.rows) == 1 and draft.rows[0].fixed is not None
        if draft is None or not (is_each and is_only and is_plain) or self.pending or not is_said:
            if not self._adds_apart(figure, part, start, end):
                self.reasons[figure.at] = UNREAD_SUM
            return True
        self.used.add(figure.at)
        more = replace(draft, end=end, who=who, added=figure)
        self.drafts.append(_Open(more, self.sentence, self.sub))
        return True

    def _adds_to_part(self, figure: Figure, part: str, start: int, end: int) -> bool:
        """其中改种良种的,该部分面积每亩再增加500元: for as many as there are of that kind."""
        match = _MORE_OF_PART.fullmatch(part)
        if match is None or self.pending:
            return False
        per = match["per"] or match["one"]
        own = [
            one.draft
            for one in self.drafts[self.paragraph :]
            if _is_same_thing(one.draft.per, per) and not one.draft.period
        ]
        case = case_label(self.skeleton.text, start, figure.at - len(part) + 1)
        case = re.sub("^其中", "", case)
        is_area = bool(own) and own[0].per in ("平方米", "平米")
        if not own or is_area or not _TOLD <= len(case) <= _SHORT_CASE or set(case) & set(SIGNS):
            return False
        self.used.add(figure.at)
        self._open(start, end, (Row(fixed=figure),), (), who=case, per=own[0].per)
        newest = self.drafts[-1]
        newest.draft = replace(newest.draft, extra=case, counted=case)
        return True

    def _adds_apart(self, figure: Figure, part: str, start: int, end: int) -> bool:
        """三类、二类的分别奖励…;进入特别审查的,每个产品另奖励30万元: on top, in a case of its own.

        What stands before has several cases or is worked out by something else, so the addition is
        a rule of its own, which holds for those of whom the case is told.
        """
        text = self.skeleton.text
        case = _CASE_ADDED.match(text[start : figure.at]) or _KIND_ADDED.match(part)
        own = self.drafts[self.paragraph :]
        if case is None or not own or self.pending or own[-1].draft.period:
            return False
        # 境外代表50人、100人以上的分别奖励…,每个会议再奖励: of the one that was paid for before.
        per = per_of(part)[0]
        if per not in _PERSONS and not any(one.draft.per for one in own):
            per = ""
        # 中型、小型执照每人分别…;退役军人每人另加: which of those counted they are is not told.
        if per and any(one.draft.per == per and _has_kinds(one.draft) for one in own):
            return False
        self._open(start, end, (Row(fixed=figure),), (), who=case["case"], per=per)
        newest = self.drafts[-1]
        newest.draft = replace(newest.draft, extra=case["case"])
        self.used.add(figure.at)
        return True

    def _adds_by_number(self, figure: Figure, per: str, who: str, start: int, end: int) -> bool:
        """每吨补80元。死亡率超过40%的年份,每吨加补50元: on top where a number says so."""
        drafts = [one.draft for one in self.drafts[self.paragraph :]]
        paid = [draft for draft in drafts if draft.per == per]
        if len(paid) != 1 or not self.pending or len(paid[0].rows) != 1:
            return False
        self.used.add(figure.at)
        conditions = self._take_pending()
        self._open(start, end, (Row(fixed=figure),), conditions, who=who, per=per)
        return True

    def _grows(self, figure: Figure, start: int, end: int) -> bool:
        """5000吨以上的奖励20万元,每增加1000吨再奖励3万元: so much again for every step above it."""
        text = self.skeleton.text
        match = _MORE_EACH.search(text[start : figure.at])
        last = self._last_here()
        if match is None or last is None:
            return False
        draft, step = last.draft, self.skeleton.at(start + match.start("step"))
        row = draft.rows[0]
        is_plain = len(draft.rows) == 1 and row.fixed is not None and row.band is None
        # 每场补助5万元: one of them; 每校补助2万元,超过40人的每增加10人: one school, more pupils
        is_one = draft.per in ("", *_EVENTS) or (
            draft.per not in (*_MEASURED_IN, *_PERSONS, *_MANY) and step.unit not in draft.per
        )
        is_plain = is_plain and is_one and not (draft.period or draft.more or draft.is_ceiling)
        own = [
            one
            for one in draft.thresholds
            if one.figure.unit == step.unit and one.bound in (Bound.AT_LEAST, Bound.MORE_THAN)
        ]
        again = [one for one in self.pending if one.figure.at != step.at]
        says_same = all(
            isinstance(one, Threshold) and own and one.figure.value == own[0].figure.value
            for one in again
        )
        if not is_plain or len(own) != 1 or not says_same or step.value <= 0:
            return False
        self.pending = []
        self.used |= {figure.at, step.at, *(one.figure.at for one in again)}
        self.reasons.pop(step.at, None)
        self.reasons |= {one.figure.at: "就是起算的数" for one in again}
        stop = max(draft.end, figure.at + 1)
        last.draft = replace(draft, more=figure, more_step=step, per="", end=stop)
        last.sub = self.sub
        return True

    def _floor_of_all(self, figure: Figure, part: str, start: int, end: int) -> bool:
        """每个项目补助不低于10万元 in a sentence of its own: the least of all before it.

        Of so much for each it cannot be worked out and is told.
        """
        before = [one for one in self.drafts[self.paragraph :] if one.draft.floor is None]
        is_group = _GROUP_CAP.match(part) is not None or part.startswith("每")
        if not is_group or not before or self.pending:
            return False
        rated = [one for one in before if all(row.rate for row in one.draft.rows)]
        if not rated:
            return False
        self.used.add(figure.at)
        for one in before:
            draft = one.draft
            stop = max(draft.end, figure.at + 1)
            note = (figure.at - len(part), figure.at + 1)
            if one in rated:
                one.draft = replace(draft, floor=figure, end=stop)
            else:
                one.draft = replace(draft, notes=(*draft.notes, note), end=stop)
        return True

    def _makes_up(self, figure: Figure, start: int) -> bool:
        """计算结果不足3万元的,按3万元补助 in a part of its own: the least of what is before it."""
        if _MADE_UP_OF_ALL.match(self.skeleton.text, start, figure.at) is None:
            return False
        own = [one for one in self.drafts[self.paragraph :] if one.draft.floor is None]
        here = [one for one in own if one.sentence == self.sentence] or own
        paid = [one for one in here if _has_least(one.draft)]
        if not paid or len(paid) < len(here):
            return False
        self._take_made_up(figure)
        self.used.add(figure.at)
        for one in paid:
            one.draft = replace(one.draft, floor=figure, end=max(one.draft.end, figure.at + 1))
            one.sub = self.sub
        return True

    def _is_increase_told(self) -> bool:
        """新增进出口额5000万元以上的,增量部分每1000万元: the threshold is of the increase."""
        last = self.pending[-1] if self.pending else None
        return (
            isinstance(last, Threshold)
            and re.search("新增|增长额|增量|增加额", last.subject) is not None
        )

    def _take_made_up(self, floor: Figure) -> None:
        """不足5万元的 of 不足5万元的按5万元补足 is the floor itself, no condition."""
        made_up = {
            one.figure.at
            for one in self.pending
            if isinstance(one, Threshold)
            and one.bound is Bound.LESS_THAN
            and (one.figure.value, one.figure.unit) == (floor.value, floor.unit)
        }
        self.pending = [one for one in self.pending if one.figure.at not in made_up]
        self.reasons |= dict.fromkeys(made_up, "就是最低的数额")

    def _sum(
        self,
        figure: Figure,
        part: str,
        per: str,
        period: str,
        start: int,
        end: int,
        *,
        is_floor: bool,
    ) -> None:
        """A sum that is granted: a case of what was read, or one of its own."""
        text = self.skeleton.text
        per_figure = self._per_figure(part, start, figure)
        each_of = self._each_of(per_figure) if per_figure is not None else ""
        if per_figure is None and _EACH_SO_MANY.search(part):
            self.reasons[figure.at] = UNREAD_SUM
            self.refused.append(start)
            return
        last = self._last_here()
        if last is not None and self._is_instalment(last, part, figure):
            self.reasons[figure.at] = "拨付的安排，不影响总额"
            return
        if period and not per and per_figure is not None and per_figure.value == 1:
            per, per_figure = per_figure.unit, None  # 每带1名学徒每月600元
        conditions = self._take_pending()
        self.used.add(figure.at)
        classes = self._class_caps(figure, end)
        if classes:
            self.used |= {one.at for _, one in classes}
            rows = tuple(Row(label, fixed=one) for label, one in classes)
            self._open(start, end, rows, conditions, who=who_of(text, start, figure.at))
            return
        series = self._series(figure, end)
        if series:
            every = (figure, *series)
            names = names_before(
                re.sub("(?:给予|予以|奖励|补助)+$", "", text[start : figure.at]), len(every)
            )
            names = names or [f"第{n}档" for n in range(1, len(every) + 1)]
            rows = tuple(Row(name, fixed=one) for name, one in zip(names, every, strict=True))
            after_all = text[series[-1].at + 1 : series[-1].at + 6]
            self._open(
                start, end, rows, conditions, per=per, period=period,
                who=who_of(text, start, figure.at), span=span_of(part + after_all),
            )  # fmt: skip
            return
        if last is not None and self._is_like(
            last, part, per, period, conditions, text[start : figure.at]
        ):
            self._add_like(last, part, figure, end)
            return
        if last is not None and last.sub == self.sub and self._is_bare(last, part, conditions):
            case = re.sub(f"(?<=..)的?(?:{AWARD})+$", "", part)
            self._add_case(last, Row(case, fixed=figure), (), end)
            return
        is_same = last is not None and (last.draft.per, last.draft.period) == (per, period)
        is_same = is_same and per_figure is None
        if last is not None and is_same and self._is_from_a_count(last, part, conditions):
            self._add_from_a_count(last, figure, conditions, end)
            return
        if last is not None and is_same and self._is_next_case(last, conditions, part, start, end):
            self._add_case(
                last,
                Row(case_label(text, start, figure.at), band_of(conditions), fixed=figure),
                conditions,
                end,
            )
            return
        self._open(
            start,
            end,
            (Row(fixed=None if is_floor else figure),),
            conditions,
            who=who_of(text, start, figure.at),
            per=per,
            per_figure=per_figure,
            base=each_of if per_figure is not None and per_figure.value != 1 else "",
            span=span_of(part + text[figure.at + 1 : min(end, figure.at + 5)]),
            floor=figure if is_floor else None,
            period=period,
            is_grown=(bool(per) or per_figure is not None) and _is_of_more(text[start : figure.at]),
        )
        if not conditions and _ON_TOP.search(part) is not None:
            self._is_on_top(start, figure)
        like = _LIKE.match(part)
        self.drafts[-1].label = like["label"] if like is not None else ""
        if per_figure is not None:  # 每培训1名取得一级证书的学员补贴800元
            named = text[per_figure.at + 1 : figure.at]
            self.drafts[-1].label = re.sub(f"的?(?:{AWARD})+$", "", named).strip("的")
        self.drafts[-1].rest = part[like.end("label") :] if like is not None else ""

    def _is_on_top(self, start: int, figure: Figure) -> None:
        """经济困难的,每月再增发100元: on top of what was granted before, and in that case only."""
        newest = self.drafts[-1]
        case = _CASE_ON_TOP.match(self.skeleton.text[start : figure.at])
        if len(self.drafts) > self.paragraph + 1 and case is not None:
            newest.draft = replace(newest.draft, extra=case["case"])

    def _is_from_a_count(
        self, last: _Open, part: str, conditions: tuple[Threshold | Band, ...]
    ) -> bool:
        """按每人2000元,吸纳20人以上的,按每人2500元: from so many of them on it is more for each."""
        draft = last.draft
        if len(conditions) != 1 or not isinstance(conditions[0], Threshold) or not draft.per:
            return False
        is_plain = len(draft.rows) == 1 and draft.rows[0].fixed is not None
        is_plain = is_plain and draft.rows[0].band is None and not draft.rows[0].label
        known = [one for one in draft.thresholds if one.figure.unit == draft.per]
        is_more = conditions[0].bound in (Bound.AT_LEAST, Bound.MORE_THAN)
        is_same = conditions[0].figure.unit == draft.per or (
            # 每辆8万元,其中车长10米以上的每辆12万元: in place of it, and not beside it
            part.startswith("其中") and not draft.thresholds and bool(conditions[0].subject)
        )
        is_same = is_same and _AT_A_TIME.match(conditions[0].subject) is None
        return is_plain and not known and is_more and is_same and re.search("再|另", part) is None

    def _add_from_a_count(
        self,
        last: _Open,
        figure: Figure,
        conditions: tuple[Threshold | Band, ...],
        end: int,
    ) -> None:
        upper = band_of(conditions)
        assert upper is not None
        draft = last.draft
        rows = (replace(draft.rows[0], band=beside_band(upper)), Row("", upper, fixed=figure))
        measure = self._measured(conditions)
        last.draft = replace(draft, rows=rows, measure=measure, end=max(draft.end, end))
        last.sub = self.sub

    def _is_instalment(self, last: _Open, part: str, figure: Figure) -> bool:
        """奖励10万元(第一年奖励5万元,第二年奖励3万元,…): part of the sum before the bracket."""
        whole = last.draft.rows[-1].fixed
        if whole is None or figure.value >= whole.value or _OF_YEAR.match(part) is None:
            return False
        between = self.skeleton.text[whole.at : figure.at]
        return "(" in between or _IN_PARTS.search(between) is not None

    def _is_like(
        self,
        last: _Open,
        part: str,
        per: str,
        period: str,
        conditions: tuple[Threshold | Band, ...],
        whole: str,
    ) -> bool:
        """近洋航线奖励…,远洋航线奖励…: two sums of one sentence whose cases end alike."""
        like = _LIKE.match(part)
        draft = last.draft
        goes_on = last.sub == self.sub or (last.sub + 1 == self.sub and part == whole)
        if like is None or not last.label or conditions or not goes_on:
            return False
        if part.startswith("其中"):
            return False  # 每标箱300元,其中冷藏箱每标箱500元: a case of the sum before
        if draft.rows[-1].fixed is None or (draft.per, draft.period) != (per, period):
            return False
        one, other = last.label, like["label"]
        # 省内每次补助…,境外每次补助…: the words behind the case are the same
        rest = part[like.end("label") :]
        is_alike = one[-2:] == other[-2:] or rest == last.rest
        is_alike = is_alike or rest.strip("的") == last.rest.strip("的") != ""
        return one != other and is_alike and draft.cap is None

    def _is_bare(self, last: _Open, part: str, conditions: tuple[Threshold | Band, ...]) -> bool:
        """国家级补助200万元,省级50万元: a case without a verb of its own."""
        draft = last.draft
        before = draft.rows[-1].fixed
        is_named = before is not None and _OWN_KIND.match(self.skeleton.text, before.at + 1)
        if is_named and _ENDS_IN_AWARD.search(part):
            return False  # 60万元的购房补贴,一次性安家补助100万元: two kinds of sum, both are paid
        if _ONLY_AWARDS.fullmatch(part) or part.startswith("其中"):
            return False  # 其中不是首次认定的,奖励5万元: the case stands before the comma
        is_open = not conditions and draft.cap is None and draft.rows[-1].band is None
        is_sum = draft.rows[-1].fixed is not None and not draft.is_ceiling
        return is_open and is_sum and _BARE_CASE.fullmatch(part) is not None

    def _add_like(self, last: _Open, part: str, figure: Figure, end: int) -> None:
        like = _LIKE.match(part)
        assert like is not None
        rows = last.draft.rows
        if not rows[0].label:
            rows = (replace(rows[0], label=last.label), *rows[1:])
        rows = (*rows, Row(like["label"], fixed=figure))
        last.draft = replace(last.draft, rows=rows, end=end)

    def _is_lesser(self, figure: Figure, start: int) -> bool:
        """Whether a sum stands right behind a rate that it can only limit."""
        now = self._last_here()
        if now is None or now.sub != self.sub or self.pending or now.draft.cap is not None:
            return False
        between = re.search(
            f"{RATE}(?:的标准)?,?(?:给予|予以)[^,;。]{{0,6}}$",
            self.skeleton.text[start : figure.at],
        )
        return now.draft.rows[-1].rate is not None and between is not None

    def _series(self, figure: Figure, end: int) -> list[Figure]:
        """择优给予100万元、50万元、30万元: sums in a row whose cases are not named."""
        match = re.match(f"(?:[、和或]{MONEY})+", self.skeleton.text[figure.at + 1 : end])
        if match is None:
            return []
        found = [self.skeleton.at(figure.at + 1 + at) for at in range(1, len(match.group()), 2)]
        self.used |= {one.at for one in found}
        return found

    def _other_case(self, last: _Open, figure: Figure, start: int, end: int) -> bool:
        """其中科技型中小企业按50%: the same base for a class; a part of it is another base."""
        part = part_before(self.skeleton.text, start, figure.at)
        if part in ("按", "按照") and not self.pending:  # 其中对投向…国家的,按50%
            part = f"{rate_case(self.skeleton.text, start, figure.at)}按"
        match = re.fullmatch(
            f"(?:其中)?(?:对于?)?([^,;。按]{{2,20}}?)(?:的)?(?:可)?(?:按照?|{AWARD})(?:不超过)?",
            part,
        )
        if match is None or last.draft.rows[0].rate is None or "年" in match.group(1):
            return False
        label = match.group(1)
        if re.search("(?:投资|费用?|额|投入|支出|成本|租金)$", label):
            return False
        self._raise(last, label, figure, end)
        return True

    def _raise(self, last: _Open, label: str, figure: Figure, end: int) -> None:
        """Another rate for a class, or from a threshold on, under the same cap."""
        self.used.add(figure.at)
        conditions = self._take_pending()
        if conditions and not last.draft.measure:
            last.draft = replace(last.draft, measure=self._measured(conditions))
        row = Row("" if conditions else label, band_of(conditions), rate=figure)
        rows = (*last.draft.rows, row)
        last.draft = replace(last.draft, rows=rows, end=max(end, last.draft.end))
        last.raised = self.sub

    def _per_one(self, part: str, start: int, figure: Figure) -> bool:
        """每新增1个: one by one from the first on, not only those above a number."""
        counted = [one for one in self.pending if not self._is_time(one.figure)]
        is_more = "多" in part or "超" in part
        return not counted and (not is_more or bool(_OVER_SHARE.search(self.skeleton.text, start)))

    def _per_figure(self, part: str, start: int, figure: Figure) -> Figure | None:
        """每出口1美元奖励0.2元, 按每1万美元奖励3000元: what the sum is paid for each of."""
        bare = re.sub(r"\([^()]*\)", "", part)
        match = _FOR_EACH.search(bare) or _FOR_EACH_BARE.search(bare)
        if match is None:
            return None
        counted = [one for one in self.skeleton.within(start, figure.at) if one.sign == match["n"]]
        if bare != part:  # 每孵化成功1户企业(登记满1年)奖励5000元
            text = self.skeleton.text
            counted = [
                one
                for one in counted
                if text.rfind("(", start, one.at) <= text.rfind(")", start, one.at)
            ]
        if not counted or (counted[-1].value != 1 and not self._is_each(counted[-1], part, figure)):
            return None
        found, place = counted[-1], counted[-1].at
        self.used.add(place)
        self.reasons.pop(place, None)
        self.pending = [c for c in self.pending if c.figure.at != place]
        return found

    def _is_each(self, each: Figure, part: str, figure: Figure) -> bool:
        """Whether a sum for every so many is a plain share of them, and not of what is beyond."""
        if re.search("再|另|每(?:多|再?增|再?新增|超)", part) or each.value <= 0:
            return False
        share = Fraction(figure.value) / Fraction(each.value)
        return is_finite(share) and bool(self._each_of(each) or each.unit in lexicon().bulk)

    def _each_of(self, each: Figure) -> str:
        """What the so many are of: the noun before 每, or what a threshold of its unit measures."""
        text = self.skeleton.text
        start = max(text.rfind(sign, 0, each.at) for sign in ",;。¶:") + 1
        noun = _EACH_NOUN.search(text[start : each.at])
        name = re.sub("部分$", "", noun["noun"]) if noun is not None else ""
        alike = [
            one.subject
            for one in self.pending
            if isinstance(one, Threshold) and one.figure.unit == each.unit and one.subject
        ]
        if alike and (not name or name in _INCREASES):
            return alike[-1]
        if name not in _INCREASES:
            return name
        grown = [one.subject for one in self.pending if isinstance(one, Threshold)]
        # 出口额较上年增长10%以上的,按增长额每100万元
        return next((f"{subject}额" for subject in grown if subject.endswith("增长")), "")

    def _is_next_case(
        self, last: _Open, conditions: tuple[Threshold | Band, ...], part: str, start: int, end: int
    ) -> bool:
        """Whether a sum is the next case of the draft before it: another band, another class."""
        draft = last.draft
        if re.match("再|另", re.sub("^每[^再另]{0,4}", "", part)):
            return False  # …,每蒸吨再补助1万元 comes on top
        if draft.per and not conditions and self.skeleton.text.startswith("其中", start):
            return False  # …每床1200元;其中收住失能老人的每床2400元: a case of the sum before
        if draft.rows[-1].fixed is None or draft.is_ceiling or last.sentence != self.sentence:
            return False
        if has_other(conditions) or has_other(draft.thresholds):
            return False  # of two numbers none alone says which case it is
        if conditions and (draft.thresholds or draft.rows[-1].band is not None):
            band = draft.rows[-1].band
            known = [band] if band is not None else draft.thresholds
            is_alike = any(one.figure.unit == conditions[0].figure.unit for one in known)
            if _are_apart(draft.measure or known[0], conditions[0]):
                return False  # 钢架大棚育苗10亩以上的…;露地育苗30亩以上的: another thing
            if self._are_of_things(known[0].figure, conditions[0].figure):
                return False  # 3000立方米以上的深水网箱…;1万立方米以上的围栏设施: two things
            if any(are_same(one, conditions[0]) for one in known):
                return False  # 气调库库容500吨以上的…;冷藏库库容500吨以上的: no other band
            return is_alike and not self._is_of_another(last, conditions[0].figure, start)
        case = case_label(self.skeleton.text, start, self.skeleton.text.find(MONEY, start))
        is_own = _OWN_SUBJECT.match(self.skeleton.text[start:end]) is not None
        # 首次取得甲证的,每个产品奖励30万元;首次取得乙证的,每个产品奖励20万元: counted alike.
        is_own = is_own and not (draft.per and draft.per not in _EVENTS and len(draft.per) > 1)
        return (
            last.sub != self.sub
            and not conditions
            and not draft.thresholds
            and draft.rows[-1].band is None
            and 0 < len(case) <= _SHORT_CASE
            and (not is_own or are_parallel(case, label_of(draft.rows[-1].label or draft.who)))
        )

    def _thing_behind(self, figure: Figure) -> str:
        """深水网箱 of 3000立方米以上的深水网箱,; "" where no thing is named behind the number."""
        found = _THING_BEHIND.match(self.skeleton.text, figure.at + 1)
        return found["noun"] if found is not None else ""

    def _are_of_things(self, one: Figure, other: Figure) -> bool:
        """Whether two numbers are each of a thing named behind them, and not of the same."""
        nouns = (self._thing_behind(one), self._thing_behind(other))
        return all(nouns) and nouns[0][-_TOLD:] != nouns[1][-_TOLD:]

    def _is_of_another(self, last: _Open, figure: Figure, start: int) -> bool:
        """开通市内航线,年飞300架次的…;开通跨市航线,年飞100架次的: no band of the first."""
        head, comma, _ = self.skeleton.text[start : figure.at].rpartition(",")
        if last.sub == self.sub or not comma or len(head) < _OWN_HEAD:
            return False
        return head.split(",")[0] not in self.skeleton.text[last.draft.start : start]

    def _add_case(
        self, last: _Open, row: Row, conditions: tuple[Threshold | Band, ...], end: int
    ) -> None:
        draft = last.draft
        rows = draft.rows
        if row.band is not None and rows[0].band is None and draft.thresholds:
            unit = row.band.figure.unit
            own = [t for t in draft.thresholds if t.figure.unit == unit] or draft.thresholds
            others = tuple(t for t in draft.thresholds if t is not own[-1])
            rows = (replace(rows[0], band=band_of((own[-1],))), *rows[1:])
            draft = replace(draft, measure=own[-1].subject, thresholds=others)
            rows, row, draft = with_second(rows, row, draft, conditions)
        elif row.band is not None and rows[-1].also:
            rows, row, draft = with_second(rows, row, draft, conditions)
        if row.band is None and not rows[0].label:
            name = last.label if draft.per_figure is not None else ""
            name = name or case_beside(draft.who, row.label) or label_of(draft.who)
            rows = (replace(rows[0], label=bare_case(name)), *rows[1:])
        if row.band is not None:
            row = replace(row, label="")
        measure = draft.measure or self._measured(conditions)
        last.draft = replace(draft, rows=(*rows, row), end=end, measure=measure)
        last.sub = self.sub
        last.label = row.label

    def _cap(self, figure: Figure, start: int, end: int) -> None:
        text = self.skeleton.text
        before = text[start : figure.at]
        part = part_before(text, start, figure.at)
        if self._caps_rent(figure, part, end) or self._caps_classes_behind(figure, part, end):
            return
        last = self._last_here()
        if self._caps_month(figure, part, last, end):
            return
        self.used.add(figure.at)
        bracket = _IN_BRACKETS.search(before)
        if bracket is not None and last is not None:
            self._class_cap(last, bracket["label"], figure, end)
            return
        classes = self._class_caps(figure, end)
        if classes and last is not None:
            self._rows_of(last, [Row(label, cap=one) for label, one in classes], end)
            self.used |= {one.at for _, one in classes}
            return
        if self._caps_by_number(figure, last, end):
            return
        is_apart = _CASE_THING.match(part) is not None and "分别" not in part
        if last is not None and last.draft.rows[0].rate is not None and is_apart:
            # 境内展会单个展位最高1万元,境外展会…: by case and by thing at once.
            self.used.discard(figure.at)
            self.reasons[figure.at] = "按面积或月数计算，还不能提议"
            return
        labelled = _LABELLED_CAP.search(part)
        if labelled is not None and last is not None and not _NO_LABEL.search(labelled["label"]):
            self._class_cap(last, labelled["label"], figure, end)
            return
        if last is not None and self._each_cap(last, part, figure, end):
            return
        per = self._capped_for(part, text[figure.at + 1 : end])
        if per in _MANY and last is not None and self._caps_each_of(last, figure, per, end):
            return
        if per in _MANY and last is not None and last.draft.rows[0].rate is not None:
            # 按保费的60%,每张床位不超过80元: a limit that grows with their number.
            self.used.discard(figure.at)
            self.reasons[figure.at] = "按面积或月数计算，还不能提议"
            return
        cap = CapOf(figure, span_of(part))
        if not (
            self._limits_things_too(cap, part, end)
            or self._caps_case(last, cap, part, start, end)
            or self._caps_too(cap, part, start, end)
        ):
            self._plain_cap(figure, part, per, start, end, last)

    def _caps_month(self, figure: Figure, part: str, last: _Open | None, end: int) -> bool:
        """按缴费额的60%补贴,每月最高500元: it grows with the months; each person's is not read."""
        is_alone = _EACH_MONTH_ALONE.fullmatch(part) is not None and last is not None
        if is_alone and last is not None and self._caps_each_of(last, figure, "月", end):
            self.used.add(figure.at)
            return True
        if re.search("每月|每人每(?!年)", part) is None:
            return False
        self.reasons[figure.at] = "按面积或月数计算，还不能提议"
        return True

    def _caps_by_number(self, figure: Figure, last: _Open | None, end: int) -> bool:
        """超过3万人的,最高100万元: another limit of the rate before it, from a number on."""
        if not self.pending:
            return False
        if last is None:
            return self._caps_by_band(figure, end)
        if last.draft.rows[0].rate is None:
            return False
        conditions = self._take_pending()
        row = Row("", band_of(conditions), cap=figure)
        self._rows_of(last, [row], end, measure=self._measured(conditions))
        return True

    def _capped_for(self, part: str, behind: str) -> str:
        """What a limit is for each of; "" for whoever applies.

        滑雪场购置索道的,…。单个滑雪场累计不超过1000万元: who applies is named before.
        """
        per = capped_for_each(part, behind)
        own = self.drafts[self.paragraph :]
        return "" if per and any(one.draft.who.startswith(per) for one in own) else per

    def _caps_rent(self, figure: Figure, part: str, end: int) -> bool:
        """按租金的50%补贴,每平方米每月不超过30元: of the rent that is read before it."""
        last = self._last_here()
        last = last or self._rent_before()
        if last is None or not last.draft.is_rent or last.draft.unit_cap is not None:
            return False
        if _EACH_METRE_MONTH.search(part) is None:
            return False
        draft = last.draft
        is_price = _PRICE_COUNTS.search(part) is not None
        if is_price and draft.price_cap is not None:
            return False
        self.used.add(figure.at)
        stop = max(draft.end, figure.at + 1)
        limit = {"price_cap" if is_price else "unit_cap": figure}
        last.draft = replace(draft, **limit, end=stop)  # type: ignore[arg-type]
        return True

    def _rent_before(self) -> _Open | None:
        """The only rent that the paragraph pays: a limit of it may be a sentence of its own."""
        rents = [one for one in self.drafts[self.paragraph :] if one.draft.is_rent]
        return rents[0] if len(rents) == 1 else None

    def _caps_price(self, figure: Figure, start: int, end: int) -> bool:
        """租金单价高于每平方米每月30元的,按30元计算: so much of what one costs counts."""
        last = self._last_here() or self._rent_before()
        text = self.skeleton.text
        tops = (_PRICE_TOP, _MONTHLY_TOP, _MONTH_TOP)
        match = next(filter(None, (one.search(text, start, end) for one in tops)), None)
        if match is None or last is None or not last.draft.is_rent:
            return False
        first, again = (self.skeleton.at(match.start(name)) for name in ("top", "again"))
        if figure.at not in (first.at, again.at) or first.value != again.value:
            return False
        self.used |= {first.at, again.at}
        self.reasons[again.at] = "就是单价的上限"
        draft = last.draft
        last.draft = replace(draft, price_cap=first, end=max(draft.end, again.at + 1))
        last.sub = self.sub
        return True

    def _caps_each_of(self, last: _Open, figure: Figure, per: str, end: int) -> bool:
        """按改造投入的30%补助,每亩不超过1万元: the limit grows with their number."""
        draft = last.draft
        is_rate = len(draft.rows) == 1 and draft.rows[0].rate is not None and not draft.period
        if not is_rate or draft.cap is not None or draft.item_cap or draft.each_cap:
            return False
        last.draft = replace(
            draft, each_cap=figure, each_cap_of=per, end=max(draft.end, figure.at + 1)
        )
        return True

    def _plain_cap(
        self, figure: Figure, part: str, per: str, start: int, end: int, last: _Open | None
    ) -> None:
        text = self.skeleton.text
        bare = self._bare_limit(part)
        if bare is None:
            self.used.discard(figure.at)
            self.reasons[figure.at] = OVER_CLAUSES
            return
        part = bare
        span = span_of(part)
        if span is Span.NONE and text.startswith("每年", start):
            span = Span.YEAR
        cap = CapOf(figure, span, f"每{per}" if per else "")
        # Not so 参加境外展会的,每个展位…;参加境内展会的,每个展位补助不超过1万元: of another case.
        is_group = _GROUP_CAP.match(part.lstrip("(")) is not None and not (
            last is not None and self._is_of_another(last, figure, start)
        )
        same_sub = last is not None and last.sub == self.sub
        actual = _ACTUAL.search(text, start, figure.at) or _ACTUAL_COST.search(
            text, start, figure.at
        )
        if actual is not None and not same_sub:
            self._open(
                start, end, (Row(),), self._take_pending(),
                base=re.sub("^(?:其|对)", "", actual["base"]),
                who=who_of(text, start, actual.start()), is_actual=True,
                item_cap=figure if is_thing(per) else None, per=per if is_thing(per) else "",
                cap=None if is_thing(per) else cap,
            )  # fmt: skip
            return
        if self.refused and self.refused[-1] == start and not same_sub:
            self.used.discard(figure.at)
            self.reasons[figure.at] = "所限的数额还不能提议"
            return
        is_same_cap = (
            last is not None
            and last.raised == self.sub
            and (not is_thing(per) or (last.draft.item_cap is not None and per == last.draft.per))
        )
        if (is_same_cap or (not per and is_own_cap(part))) and self._cap_of_raised(figure, end):
            return
        if (
            last is not None
            and same_sub
            and (
                self._caps_each_thing(last, figure, per, end)
                or self._narrows(last, cap, is_group, start, end)
            )
        ):
            return
        targets = self._limited_by(cap, part, same_sub=same_sub, is_group=is_group)
        if targets:
            for one in targets:
                self._set_cap(one, cap, per, end)
            return
        is_own = bool(re.search("(?:给予|予以|奖励|资助|补助|补贴|支持)[^,;。]{0,14}$", part))
        if is_group and self._limits_all(cap, part, end):
            return
        if same_sub and not is_own and not is_group:
            self.used.discard(figure.at)
            self.reasons[figure.at] = "上限的对象读不出"
            return
        is_over_all = is_group and _OVER_ALL.search(part) is not None
        is_over_all = is_over_all or _OVER_PROJECTS.search(text, start, figure.at) is not None
        is_of_all = not is_own and not self.drafts and is_over_all
        if is_of_all or (is_group and self._is_of_article(part, start, figure)):
            # 每家企业每年合计最高500万元 in an article of its own: what the others come to.
            self.used.discard(figure.at)
            self.reasons[figure.at] = OVER_CLAUSES
            return
        # A sum that is only a maximum, or a cap over several rules.
        row = (Row(fixed=figure),)
        item = is_thing(per)
        self._open(
            start, end, row, self._take_pending(), who=who_of(text, start, figure.at),
            per=per if item else "", span=span_of(part), is_ceiling=True,
            base=spent_on(text, figure, end),
        )  # fmt: skip

    def _caps_by_band(self, figure: Figure, end: int) -> bool:
        """Limits that a number decides, in another sentence than the rates that they limit."""
        rated = [
            one
            for one in self.drafts[self.paragraph :]
            if all(row.rate is not None and not row.label for row in one.draft.rows)
            and one.draft.cap is None
            and one.draft.item_cap is None
            and (len(one.draft.rows) == 1 or all(row.cap is not None for row in one.draft.rows))
        ]
        first = self.pending[0].figure
        if not rated or _NOTHING.search(self.skeleton.text, first.at, figure.at) is not None:
            return False
        demanded = [
            t.subject for one in rated for t in one.draft.thresholds if t.figure.unit == first.unit
        ]
        known = next((one.draft.measure for one in rated if one.draft.measure), "")
        measure = known or self._measured(tuple(self.pending)) or next(iter(demanded), "")
        if not measure:
            return False
        band = band_of(self._take_pending())
        for one in rated:
            self._rows_of(one, [Row("", band, cap=figure)], end, measure=measure)
        return True

    def _caps_too(self, cap: CapOf, part: str, start: int, end: int) -> bool:
        """补助不超过投资额的30%,且最高不超过400万元: of all that the share limits."""
        limited = [
            one
            for one in self.drafts[self.paragraph :]
            if one.draft.share_cap is not None
            and start <= one.draft.share_cap[0].at < cap.figure.at
            and lacks_cap(one.draft)
        ]
        if not limited or _AND_GIVES.match(part) is not None or self.pending:
            return False
        for one in limited:
            self._set_cap(one, cap, "", end)
        return True

    def _limits_things_too(self, cap: CapOf, part: str, end: int) -> bool:
        """单艘船舶不超过150万元,单个企业每年不超过600万元: a limit beside that of each thing."""
        own = self.drafts[self.paragraph :]
        before = [one for one in own if one.draft.cap is not None and one.draft.cap.per]
        if _GROUP_CAP.match(part.lstrip("(")) is None:
            return False
        is_told = OF_APPLICANT.match(part) is not None or cap.span in (Span.YEAR, Span.TOTAL)
        if not is_told or not before or any(one.draft.beside is not None for one in before):
            return False
        if before[-1].draft.cap is None or cap.figure.value <= before[-1].draft.cap.figure.value:
            return False
        for one in own:
            draft = one.draft
            stop = max(draft.end, end)
            if one in before:
                one.draft = replace(draft, beside=cap, end=stop)
            elif lacks_cap(draft):
                one.draft = replace(draft, cap=cap, end=stop)
        return True

    def _is_of_article(self, part: str, start: int, figure: Figure) -> bool:
        """同一企业每年最高100万元 in a paragraph or an item of its own: of all before it."""
        if self.skeleton.text[start : figure.at].rpartition("】")[2] != part:
            return False
        is_project = OF_PROJECT.match(part) is not None and self.clause.id.item is not None
        is_of_all = OF_APPLICANT.match(part) is not None or is_project
        if not is_of_all or self.drafts[self.paragraph :]:
            return False
        return self.clause.id.item is not None or bool(self.drafts)

    def _bare_limit(self, part: str) -> str | None:
        """A limit without what it is of; None where several rules come under it together."""
        over = _OVER_ARTICLE.match(part)
        is_of_items = part.startswith("本条") and self.clause.id.item is not None
        is_over = over is not None and (over["listed"] is not None or len(self.drafts) != 1)
        if is_over or (over is not None and is_of_items):
            return None
        kind = over or (_OF_KIND_OF_AWARD.match(part) if self.drafts else None)
        return part[kind.end() :] if kind is not None else part

    def _limited_by(self, cap: CapOf, part: str, *, same_sub: bool, is_group: bool) -> list[_Open]:
        """The drafts whose limit a sum is."""
        if _AND_GIVES.match(part) is not None and same_sub:
            return []
        if same_sub and is_group and _OF_WHOEVER.match(part) is not None:
            # …每立方米200元,不足500立方米的按投资的20%,单个主体不超过60万元: of all in one breath
            here = [one for one in self.drafts[self.paragraph :] if lacks_cap(one.draft)]
            whole = [one for one in here if one.sub == self.sub]
            if len(whole) > 1:
                return whole
        targets = self._without_cap(cap, same_sub=same_sub, is_group=is_group)
        if targets and is_group and _OVER_ALL.search(part):
            every = [
                one
                for one in self.drafts[self.paragraph :]
                if (one.sentence == targets[-1].sentence or self._is_in_tail(cap.figure.at))
                and lacks_cap(one.draft)
            ]
            return self._named_in(part, every) or every
        return targets

    def _named_in(self, part: str, every: list[_Open]) -> list[_Open]:
        """每年认证奖励合计不超过15万元: the limit is of the 认证, not of what else is paid."""
        named = _KIND_OF_AWARD.search(part)
        if named is None:
            return []
        text = self.skeleton.text
        found = [one for one in every if named["kind"] in text[one.draft.start : one.draft.end]]
        return found if 0 < len(found) < len(every) else []

    def _limits_all(self, cap: CapOf, part: str, end: int) -> bool:
        """单个品种最高300万元。单个企业年度最高800万元: the first limits are of each thing."""
        before = [one for one in self.drafts[self.paragraph :] if one.draft.cap is not None]
        if not before or _OVER_ALL.search(part) is None or cap.span is Span.NONE:
            return False
        things = [capped_thing(self.skeleton.text, one.draft) for one in before]
        if not all(things) or any(one.draft.item_cap is not None for one in before):
            return False
        for one, thing in zip(before, things, strict=True):
            draft = one.draft
            top = draft.cap.figure if draft.cap is not None else None
            stop = max(draft.end, end)
            one.draft = replace(draft, item_cap=top, per=thing, cap=cap, end=stop)
        return True

    def _caps_case(self, last: _Open | None, cap: CapOf, part: str, start: int, end: int) -> bool:
        """按50%补贴,最高20万元;获评专精特新企业的,最高30万元: the same, up to more for a class."""
        text = self.skeleton.text
        who = text[start : cap.figure.at - len(part)].rstrip(",")
        if last is None or last.sub == self.sub or self.pending or _CAP_ONLY.match(part) is None:
            return False
        draft = last.draft
        is_rate = len(draft.rows) == 1 and draft.rows[0].rate is not None and draft.cap is not None
        if not is_rate or not who.endswith("的") or "," in who or set(who) & set("ⓂⓅⒸⒷ"):
            return False
        assert draft.cap is not None
        span = draft.cap.span if cap.span is Span.NONE else cap.span
        own = replace(draft, end=end, who=who, cap=replace(draft.cap, figure=cap.figure, span=span))
        self.drafts.append(_Open(own, self.sentence, self.sub))
        return True

    def _narrows(self, last: _Open, cap: CapOf, is_group: bool, start: int, end: int) -> bool:
        """A cap of the newest band, or a second cap that makes the first one an item's."""
        draft = last.draft
        newest = draft.rows[-1]
        is_case = newest.label or (newest.band is not None and draft.per)
        is_after = draft.cap is not None and newest.fixed is not None
        is_after = is_after and draft.cap.figure.at < newest.fixed.at  # type: ignore[union-attr]
        if is_after and is_case and newest.cap is None and draft.cap is not None:
            # …每集10万元,单部最高400万元;…每集5万元,单部最高200万元
            top = draft.cap.figure
            rows = tuple(replace(row, cap=row.cap or top) for row in draft.rows[:-1])
            rows = (*rows, replace(newest, cap=cap.figure))
            last.draft = replace(draft, rows=rows, cap=None, end=max(draft.end, end))
            return True
        is_own = not re.match("[(,]?(?:每|单|同一|同|该|各|累计|合计)", self._words_of(cap, start))
        if newest.band and not newest.cap and draft.cap and is_own:
            row = last.cap_row
            if row < len(draft.rows) - 1:
                # …,补助12%,最高1000万元;…,补助15%,最高2000万元: each band has its own
                top = draft.cap.figure
                rows = (
                    *draft.rows[:row],
                    replace(draft.rows[row], cap=top),
                    *draft.rows[row + 1 : -1],
                    replace(newest, cap=cap.figure),
                )
                last.draft = replace(draft, rows=rows, cap=None, end=max(draft.end, end))
                return True
        if newest.band is not None and newest.cap is None and draft.rows[0].cap is not None:
            rows = (*draft.rows[:-1], replace(newest, cap=cap.figure))
            last.draft = replace(draft, rows=rows, end=max(draft.end, end))
            return True
        each = _EACH_THING.search(self.skeleton.text, start, cap.figure.at)
        is_over_all = cap.span in (Span.YEAR, Span.TOTAL) and draft.beside is None
        if is_group and draft.cap is not None and newest.rate is not None and is_over_all:
            of_project = _OF_PROJECT.search(self.skeleton.text, start, draft.cap.figure.at + 1)
            if of_project is not None and draft.cap.figure.at > start:
                own = replace(draft.cap, per=draft.cap.per or of_project["thing"])
                last.draft = replace(draft, cap=own, beside=cap, end=end)
                return True
        if is_group and each is not None and draft.cap is not None and newest.rate is not None:
            # 每台车辆按50%予以最高20万元,每家企业累计不超过1000万元
            last.draft = replace(
                draft, item_cap=draft.cap.figure, per=each["thing"], cap=cap, end=end
            )
            return True
        return False

    def _caps_each_thing(self, last: _Open, figure: Figure, per: str, end: int) -> bool:
        """每个起降场最高100万元,每个起降点最高20万元: a limit for each kind of thing."""
        draft = last.draft
        first = draft.rows[0]
        if not is_thing(per) or draft.item_cap is None or per == draft.per:
            return False
        if first.rate is None or not all(one in draft.who for one in (per, draft.per)):
            return False
        rows = draft.rows
        if len(rows) == 1:
            rows = (replace(first, label=draft.per, cap=draft.item_cap),)
        rows = (*rows, Row(per, rate=first.rate, cap=figure))
        last.draft = replace(draft, rows=rows, item_cap=None, per="", end=max(draft.end, end))
        return True

    def _cap_of_raised(self, figure: Figure, end: int) -> bool:
        """…比例提高到15%,最高300万元: the class that is raised has a limit of its own."""
        last = self.drafts[-1] if self.drafts else None
        if last is None or last.raised != self.sub:
            return False
        draft = last.draft
        newest = draft.rows[-1]
        is_each = draft.cap is None and draft.item_cap is not None
        if newest.band is not None and draft.cap is not None and len(draft.rows) == 2:
            # …收购点3个以上的,比例提高至1.5%,最高45万元: from so many on there is another limit
            rows = (replace(draft.rows[0], cap=draft.cap.figure), replace(newest, cap=figure))
            span, stop = draft.cap.span, max(draft.end, end)
            last.draft = replace(draft, rows=rows, cap=None, span=span, end=stop)
            return draft.rows[0].cap is None
        if not newest.label or (draft.cap is None) is not is_each or (draft.cap and draft.item_cap):
            return False
        start = max(self.skeleton.text.rfind(sign, 0, figure.at) for sign in "。;¶") + 1
        last.draft = replace(draft, rows=draft.rows[:-1], end=min(draft.end, start))
        assert newest.rate is not None
        if newest.rate.unit == "个百分点":
            start = draft.start  # 提高5个百分点 is proved beside the rate that it raises
        own = replace(
            draft, start=start, end=end, who=newest.label, rows=(Row(rate=newest.rate),),
            cap=replace(draft.cap, figure=figure) if draft.cap is not None else None,
            item_cap=figure if is_each else None,
        )  # fmt: skip
        self.drafts.append(_Open(own, self.sentence, self.sub))
        return True

    def _words_of(self, cap: CapOf, start: int) -> str:
        return part_before(self.skeleton.text, start, cap.figure.at)

    def _without_cap(self, cap: CapOf, *, same_sub: bool, is_group: bool) -> list[_Open]:
        here = [
            one
            for one in self.drafts[self.paragraph :]
            if lacks_cap(one.draft) or (is_group and _takes_total(one, cap))
        ]
        if not here:
            return []
        if same_sub and self.drafts[-1] in here:
            last = self.drafts[-1]
            if last.series and cap.span is Span.TOTAL:
                return [one for one in here if one.series == last.series]
            # 每个网点20万元,其中…每个30万元,单个企业最高100万元: of all that the part pays.
            whole = [
                one
                for one in here
                if one.draft.per
                and (
                    one.sub == last.sub
                    # 每条10万元;全部使用的,每条再加3万元,每家最高50万元: of the whole as well
                    or (last.draft.added is not None and one.draft.per == last.draft.per)
                )
            ]
            return whole if is_group and last in whole else [last]
        if not is_group:
            return []
        newest = here[-1]
        if self.drafts[-1] not in here:
            return []
        # 每间3000元。开在偏远乡的,每间5000元。每家最多10万元: of the whole and of its case.
        per = newest.draft.per
        return [
            one for one in here if one.sentence == newest.sentence or (per and one.draft.per == per)
        ]

    def _set_cap(self, one: _Open, cap: CapOf, per: str, end: int) -> None:
        draft = one.draft
        if (
            is_thing(per)
            and draft.item_cap is None
            and draft.per in ("", per)
            and draft.rows[0].rate
        ):
            one.draft = replace(draft, item_cap=cap.figure, per=per, end=max(draft.end, end))
            return
        if self._splits(one, cap, end):
            return
        one.draft = replace(draft, cap=cap, end=max(draft.end, end))
        one.cap_row = len(draft.rows) - 1

    def _splits(self, one: _Open, cap: CapOf, end: int) -> bool:
        """…,每个奖励300万元;…,每个奖励30万元,最高150万元: it cannot limit what is more."""
        draft = one.draft
        sums = [row.fixed.value if row.fixed is not None else None for row in draft.rows]
        if len(sums) < 2 or one.sub != self.sub or draft.rows[0].band is not None:
            return False
        last, most = sums[-1], cap.figure.value
        if last is None or last > most or not any(n is not None and n > most for n in sums[:-1]):
            return False
        newest = draft.rows[-1]
        assert newest.fixed is not None
        text = self.skeleton.text
        start = max(text.rfind(sign, 0, newest.fixed.at) for sign in ";。¶") + 1
        kept = draft.rows[:-1]
        kept = (replace(kept[0], label=""),) if len(kept) == 1 else kept
        one.draft = replace(draft, rows=kept, end=start - 1)
        own = replace(
            draft,
            start=start,
            end=end,
            who=newest.label,
            rows=(replace(newest, label=""),),
            cap=cap,
        )
        self.drafts.append(_Open(own, self.sentence, self.sub))
        return True

    def _each_cap(self, last: _Open, part: str, figure: Figure, end: int) -> bool:
        """…按2%给予奖励,最高分别为3000万元、1500万元: a limit for each case that was listed."""
        draft = last.draft
        if draft.rows[0].rate is None or draft.cap is not None:
            return False
        if len(draft.rows) > 1 and all(row.label and row.cap is None for row in draft.rows):
            return self._cap_each(last, part, figure, end)
        if len(draft.rows) > 1:
            return False
        series = self._series(figure, end)
        names = names_before(draft.who, len(series) + 1) if series else []
        if not names:
            return False
        rate = draft.rows[0].rate
        caps = (figure, *series)
        rows = tuple(Row(name, rate=rate, cap=cap) for name, cap in zip(names, caps, strict=True))
        each = _EACH_EVENT.search(part)
        per = each["per"] if each is not None else draft.per
        last.draft = replace(draft, rows=rows, span=span_of(part), per=per, end=max(draft.end, end))
        return True

    def _cap_each(self, last: _Open, part: str, figure: Figure, end: int) -> bool:
        """50%、30%补贴,最高200万元、80万元: a limit for each of the rates."""
        draft = last.draft
        match = re.match(f"(?:[、和]{MONEY})+", self.skeleton.text[figure.at + 1 : end])
        if match is None or len(match.group()) != 2 * (len(draft.rows) - 1):
            return False
        caps = (figure, *self._series(figure, end))
        rows = tuple(replace(row, cap=cap) for row, cap in zip(draft.rows, caps, strict=True))
        last.draft = replace(draft, rows=rows, span=span_of(part), end=max(draft.end, end))
        return True

    def _class_cap(self, last: _Open, label: str, figure: Figure, end: int) -> None:
        """高校院所最高150万元: the cap before it is that of all others."""
        draft = last.draft
        rows = draft.rows
        if len(rows) == 1 and draft.cap is not None:
            other = other_class(draft.who, label)
            rows = (replace(rows[0], label=other, cap=draft.cap.figure),)
            draft = replace(draft, span=draft.cap.span, cap=None)
        rate, fixed = rows[0].rate, rows[0].fixed
        if len(rows) == 1 and rows[0].cap is None and not rows[0].label:
            rows = ()  # 按50%给予补贴,第一年最高50万元,第二年…: every case is named
        last.draft = replace(
            draft,
            rows=(*rows, Row(label, rate=rate, fixed=fixed, cap=figure)),
            end=max(draft.end, end),
        )

    def _rows_of(self, last: _Open, cases: list[Row], end: int, measure: str = "") -> None:
        """Caps by case for a draft whose rate is already read."""
        draft = last.draft
        rate = draft.rows[0].rate
        band = cases[0].band
        if band is not None and draft.cap is not None and len(draft.rows) == 1:
            # 达到1万人的,按10%补助,最高50万元;超过3万人的,最高100万元
            unit = band.figure.unit
            own = [one for one in draft.thresholds if one.figure.unit == unit]
            if own and draft.rows[0].band is None:
                first = replace(draft.rows[0], band=band_of((own[-1],)), cap=draft.cap.figure)
                others = tuple(one for one in draft.thresholds if one is not own[-1])
                draft = replace(
                    draft, rows=(first,), thresholds=others, measure=own[-1].subject, cap=None,
                    span=draft.cap.span,
                )  # fmt: skip
        if band is not None and len(draft.rows) == 1 and draft.cap is not None:
            # 最高500万元;固定座位不足500个的,最高200万元: the first limit is that of all others.
            other = beside_band(band)
            if other is not None and draft.rows[0].band is None:
                first = replace(draft.rows[0], band=other, cap=draft.cap.figure)
                draft = replace(draft, rows=(first,), cap=None, span=draft.cap.span)
        known = [row for row in draft.rows if row.cap is not None]
        rows = (*known, *(replace(case, rate=rate) for case in cases))
        last.draft = replace(
            draft, rows=rows, end=max(draft.end, end), measure=draft.measure or measure
        )
        last.sub = self.sub

    def _class_caps(self, figure: Figure, end: int) -> list[tuple[str, Figure]]:
        """外贸综合服务企业20万元、“双自主”企业10万元、…, from its first figure on."""
        text = self.skeleton.text
        match = re.match(r"Ⓜ(?:[、和](?:[^、,;。ⓂⓅⒸⒷ()]{2,14})Ⓜ)+", text[figure.at : end])
        if match is None:
            return []
        first = re.search(
            r"(?:为|给予|最高|不超过|按|:)([^、,;。ⓂⓅⒸⒷ()为:按]{2,14})$", text[: figure.at]
        )
        if first is None:
            return []
        found = [(first.group(1), figure)]
        for one in re.finditer(r"[、和]([^、,;。ⓂⓅⒸⒷ()]{2,14})Ⓜ", match.group()):
            label = re.sub(f"(?:{AWARD}|最高|不超过)+$", "", one.group(1))
            if not label or _NO_LABEL.search(label):
                return []
            found.append((label, self.skeleton.at(figure.at + one.end() - 1)))
        return found

    # --- lists ----------------------------------------------------------------------------------

    def _each(self, each: EachOf, start: int) -> None:
        text = self.skeleton.text
        rows = each.rows
        caps = () if rows[0].cap is not None else caps_behind(self.skeleton, each)
        if caps:
            rows = tuple(replace(row, cap=cap) for row, cap in zip(rows, caps, strict=True))
        for row in rows:
            self.used |= {figure.at for figure in row.figures()}
        if each.bands:
            self.last_bands = (each.bands, each.measure)
        base = next((b for b in each.bases if b), "")
        part = text[start : each.end]
        self._open(
            start, each.end, rows, (), base=base, measure=each.measure,
            who=who_of(text, start, each.start), is_ceiling=each.is_ceiling, per=each.per,
            period="月" if each.is_monthly else "",
            span=_span_of_caps(text, each, caps) or _span_of_each(part),
        )  # fmt: skip
        one = self.drafts[-1]
        before = self.drafts[-2] if len(self.drafts) > 1 else None
        if each.is_again and before is not None:
            before.series = before.series or self.sentence
            one.series = before.series

    # --- helpers --------------------------------------------------------------------------------

    def _open(self, start, end, rows, conditions, **rest) -> None:  # type: ignore[no-untyped-def]
        bands = [c for c in conditions if isinstance(c, Band)]
        thresholds = tuple(c for c in conditions if isinstance(c, Threshold))
        if bands and len(rows) == 1 and rows[0].band is None:
            rows = (replace(rows[0], band=bands[0]),)
            rest = {"measure": self._measured((bands[0],)), **rest}
        rest = {"who": "", **rest}
        head = self.above.partition(",")[0]
        if rest["who"][:1] in (MONEY, COUNT, BAND) and head and not set(head) & set(SIGNS):
            rest["who"] = head  # (1)4.5吨以下的,每辆2万元: who gets it stands above the list
        draft = Draft(
            self.clause.id, start, end, rows=rows, thresholds=thresholds, **rest
        )  # fmt: skip
        self.drafts.append(_Open(draft, self.sentence, self.sub))

    def _measured(self, conditions: tuple[Threshold | Band, ...]) -> str:
        """What the conditions are about."""
        for one in conditions:
            found = one.subject if isinstance(one, Threshold) else self.subjects[one.figure.at]
            if found:
                return found
        named = base_in_head(self.head)
        is_sum = bool(conditions) and conditions[0].figure.unit == "元"
        if is_sum and named and _BY_LIST.match(named) is None:
            return named  # 实缴资本500万元以上的,按首年营业收入给予奖励:2000万元以上的…
        # 购置金额100万元以上的,按以下比例补助:(1)100万元以上、不足500万元的…
        known = (t for one in conditions for t in self.headed if t.figure.unit == one.figure.unit)
        headed = next((t.subject for t in known if t.subject), "")
        if headed:
            return headed
        # 按室内展览面积给予补助:1万平方米至2万平方米的…
        is_counted = conditions and conditions[0].figure.unit not in _NOT_COUNTED
        return (base_in_head(self.head) or measure_in_head(self.head)) if is_counted else ""

    def _last_here(self) -> _Open | None:
        """The newest draft of this sentence."""
        if self.drafts and self.drafts[-1].sentence == self.sentence:
            return self.drafts[-1]
        return None


def _span_of_each(part: str) -> Span:
    """The period of a list of sums: 每年分别给予, 一次性."""
    if "一次性" in part:
        return Span.ONCE
    return Span.YEAR if re.search("每年(?:分别)?(?:给予|予以|补|奖|资助)", part) else Span.NONE


def _span_of_caps(text: str, each: EachOf, caps: tuple[Figure, ...]) -> Span | None:
    return span_of(text[each.end : caps[0].at]) if caps else None


def propose(
    source: str,
    clause: Clause,
    head: str = "",
    base_before: str = "",
    tails: tuple[Tail, ...] = (),
) -> Proposal:
    """The drafts of a clause, and every figure that is in none of them with the reason.

    ``head`` is what the source says above the list of which the clause is an item, and
    ``base_before`` what the item before pays a rate of; ``tails`` are read behind it.
    """
    skeleton, view = read_clause(source, clause, tails)
    above = make_skeleton(make_view(head, 0, len(head)).text).text
    above = re.split("[。¶]", above.rstrip("¶"))[-1]
    in_list = clause.id.item is not None and head.rstrip().endswith(("：", ":"))
    in_list = in_list and tail_of(clause) >= 0
    reader = _Reader(
        skeleton, clause, above=granting_head(above), base_before=base_before,
        paid_out=_paid_out(skeleton, view.text), cut=base_of_slices(above),
        tail_at=_tail_at(skeleton, view, tails, tail_of(clause) + clause.start if in_list else -1),
    )  # fmt: skip
    reader.read()
    drafts = tuple(one.draft for one in reader.drafts)
    used = {figure.at for draft in drafts for figure in draft.figures()}
    left = tuple(
        Leftover(figure, reader.reasons.get(figure.at, "没有与金额连上的条件"))
        for figure in skeleton.figures
        if figure.at not in used
    )
    unread = sum(one.reason in UNREAD for one in left)
    places = tuple(view.places[one.figure.start] for one in left)
    return Proposal(clause.id, drafts, left, tails, places, unread)


def _tail_at(skeleton: Skeleton, view: View, tails: tuple[Tail, ...], behind: int) -> int:
    """Where in the skeleton what stands behind a list begins, in its last line or elsewhere; -1.

    ``behind`` is where in the source it begins in the last line of the list, -1 where it does not.
    """
    if behind < 0 and not tails:
        return -1
    begins = behind if behind >= 0 else tails[0].start
    first = next((n for n, at in enumerate(view.places) if at >= begins), 0)
    return next((n for n, at in enumerate(skeleton.places) if at >= first), -1)


def _paid_out(skeleton: Skeleton, text: str) -> frozenset[int]:
    """The figures of the words that say in which parts a sum is paid out."""
    found: set[int] = set()
    for sentence in re.finditer("[^。\n]+", text):
        schedule = find_schedule(sentence.group())
        if schedule is None:
            continue
        start = text.index(schedule.words, sentence.start())
        end = start + len(schedule.words)
        found |= {one.at for one in skeleton.figures if start <= one.start < end}
    return frozenset(found)


def base_left(proposal: Proposal) -> str:
    """What a clause pays a rate of, for the item behind it; "" where that is not one sum."""
    bases = {draft.base for draft in proposal.drafts if draft.base and draft.rows[0].rate}
    return bases.pop() if len(bases) == 1 else ""


def read_clause(source: str, clause: Clause, tails: tuple[Tail, ...] = ()) -> tuple[Skeleton, View]:
    """The skeleton and the view of a clause and of what is read behind it.

    Its heading stands apart.
    """
    view = make_view(source, clause.start, clause.end, clause.heading)
    for tail in tails:
        view = view.before(make_view(source, tail.start, tail.end))
    return make_skeleton(view.text), view


def _joins(bound: Bound, between: str) -> bool:
    """Whether two numbers are the ends of one band by the words between them."""
    if bound is Bound.MORE_THAN:
        return _JOINED_ABOVE.fullmatch(between) is not None
    return bound is Bound.AT_LEAST and _JOINED.fullmatch(between) is not None


_VERBS = (
    "签订",
    "缴纳",
    "挂靠",
    "带动",
    "引进",
    "招用",
    "吸纳",
    "承办",
    "入驻",
    "持有",
    "以",
    "近",
    "具有",
    "有",
    "拥有",
    "开展",
    "完成",
    "举办",
    "获得",
    "取得",
    "超过",
    "达",
)


_MADE_UP_OF_ALL = lazy(
    f"(?:但|且)?(?:(?:按照?|依)[^,;。ⓂⓅⒸⒷ]{{0,12}})?(?:(?:计算|核算|测算|核定|算出|应得|应补|应奖|{AWARD})[^,;。ⓂⓅⒸⒷ]{{0,10}})?"
    f"(?:不足|低于|少于|不到|未达到?)[{MONEY}]"
)
"""计算结果不足…, 按上述办法算出的补助额低于…: of what is paid, not of what was spent."""


_BY_LIST = lazy("以下|下列|如下|上述|前述|该|本")


def _is_same_thing(per: str, again: str) -> bool:
    """喷涂线 and 条线 of 每条喷涂线补助10万元;…,每条线再加3万元: one thing that is counted."""
    if per == again:
        return True
    bare = again[1:] if len(again) > 1 and again[0] in lexicon().units else again
    return bool(per and bare) and per.endswith(bare)


def _is_of_none(subject: str, names: Sequence[str]) -> bool:
    """实缴资本500万元以上的 beside bands of 首年营业收入: another sum than those that decide."""
    bare = core(subject)
    return all(names) and not any(bare in core(one) or core(one) in bare for one in names)


def _has_kinds(draft: Draft) -> bool:
    """Whether a draft counts several kinds, and not one kind by a number that each of them has."""
    return len(draft.rows) > 1 and any(row.band is None for row in draft.rows)


def _has_least(draft: Draft) -> bool:
    """Whether a least sum can be put to what a draft pays: a rate, or so much for each of."""
    row = draft.rows[0]
    is_cut = bool(draft.slices) and row.fixed is None
    is_one = len(draft.rows) == 1 and not draft.period and not is_cut and not draft.is_rent
    is_each = bool(draft.per) and row.fixed is not None and draft.per_figure is None
    return is_one and (row.rate is not None or is_each) and not draft.is_ceiling


def _is_of_more(before: str) -> bool:
    """Whether a sum is for each of what there is more of than the time before."""
    every = (_GROWN_BY, _OF_INCREASE, _OF_INCREASE_ALONE)
    return any(one.search(before) is not None for one in every)


def _whole_heads(heads: Sequence[str], rests: Sequence[str], whole: Sequence[str]) -> Sequence[str]:
    """新建窑场, 已建成窑场新增 where the heads of the subjects are 窑场, 窑场新增."""
    if not any(one != other and one in other for one in heads for other in heads):
        return heads
    full = [who.split(rest)[0].rpartition(",")[2] for who, rest in zip(whole, rests, strict=True)]
    is_told = all(1 < len(one) <= _SHORT_CASE and not set(one) & set("ⓂⓅⒸⒷ") for one in full)
    return full if is_told and len(set(full)) == len(full) else heads


def _share_limit_in(before: str, last: _Open | None) -> re.Match[str] | None:
    """补助不超过造价的 before a rate, or 最高不超过投资额的 behind a sum that is granted."""
    limit = _SHARE_LIMIT.search(before)
    if limit is None and last is not None and last.draft.rows[-1].fixed is not None:
        return _SHARE_MOST.search(before)
    return limit


def _are_apart(known: Threshold | Band | str, one: Threshold | Band) -> bool:
    """Whether two numbers are of two things that only end alike: 大棚育苗, 露地育苗."""
    if not isinstance(one, Threshold) or isinstance(known, Band):
        return False
    first = known if isinstance(known, str) else known.subject
    return bool(first and one.subject) and heads_apart((first, one.subject)) is not None


def _is_of_other(draft: Draft, conditions: Sequence[Threshold | Band]) -> bool:
    """新建面积30万平方米以上的…;新增面积10万平方米以上的: another number than that of a draft."""
    known = draft.thresholds[0] if draft.rows[0].band is None and draft.thresholds else ""
    beside = draft.measure or known
    return bool(conditions and beside) and _are_apart(beside, conditions[0])


def _is_listed(before: str, subject: str) -> bool:
    """Whether what stands before a number is but the last of a list: 黄芪、党参、柴胡50亩."""
    if not subject or not before.endswith(f"、{subject}") or "面积" in subject:
        return False
    return before[: -len(subject) - 1][-1:] not in ("上", "下", "内", "Ⓜ", "Ⓟ", "Ⓒ", "Ⓑ")


def _takes_total(one: _Open, cap: CapOf) -> bool:
    """Whether a draft whose cases have limits of their own takes one over all of them."""
    draft = one.draft
    has_own = draft.cap is None and all(row.cap is not None for row in draft.rows)
    return has_own and cap.span in (Span.YEAR, Span.TOTAL)

"""How many watch, read or follow: 粉丝量500万以上 is a number of people, and no money."""

from __future__ import annotations

from assistant.text.pattern import lazy

OF_AUDIENCE = lazy(
    "(?:粉丝|用户|会员|观众|读者|听众|播放|浏览|阅读|下载|访问|点击|观看|关注|客流|订阅)(?:总?[数量])?"
    "(?:不少于|不低于|达到?|超过|突破|在|为)?$"
)
"""What stands before such a number."""

"""The adapters that the settings configure; none by default."""

from __future__ import annotations

from assistant.errors import SettingsError
from assistant.settings import Settings
from assistant.web.chats.contract import Adapter
from assistant.web.running.outgoing import origin_of

_NEEDED = {
    "企业微信": ("wecom_corp", "wecom_token", "wecom_aes_key"),
    "钉钉": ("dingtalk_secret",),
    "飞书": ("feishu_app", "feishu_secret", "feishu_token", "feishu_encrypt_key"),
}


def adapters_of(settings: Settings) -> dict[str, Adapter]:
    """Name in the address → adapter.

    Raises:
        SettingsError: a platform is configured in part, or a value cannot be read.
    """
    ready = {title for title, names in _NEEDED.items() if _is_configured(settings, title, names)}
    found: list[Adapter] = []
    if "企业微信" in ready:
        from assistant.web.chats.wecom import WeCom

        found.append(WeCom(settings.wecom_corp, settings.wecom_token, settings.wecom_aes_key))
    if "钉钉" in ready:
        from assistant.web.chats.dingtalk import DingTalk

        _check_address("dingtalk_url", settings.dingtalk_url)
        found.append(DingTalk(settings.dingtalk_secret, settings.dingtalk_url))
    if "飞书" in ready:
        from assistant.web.chats.feishu import Feishu

        _check_address("feishu_url", settings.feishu_url)
        found.append(
            Feishu(
                settings.feishu_app,
                settings.feishu_secret,
                settings.feishu_token,
                settings.feishu_encrypt_key,
                settings.feishu_url,
            )
        )
    return {adapter.name: adapter for adapter in found}


def _is_configured(settings: Settings, title: str, names: tuple[str, ...]) -> bool:
    missing = [f"CEWEN_{name.upper()}" for name in names if not getattr(settings, name)]
    if missing and len(missing) < len(names):
        raise SettingsError(f"{title}还缺设置项 {'、'.join(missing)}：请补上，或去掉其余的。")
    return not missing


def _check_address(name: str, value: str) -> None:
    if not origin_of(value):
        raise SettingsError(
            f"设置项 CEWEN_{name.upper()} 的值 {value!r} 不是网址：请写成 https://主机名。"
        )

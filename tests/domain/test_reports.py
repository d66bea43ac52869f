"""Addresses of messages."""

from __future__ import annotations

import pytest

from bot.domain.ids import CommunityId
from bot.domain.places import Place
from bot.domain.reports import LinkElsewhere, NotAMessageLink, parse_message_link

HERE = CommunityId(7)
BASE = "https://discord.com/channels/7/8/9"


@pytest.mark.parametrize(
    "text",
    [
        BASE,
        f"  <{BASE}> ",
        f"{BASE}/",
        BASE.replace("discord.com", "discordapp.com"),
        BASE.replace("//", "//ptb."),
        BASE.replace("//", "//canary."),
        f"{BASE}?x=1",
        BASE.upper().replace("CHANNELS", "channels"),
    ],
)
def test_reads_the_address_of_a_message(text: str) -> None:
    assert parse_message_link(text, HERE) == Place(channel_id=8, message_id=9)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "@everyone",
        "https://evil.example/channels/7/8/9",
        "https://discord.com.evil.example/channels/7/8/9",
        "https://evil.example/?https://discord.com/channels/7/8/9",
        "https://discord.com/channels/@me/8/9",
        "https://discord.com/channels/7/8",
        "https://discord.com/channels/7/8/9/10",
        "https://discord.com/channels/7/8/9223372036854775808",
        f"https://discord.com/channels/7/8/{'9' * 40}",
        "https://discord.com/channels/7/٨/9",
        f"{BASE} {BASE}",
        "javascript:alert(1)",
    ],
)
def test_refuses_any_other_text(text: str) -> None:
    with pytest.raises(NotAMessageLink) as refused:
        parse_message_link(text, HERE)
    assert refused.value.text == text


def test_refuses_a_message_of_another_server() -> None:
    with pytest.raises(LinkElsewhere):
        parse_message_link(BASE, CommunityId(70))

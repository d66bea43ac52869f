import re

import pytest

from bot.render.text import count, inert, quote, shorten

LIVE = re.compile(
    r"<@|<#|<:|<t:|<a:|</|@everyone|@here|\w://|discord(?:app)?\.\w|www\.\w"
    r"|(?<!\\)[*_~`|]|^#|^>",
    re.MULTILINE,
)


@pytest.mark.parametrize(
    "typed",
    [
        "@everyone wake up",
        "@here",
        "<@123456789012345678>",
        "<@&123456789012345678>",
        "<#123456789012345678>",
        "</log:123456789012345678>",
        "<t:1700000000:R>",
        "<:blob:123456789012345678>",
        "**bold** _it_ ~~no~~ `code` ||spoiler||",
        "https://example.org/a_b",
        "HTTP://EXAMPLE.ORG",
        "discord.gg/abc",
        "DiscordApp.com/invite/abc",
        "discord.gift/abc",
        "steam://run/1",
        "discord://-/channels/1/2",
        "www.example.org",
        "[text](https://example.org)",
        "# a heading",
        "> a quote",
    ],
)
def test_what_somebody_typed_never_comes_alive(typed: str) -> None:
    assert not LIVE.search(inert(typed))


@pytest.mark.parametrize(
    "typed", ["قراءة", "קריאה", "Grüße, 20 min", "1. Satz", "C# scales at 5 < 7"]
)
def test_plain_words_stay_readable(typed: str) -> None:
    assert inert(typed).replace("\u200b", "").replace("\\", "") == typed


def test_every_line_of_a_quotation_is_quoted() -> None:
    assert quote("one\ntwo") == "> one\n> two"


def test_shorten_keeps_to_the_limit() -> None:
    assert shorten("abcdef", 6) == "abcdef"
    assert shorten("abcdefg", 6) == "abcde…"


def test_count_knows_one_from_many() -> None:
    assert [count(n, "day") for n in (0, 1, 2)] == ["0 days", "1 day", "2 days"]
    assert count(2, "person", "people") == "2 people"

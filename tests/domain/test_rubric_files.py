from __future__ import annotations

import re
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.names import EmptyName, HiddenCharacters, NameTooLong, clean_name, name_key
from bot.domain.rubric_bank import SHIPPED
from bot.domain.rubric_files import (
    LARGEST_FILE_KIB,
    FileRefused,
    FileTooLarge,
    NotText,
    NotToml,
    UnknownKey,
    WrongType,
    file_name,
    read_rubric,
    write_rubric,
)
from bot.domain.rubrics import (
    LONGEST_CRITERION,
    LONGEST_LEVEL,
    LONGEST_RUBRIC,
    Criterion,
    DuplicateCriterion,
    LevelMissing,
    NoCriteria,
    TooManyCriteria,
)

LEVELS = 'level_1 = "a"\nlevel_2 = "b"\nlevel_3 = "c"\nlevel_4 = "d"\n'
GOOD = f'name = "Essays"\n\n[[criteria]]\nname = "Order"\n{LEVELS}'


def words(longest: int) -> st.SearchStrategy[str]:
    """Whatever a moderator may type, in every script, as it is kept."""

    def kept(text: str) -> bool:
        try:
            return clean_name(text, "x", longest) == text
        except (EmptyName, NameTooLong, HiddenCharacters):
            return False

    telling = st.sampled_from(
        ['"', "\\", "'", "#", "[", "]]", "{", "}", '"""', "'''", "=", "\\u0041"]
    )
    pieces = st.lists(st.one_of(st.text(max_size=8), telling), min_size=1, max_size=6)
    return pieces.map(lambda parts: " ".join("".join(parts).split())[:longest]).filter(kept)


criteria = st.lists(
    st.builds(
        Criterion, words(LONGEST_CRITERION), st.tuples(*[words(LONGEST_LEVEL) for _ in range(4)])
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda criterion: name_key(criterion.name),
).map(tuple)


@given(words(LONGEST_RUBRIC), criteria)
def test_what_was_given_out_comes_in_again(name: str, kept: tuple[Criterion, ...]) -> None:
    assert read_rubric(write_rubric(name, kept).encode()) == (name, kept)


@given(words(LONGEST_RUBRIC), criteria, st.data())
def test_a_level_that_is_too_long_is_told_by_its_line(
    name: str, kept: tuple[Criterion, ...], data: st.DataObject
) -> None:
    lines = write_rubric(name, kept).split("\n")
    number = data.draw(st.sampled_from([n for n, line in enumerate(lines) if "level_" in line[:6]]))
    lines[number] = re.sub("=.*", f'= "{"x" * 101}" # ]]', lines[number])
    at, reason = refused("\n".join(lines))
    assert at == number + 1
    assert isinstance(reason, NameTooLong)


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda version: version.name)
def test_shipped_rubrics_come_in(shipped: object) -> None:
    version = next(each for each in SHIPPED if each == shipped)
    file = read_rubric(write_rubric(version.name, version.criteria).encode())
    assert file == (version.name, version.criteria)


def refused(text: str | bytes) -> tuple[int, Exception]:
    content = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(FileRefused) as caught:
        read_rubric(content)
    return caught.value.line, caught.value.reason


def test_files_of_any_editor_come_in() -> None:
    criterion = Criterion("Order", ("a", "b", "c", "d"))
    windows = b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()
    inline = (
        "criteria = [\n"
        "  {name = 'Order', level_1 = 'a', level_2 = 'b', level_3 = 'c', level_4 = 'd'},\n"
        "]\nname = 'Essays'"
    )
    many_lines = GOOD.replace('"c"', '"""\n\nc\n"""')
    for content in (
        GOOD.encode(),
        windows,
        many_lines.encode(),
        inline.encode(),
        b"# mine\n\n" + GOOD.encode(),
    ):
        assert read_rubric(content) == ("Essays", (criterion,))


MANY = "".join(f'[[criteria]]\nname = "{number}"\n{LEVELS}' for number in range(12))
INLINE = "level_1='a',level_2='b',level_3='c',level_4"
CASES = {
    "no name": (GOOD.replace('name = "Essays"', ""), 1, EmptyName),
    "a blank name": (GOOD.replace("Essays", " "), 1, EmptyName),
    "a long name": (GOOD.replace("Essays", "x" * 41), 1, NameTooLong),
    "no criteria": ('name = "Essays"', 1, NoCriteria),
    "an empty list": ('\nname = "x"\n\ncriteria = []', 4, NoCriteria),
    "one level": ('name="x"\n[[criteria]]\nname="y"\nlevel_1="a"', 2, LevelMissing),
    "a blank level": (GOOD.replace('"c"', '"  "'), 7, LevelMissing),
    "a long level": (GOOD.replace('"c"', f'"{"x" * 101}"'), 7, NameTooLong),
    "after a text of many lines": (
        '#"""\nname = """\\\n  Essays"""\n' + GOOD[17:].replace('"d"', "4"),
        9,
        WrongType,
    ),
    "a hidden character": (GOOD.replace('"b"', '"\\u202e"'), 6, HiddenCharacters),
    "a fifth level": (GOOD + 'level_5 = "e"', 9, UnknownKey),
    "a word of another kind": (GOOD + '\n[author]\nname = "me"', 10, UnknownKey),
    "a dotted key": ('name = "x"\na.b.c = 1', 2, UnknownKey),
    "a number as a level": (GOOD.replace('"b"', "2"), 6, WrongType),
    "a list as a name": (GOOD.replace('"Order"', '["Order"]'), 4, WrongType),
    "a table as a name": (GOOD.replace('"Essays"', "{a = 1}"), 1, WrongType),
    "one table of criteria": (GOOD.replace("[[criteria]]", "[criteria]"), 3, WrongType),
    "criteria as text": ('name = "x"\ncriteria = "y"', 2, WrongType),
    "criteria as a list of texts": ('name = "x"\ncriteria = [\n"y"]', 2, WrongType),
    "twelve criteria": ('name = "x"\n' + MANY, 32, TooManyCriteria),
    "two of one name": (GOOD + f'[[criteria]]\nname = "oRDER"\n{LEVELS}', 10, DuplicateCriterion),
    "the second of a list": (
        f'name="x"\ncriteria=[\n{{name="a",{INLINE}="d"}},\n{{name="b",{INLINE}=" "}},\n]',
        4,
        LevelMissing,
    ),
    "no quotation mark": (GOOD.replace('"b"', '"b'), 6, NotToml),
    "an open end": (GOOD + 'x = """\n\n', 11, NotToml),
    "a key that stands twice": (GOOD + 'name = "again"', 9, NotToml),
    "nothing": ("", 1, EmptyName),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00", 1, NotText),
    "another encoding": (GOOD.encode() + "#é".encode("latin-1"), 9, NotText),
    "deep lists": ("\n" + "a=" + "[" * 60_000, 2, NotToml),
    "deep lists in many lines": ("x=1\na=" + "[\n" * 30_000, 2, NotToml),
    "deep lists in disguise": ("a=" + "[1," * 20_000, 1, NotToml),
    "a long key": ("\n\n" + "a." * 32_000 + "b=1", 3, NotToml),
    "a long number": ("\na=" + "9" * 60_000, 2, NotToml),
}


@pytest.mark.parametrize(("text", "line", "reason"), CASES.values(), ids=CASES)
def test_a_refused_file_is_told_the_line(
    text: str | bytes, line: int, reason: type[Exception]
) -> None:
    at, why = refused(text)
    assert (at, type(why)) == (line, reason)


HOSTILE = {
    "headers": "".join(f"[a{number}]\n" for number in range(8000)),
    "criteria": "name='x'\n" + "[[criteria]]\n" * 5000,
    "keys": "\n".join(f"a{number}=1" for number in range(7000)),
    "dotted keys": "\n".join("a." * 99 + f"b{number}=1" for number in range(300)),
    "quotes": '\\"""\n' * 12_000,
    "texts": "a=[" + '"",' * 20_000 + "]",
    "comments": "#'\n" * 20_000,
    "empty lines": "\n" * 64_000,
    "escapes": "name='''" + "\\\n" * 30_000 + "'''",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_takes_no_time(text: str) -> None:
    start = perf_counter()
    refused(text[: LARGEST_FILE_KIB * 1024])
    # About 0.1 s at most on a slow machine; what is guarded against takes many seconds.
    assert perf_counter() - start < 2


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode())))
def test_any_bytes_are_refused_or_read(content: bytes) -> None:
    with pytest.raises(FileRefused) as caught:
        read_rubric(content)
    assert 1 <= caught.value.line <= content.count(b"\n") + 1


def test_a_file_has_at_most_64_kib() -> None:
    full = GOOD.encode() + b"#"
    assert read_rubric(full.ljust(64 * 1024, b" "))
    with pytest.raises(FileTooLarge):
        read_rubric(full.ljust(64 * 1024 + 1, b" "))


def test_a_file_is_named_after_its_rubric() -> None:
    assert file_name("Music or speaking") == "rubric_Music_or_speaking.toml"
    assert file_name("v1.2 (日本)") == "rubric_v1_2.toml"

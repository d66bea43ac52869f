import pytest

from bot.domain.entries import (
    LONGEST_FILE_NAME,
    LONGEST_LINK,
    NotALink,
    ProofTooLarge,
    check_proof,
    clean_file_name,
    clean_link,
    host_of,
    is_picture,
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://example.org", "https://example.org"),
        (" HTTP://Example.ORG/A b?c=d#e ", "http://example.org/A%20b?c=d#e"),
        ("https://sub.example.co.uk:8080/x", "https://sub.example.co.uk:8080/x"),
        ("https://münchen.de/ü", "https://xn--mnchen-3ya.de/%C3%BC"),
        ("https://example.org/?q=100%25", "https://example.org/?q=100%25"),
        ("", None),
        ("   ", None),
    ],
)
def test_links_are_kept_in_plain_ascii(typed: str, kept: str | None) -> None:
    assert clean_link(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "example.org",
        "ftp://example.org",
        "javascript:alert(1)",
        "https://",
        "https://localhost",
        "https://127.0.0.1/",
        "https://user@example.org/",
        "https://example.org@evil.example/",
        "https://exa mple.org",
        "https://[::1",
        "https://" + "a" * 70 + ".org",
        "https://example.org/" + "a" * LONGEST_LINK,
        "look at https://example.org",
    ],
)
def test_anything_else_is_no_link(typed: str) -> None:
    with pytest.raises(NotALink) as refused:
        clean_link(typed)
    assert refused.value.text == typed


def test_the_site_of_a_link() -> None:
    assert host_of("https://example.org/a/b") == "example.org"


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("take 1.PNG", "take_1.png"),
        ("../../etc/passwd", "passwd"),
        ("C:\\takes\\1.png", "1.png"),
        ("a.b.tar.gz", "a_b_tar.gz"),
        ("\u202egnp.exe", "gnp.exe"),
        ("noending", "noending"),
        (".hidden", "hidden"),
        ("日本.jpg", "proof.jpg"),
        ("日本", "proof"),
        ("x.日本", "x"),
        ("", "proof"),
        ("SPOILER_x.webp", "SPOILER_x.webp"),
    ],
)
def test_file_names_are_plain(name: str, clean: str) -> None:
    assert clean_file_name(name) == clean


def test_long_file_names_are_cut_before_the_ending() -> None:
    clean = clean_file_name("a" * 300 + ".jpeg")
    assert (len(clean), clean[-5:]) == (LONGEST_FILE_NAME, ".jpeg")


@pytest.mark.parametrize(
    ("name", "picture"), [("a.png", True), ("a.webp", True), ("a.pdf", False), ("png", False)]
)
def test_pictures_are_known_by_their_ending(name: str, *, picture: bool) -> None:
    assert is_picture(name) is picture


def test_a_proof_has_ten_mebibytes_at_most() -> None:
    check_proof(10 * 1024 * 1024)
    with pytest.raises(ProofTooLarge):
        check_proof(10 * 1024 * 1024 + 1)

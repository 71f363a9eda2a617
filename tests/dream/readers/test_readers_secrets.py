"""Secrets are covered in place, whatever stands around them; a dream's own words never are."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dreamstream.dream.readers import said, secrets
from dreamstream.dream.readers.secrets import MASK, clear, mask, shown

#: What is said, and what people see of it; a "¦" is taken out first: it keeps who scans for keys from finding some.
SAID = {
    # shapes that cannot be prose
    "my key is sk-abcdefghijklmnop1234, keep it": "my key is [removed], keep it",
    "sk-¦ant-api03-AbCdEfGhIjKlMnOp_x-y": "[removed]",
    "gh¦p_abcdefghijklmnopqrst1234 and github¦_pat_11ABCDEFG0abcdefghij_xyz": "[removed] and [removed]",
    "xo¦xb-123456789012-abcdefghij": "[removed]",
    "AK¦IAABCDEFGHIJKLMNOP.": "[removed].",
    "AI¦zaSyA-1234567890abcdefghijklmnopqrstu": "[removed]",
    "h¦f_abcdefghijklmnopqrstuvwx gl¦pat-abcdefghij1234567890": "[removed] [removed]",
    "sk_¦live_abcdefghij1234": "[removed]",
    "ey¦JhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl ok": "[removed] ok",
    "Authorization: Bearer abcdefgh12345678.x": "Authorization: Bearer [removed]",
    "Authorization: Basic YW5uOmdlaGVpbQ==": "Authorization: Basic [removed]",
    "https://ann:geheim@example.org/door": "https://[removed]@example.org/door",
    "see https://example.org/?a=1&token=abcdef99&b=2": "see https://example.org/?a=1&token=[removed]&b=2",
    "-----BEGIN RSA PRI¦VATE KEY-----\nMIIEabcdefghijklmnop\n-----END RSA PRIVATE KEY-----\nok": "[removed]\nok",
    "-----BEGIN PRIVATE KEY-----\nMIIEabcdefghijklmnop\nand then I woke": "[removed]and then I woke",
    "d41d8cd98f00b204e9800998ecf8427e": "[removed]",
    "blob aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF+/x9Z== end": "blob [removed] end",
    # numbers of accounts, by their check digits
    "it was 4111 1111 1111 1111 on the card": "it was [removed] on the card",
    "5555555555554444": "[removed]",
    "3782-822463-10005": "[removed]",
    "0000 4111-1111-1111-1111": "0000 [removed]",
    "iban DE89 3704 0044 0532 0130 00 and more": "iban [removed] and more",
    "GB82WEST12345698765432.": "[removed].",
    # said as such
    "my password is hunter2": "my password is [removed]",
    "The password was swordfish.": "The password was [removed].",
    "pw: abcde": "pw: [removed]",
    "the wifi password for the house is Sommer-2024!, ok": "the wifi password for the house is [removed], ok",
    "the password to the gate was 'moon and salt', she said": "the password to the gate was '[removed]', she said",
    '{"password": "hunter two"}': '{"password": "[removed]"}',
    "DB_PASSWORD=abc123 API_KEY=zz9-plural": "DB_PASSWORD=[removed] API_KEY=[removed]",
    "I changed my password to Moonlight77 today": "I changed my password to [removed] today",
    "Passwort ist geheim123, ja": "Passwort ist [removed], ja",
    "passcode 4417": "passcode [removed]",
    "my PIN is 12 34.": "my PIN is [removed].",
    "the pin number is one two three four, I think": "the pin number is [removed], I think",
    "the door code was 4711": "the door code was [removed]",
}
#: Words of dreams and days.
PROSE = (
    "I dreamt I forgot my password",
    "the password was my grandmother's name",
    "my password was wrong and I cried",
    "password: I forgot it again",
    "The password field was empty. The password is on the fridge.",
    "my password was 12 characters long and I typed it 1000 times",
    "I typed my password 1000 times",
    "a golden token was the key; the token is silver. The key was cold.",
    "I climbed 1234 steps in 2019, on 2026-11-20 at 07:10, past 4417 lamps",
    "call me at +49 170 1234567 or 555-0100; flight 4111 1111 1111 1112",
    "the bearer of responsibilities and a bowling pin 7",
    "123e4567-e89b-12d3-a456-426614174000",
    "/home/ann/dreams/2026/november/the-sea-and-the-old-school-2026-again",
    "Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaah 11111111111111111111111111111111111",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "DE89 streets, and GB82 was the number of the bus that took us home at last",
    "https://example.org/a@b and ann@example.org: we met",
    "夢の中で海の上を飛んでいました。パスワードを忘れた。",
)
EVERY = (said.spans, secrets._cards, secrets._accounts, secrets._shapes, secrets._pems, secrets._random)
TRICKY = st.lists(
    st.sampled_from(
        [
            *(
                "password",
                "pin",
                " is ",
                ": ",
                "=",
                "sk-",
                "eyJ",
                ".",
                "-",
                "_",
                " ",
                "\n",
                "'",
                '"',
                "://",
                "@",
                "a",
                "é",
            ),
            *("4111 1111 1111 1111", "DE89370400440532013000", "hunter2", "aB3", MASK, "[removed]", "one two three "),
            *("-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----", "Bearer ", "?key=", "abcdefgh12345678"),
        ]
    ),
    max_size=30,
).map("".join)


@pytest.mark.parametrize("text", SAID, ids=lambda text: text[:24])
def test_a_secret_is_covered(text: str) -> None:
    """All of it, and nothing beside it."""
    assert shown(mask(text.replace("¦", ""))) == SAID[text]


@pytest.mark.parametrize("text", PROSE, ids=lambda text: text[:24])
def test_prose_is_prose(text: str) -> None:
    """Ordinary words, numbers, dates, addresses and ids stay as they are."""
    assert mask(text) == text


@given(text=TRICKY | st.text(max_size=200))
@example(text="password is sk-abcdefghijklmnop1234 5555555555554444")
def test_every_place_stays(text: str) -> None:
    """The length, and whatever is not covered, are as they were; a second look changes nothing."""
    covered = mask(text)

    assert len(covered) == len(text)
    assert all(new in (old, MASK) for old, new in zip(text, covered, strict=True))
    assert mask(covered) == covered


@given(text=TRICKY)
def test_what_is_passed_over_holds_nothing(text: str) -> None:
    """Looking for everything everywhere finds no more than looking where there may be something."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(secrets, "_finders", lambda _text: EVERY)
        thorough = mask(text)

    assert mask(text) == thorough


@pytest.mark.parametrize("text", SAID, ids=lambda text: text[:24])
def test_what_is_passed_over(text: str) -> None:
    """The same of every secret above, alone."""
    plain = text.replace("¦", "")
    found = {span for find in EVERY for span in find(plain)}

    assert found == {span for find in secrets._finders(plain) for span in find(plain)}


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "a",
            "-",
            "=",
            " ",
            "\n",
            '"',
            "/",
            "4",
            "1 ",
            "DE89",
            "DE89 ",
            "eyJ",
            "eyJ.",
            "SG.",
            "sk-",
            "a://",
            "a://a:",
        ),
        *("password ", "password: ", "password for a ", "pin one ", "seed phrase: abc ", "?key=", "Bearer a", MASK),
        *("-----BEGIN PRIVATE KEY-----", "AAAAAAAAAAAAAAAA\n", "4111 1111 1111 "),
    ],
)
def test_the_time_grows_with_the_text(piece: str) -> None:
    """Four times as much of what is meant to be slow takes nowhere near sixteen times as long."""

    def takes(size: int) -> float:
        return _timed((piece * (size // len(piece) + 1))[:size])

    mask(piece)  # what is compiled once is not counted
    assert any(takes(100_000) < max(0.2, 8 * takes(25_000)) for _ in range(3))


def _timed(text: str) -> float:
    start = time.process_time()
    mask(text)
    return time.process_time() - start


def test_people_see_a_word() -> None:
    """However long a secret is, it is shown alike; a text without one is itself."""
    assert shown(f"a {MASK * 3} b {MASK}") == "a [removed] b [removed]"
    assert shown("nothing here") == "nothing here"


def test_what_is_clear_around_a_secret() -> None:
    """The longest stretch of three words or more, trimmed, within the span and nowhere else."""
    text = f"I said {MASK * 5} and then she laughed at me {MASK} ok so"
    found = clear(text, 0, len(text))

    assert found is not None
    assert text[slice(*found)] == "and then she laughed at me"
    assert clear(text, 0, 12) is None
    assert clear(text, 40, len(text)) is None
    assert clear("  three words here  ", 0, 20) == (2, 18)
    assert clear(MASK * 4, 0, 4) is None

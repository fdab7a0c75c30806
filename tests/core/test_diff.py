"""Both texts can be read from what changed between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.diff import ADDED, REMOVED, SAME, word_diff

words = st.lists(
    st.sampled_from(["rail ", "first", "class\n", "no ", "Ż", ", ", "\n"]), max_size=40
)
texts = st.one_of(st.text(max_size=200), words.map("".join))


@given(texts, texts)
def test_the_old_and_the_new_text_are_both_in_it(old, new):
    parts = word_diff(old, new)
    assert "".join(part.text for part in parts if part.kind != ADDED) == old
    assert "".join(part.text for part in parts if part.kind != REMOVED) == new
    assert all(part.text for part in parts)


@given(texts)
def test_a_text_is_the_same_as_itself(text):
    assert {part.kind for part in word_diff(text, text)} <= {SAME}


def test_it_goes_word_by_word():
    parts = word_diff("Standard class only.\nNo taxis.", "First class only.\nNo taxis.")
    assert parts == [(REMOVED, "Standard"), (ADDED, "First"), (SAME, " class only.\nNo taxis.")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a " * 10_000, "a b " * 5_000),
        ("\n" * 20_000, "x\n" * 10_000),
        ("".join(map(str, range(4000))), "x" * 20_000),
    ],
)
def test_hostile_texts_are_compared_whole(old, new):
    parts = word_diff(old, new)
    assert "".join(part.text for part in parts if part.kind != ADDED) == old


def test_nothing_became_something():
    assert word_diff(None, "Rail") == [(ADDED, "Rail")]
    assert word_diff("Rail", None) == [(REMOVED, "Rail")]

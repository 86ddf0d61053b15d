"""An address chooses what is offered, and is told where it asks for something else."""

from layouts.choices import Choice, read_choices
from layouts.components.choice_form import choice_form
from layouts.static_html import render

CHOICES = (
    Choice(
        name="fruit",
        label="Fruit",
        options={"apple": "An apple", "pear": "A pear"},
        default="apple",
    ),
    Choice(name="size", label="Size", options={"big": "Big", "small": "Small"}, default="big"),
)


def test_what_is_not_asked_for_is_the_pages_own_and_needs_no_query():
    chosen = read_choices(CHOICES, {})
    assert dict(chosen.values) == {"fruit": "apple", "size": "big"}
    assert chosen.query == ""
    assert chosen.notices == ()


def test_the_query_says_only_what_differs():
    chosen = read_choices(CHOICES, {"size": "small", "unknown": "x"})
    assert chosen.query == "size=small"
    assert chosen.query_of("fruit") == ""


def test_what_is_not_offered_falls_back_with_a_sentence_that_does_not_repeat_it():
    chosen = read_choices(CHOICES, {"fruit": "<b>nail</b>"})
    assert chosen["fruit"] == "apple"
    (notice,) = chosen.notices
    assert "Fruit" in notice
    assert "An apple" in notice
    assert "nail" not in notice


def test_whatever_readers_invent_the_state_takes_few_values():
    states = {read_choices(CHOICES, {"fruit": str(n)}).state for n in range(50)}
    assert len(states) == 1


def test_the_form_is_sent_by_get_and_shows_what_is_chosen():
    form = render(choice_form(read_choices(CHOICES, {"fruit": "pear"}), path="/x", target="y"))
    assert 'action="/x#y"' in form
    assert 'method="get"' in form
    assert '<option selected value="pear">A pear</option>' in form
    assert '<option value="apple" data-default="">An apple</option>' in form
    assert '<label for="choose-fruit">Fruit</label>' in form

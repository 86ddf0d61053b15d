"""Form controls of the browser's own, for which Dash has no components."""

from layouts.native import hidden, native_input, option, suggestion


def test_a_control_says_its_type_name_and_value():
    written = native_input("search", "borough", "Croydon", id="field", list="names")
    for part in (
        'type="search"',
        'name="borough"',
        'value="Croydon"',
        'id="field"',
        'list="names"',
    ):
        assert part in written


def test_a_true_attribute_stands_alone_and_a_false_one_is_left_out():
    written = native_input("checkbox", "limits", "on", checked=True, disabled=False)
    assert written.endswith(" checked>")
    assert "disabled" not in written


def test_what_a_reader_wrote_stays_text():
    assert '"&quot;&gt;&lt;script&gt;"' in native_input("text", "note", '"><script>')


def test_a_part_that_is_carried_along_says_what_it_falls_back_to():
    assert 'data-default="off"' in hidden("intervals", "on", "off")


def test_an_option_says_whether_it_is_shown_and_whether_it_is_the_usual_one():
    usual = option("By month", "month", chosen="year", default="month")
    assert usual == '<option value="month" data-default="">By month</option>'
    shown = option("By year", "year", chosen="year", default="month")
    assert shown == '<option selected value="year">By year</option>'


def test_the_words_of_an_option_stay_text():
    assert option("<b>", '"', chosen="", default="").startswith('<option value="&quot;">&lt;b&gt;')
    assert suggestion('"x') == '<option value="&quot;x"></option>'

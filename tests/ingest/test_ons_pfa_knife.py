"""ONS tables P4 to P6 from a made-up workbook with the publisher's footnotes and marks."""

import openpyxl
import pytest

from data.areas import all_areas
from data.errors import SourceChangedError
from ingest.sources.ons_pfa_knife import SOURCE, tidy

LONDON, NORTH_WEST, MANCHESTER = "E12000007", "E12000002", "E23000005"
ENGLAND, BOTH, CITY = "E92000001", "K04000001", "E23000034"
PLACES = [
    (code, area.area_name)
    for code, area in all_areas().items()
    if area.area_type in ("police_force", "region", "country")
]
P4_GROUPS = (
    "Total of selected serious offences",
    "Attempted murder",
    "Threats to kill",
    "Assault with injury and \nassault with intent to cause serious harm",
    "Robbery",
    "Rape and sexual assault4",
    "Homicide5,6",
)
P5_YEARS = ("Apr '10 to Mar '11", "Jan '18 to Dec '18", "Jan '19 to Dec '19")


def body(figures, marks):
    """A row per place: the same figures everywhere but where marked; then the police of trains."""
    rows = [[code, f"{name}8,9", *marks.get(code, figures)] for code, name in PLACES]
    extra = ["", "England and Wales (excluding Greater Manchester Police)", *figures]
    return [*rows, extra, ["", "British Transport Police", *figures], ["Source: Home Office"]]


def pairs(number, share="-", times=7):
    return [number, share] * times


def p4(marks=None, groups=P4_GROUPS, title="year ending December 20191,2,3"):
    upper = ["", "", *(name for group in groups for name in (group, ""))]
    lower = ["Area Code", "Area Name", *["Number of\n offences7", "% involving a knife"] * 7]
    head = [[f"Table P4: offences, {title}"], [], ["England and Wales"], upper, lower, []]
    return head + body(pairs(70), marks or {})


def p5(marks=None, years=P5_YEARS):
    upper = ["", "", *(name for year in years for name in (year, "")), "% change\n compared:"]
    units = ["Number of selected offences3", "% involving a knife"] * len(years)
    lower = ["Area Codes", "Area name", *units, "Apr '10 to\n Mar '11"]
    head = [["Table P5: change for year ending December 20191"], [], ["E"], upper, lower, []]
    return head + body([*pairs(70, times=len(years)), 5.5], marks or {})


def p6(marks=None):
    lower = ["Area Code", "Area Name", *P5_YEARS[1:]]
    head = [["Table P6: rates1,2"], ["E"], lower, ["", "", "Rate per 100,000 population"]]
    return head + body([80.25, 81.5], marks or {})


def read(tmp_path, *, latest=None, totals=None, rates=None):
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    sheets = {"Table P4  ": latest or p4(), "Table P5 ": totals or p5(), "Table P6": rates}
    for name, rows in sheets.items():
        if rows:
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
    book.save(tmp_path / "made_up_pfatables.xlsx")
    return tidy(tmp_path / "made_up_pfatables.xlsx").tables


def offences(tables):
    rows = tables["knife_offences_by_force"]
    return rows.assign(end=rows["period_end"].dt.strftime("%Y-%m"))


def test_groups_are_read_by_their_names_without_footnotes(tmp_path):
    rows = offences(read(tmp_path))
    newest = rows[rows["end"] == "2019-12"]
    assert newest["offence_group"].nunique() == len(P4_GROUPS)
    assert set(newest["area_code"]) == {code for code, _ in PLACES}
    assert set(rows["period_type"]) == {"rolling_12_months"}


def test_earlier_years_have_totals_only(tmp_path):
    rows = offences(read(tmp_path))
    earlier = rows[rows["end"] != "2019-12"]
    assert set(earlier["offence_group"]) == {"all_knife"}
    assert set(earlier["end"]) == {"2011-03", "2018-12"}


@pytest.mark.parametrize("mark", ["NA", "N/A", ".."])
def test_a_force_that_supplied_nothing_takes_the_totals_it_is_missing_from(tmp_path, mark):
    marks = {MANCHESTER: pairs(mark, mark)}
    tables = read(
        tmp_path, latest=p4(marks), totals=p5({MANCHESTER: [70, "-", mark, mark, mark, mark, mark]})
    )
    rows = offences(tables)
    newest = rows[(rows["end"] == "2019-12") & (rows["offence_group"] == "all_knife")]
    absent = newest[newest["status"] == "x"]
    assert set(absent["area_code"]) == {MANCHESTER, NORTH_WEST, ENGLAND, BOTH}
    assert absent["offences"].isna().all()
    assert (rows.loc[rows["end"] == "2011-03", "status"] == "").all()
    assert newest.set_index("area_code").loc[LONDON, "offences"] == 70


def test_an_edition_without_rates_is_read(tmp_path):
    assert read(tmp_path)["knife_offence_rates_by_force"].empty


def test_a_rate_withheld_for_few_people_has_no_value(tmp_path):
    marks = {CITY: ["+", "+"], MANCHESTER: ["..", 50.0]}
    rates = read(tmp_path, rates=p6(marks))["knife_offence_rates_by_force"]
    cells = rates.set_index(["area_code", "period_end"])
    assert cells.loc[CITY, "status"].tolist() == ["u", "u"]
    assert cells.loc[CITY, "offences_per_100000"].isna().all()
    assert cells.loc[MANCHESTER, "status"].tolist() == ["x", ""]
    assert cells.loc[NORTH_WEST, "status"].tolist() == ["x", ""]
    assert cells.loc[LONDON, "offences_per_100000"].tolist() == [80.25, 81.5]


@pytest.mark.parametrize(
    ("sheets", "words"),
    [
        ({"latest": p4({LONDON: pairs("many")})}, "expected a figure.*found 'many'"),
        ({"latest": p4(title="last year")}, "Table P4: expected 'year ending'"),
        ({"latest": p4(groups=(*P4_GROUPS[:6], "Arson"))}, "Table P4: expected the columns"),
        ({"latest": p4({LONDON: pairs(71)})}, "the totals of table P4; see E12000007"),
        (
            {"totals": p5(years=(P5_YEARS[0], "Jan '18 to Nov '18", P5_YEARS[2]))},
            "expected 12 months",
        ),
    ],
)
def test_a_table_that_is_not_as_described_is_refused(tmp_path, sheets, words):
    with pytest.raises(SourceChangedError, match=words):
        read(tmp_path, **sheets)


def test_an_absent_force_is_refused(tmp_path):
    rows = [row for row in p4() if row[:1] != [CITY]]
    with pytest.raises(SourceChangedError, match=r"each of 55 places once; see .*E23000034"):
        read(tmp_path, latest=rows)


@pytest.mark.shared
def test_the_real_tables_give_the_printed_figures_of_both_editions(raw_dir):
    files = {path.name: path for path in SOURCE.raw_files(raw_dir)}
    december = tidy(files["pfatablesdec19.xlsx"])
    rows = offences(december.tables)
    london = rows[(rows["area_code"] == LONDON) & (rows["end"] == "2019-12")]
    printed = {"all_knife": 15_492, "robbery": 9_758, "homicide": 87, "threats_to_kill": 839}
    found = london.set_index("offence_group")["offences"]
    assert {name: found[name] for name in printed} == printed
    met = rows[(rows["area_code"] == "E23000001") & (rows["end"] == "2019-12")]
    assert met.set_index("offence_group").loc["all_knife", "offences"] == 15_462
    june = tidy(files["policeforceareatablesyearendingjune2019.xlsx"])
    assert june.tables["knife_offence_rates_by_force"].empty
    june_rows = offences(june.tables)
    both = june_rows[(june_rows["area_code"] == BOTH) & (june_rows["end"] == "2019-06")]
    assert both.set_index("offence_group").loc["all_knife", "offences"] == 47_513

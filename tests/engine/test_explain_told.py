"""What a committee is told of lines without a title, conditions not met, doublings, ratings and open places."""

from tests.engine.office import SCHEME, intake, members, results, sheets


def test_a_known_line_without_a_title_is_called_by_its_heading() -> None:
    text = SCHEME.replace(", title: 合计, clause: 丁-1}", "}").replace(", title: 年度积分, round", ", round")
    teller, found = results(intake(members({"name": "李明"}), text=text), None, text)

    assert [row.title for row in sheets(text).tables.lines] == ["原始积分", "评议折算", "积分"]
    assert teller.formulas.line_title("score") == "积分"
    assert [section.lines[2] for section in teller.tell(found["李明"])[:1]] == ["积分：10 分"]

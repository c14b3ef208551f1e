"""The page of a comparison: sections, places, a count; and the same as plain data."""

from jifen.rules.differences import compare_schemes, count_differences, difference_data, tell_differences
from tests.rules.differences.test_comparing import BEFORE, read

AFTER = (
    BEFORE.replace("title: 示例办法", "title: 正式办法")
    .replace("full: 10", "full: 12")
    .replace("points: -0.5", "points: -1")
    .replace("cap: 5", "cap: 6")
    .replace("share: 1/3", "share: 1/4")
)


def test_page_gathers_what_stands_in_one_item() -> None:
    found = compare_schemes(read(BEFORE), read(AFTER))

    assert [(section.heading, section.lines) for section in tell_differences(found)] == [
        ("基本情况", ("办法名称由“示例办法”改为“正式办法”",)),
        (
            "大项",
            (
                "大项“基础分”的小项“履行义务”",
                "　满分由 10 分改为 12 分，提高（适用对象：人员类别为正式党员）（二）",
                "　事项“迟到”：分值由扣 0.5 分改为扣 1 分，扣得更多（适用对象：人员类别为正式党员）（二）",
                "大项“附加分”的小项“其他”",
                "　封顶由 5 分改为 6 分，提高",
            ),
        ),
        ("名额", ("名额“优秀名额”：比例由 1/3 改为 25%，降低",)),
    ]
    assert count_differences(found) == "共 5 处差别：提高 2，降低 1，收紧 1，改名 1"


def test_data_holds_every_difference() -> None:
    found = compare_schemes(read(BEFORE), read(BEFORE.replace("share: 1/3", "share: 1/4")))

    assert difference_data(found) == [
        {
            "change": "lowered",
            "path": ["quotas", "best", "share"],
            "place": ["名额“优秀名额”"],
            "text": "比例由 1/3 改为 25%，降低",
            "before": "1/3",
            "after": "25%",
            "clause": None,
            "members": None,
        }
    ]

"""Conditions without their guards, in words: only what goes without saying is left out."""

import pytest

from jifen.rules.binding import environments
from jifen.rules.conditions import check, in_words, parse
from jifen.rules.conditions.plain import plainer
from jifen.rules.sites import Sight
from tests.rules.small import changed, checked


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("known(on_time) and on_time", "按时为“是”"),
        ("not (known(on_time) and on_time)", "按时不详或按时为“否”"),
        ("not (known(on_time) and not on_time)", "按时不详或按时为“是”"),
        ("not (on_time and signed_in)", "并非（按时为“是”且已签到为“是”）"),
        ("not known(on_time) or on_time", "按时不详或按时为“是”"),
        ("not known(excuse) or excuse != sick", "请假情况不为病假"),
        ("not known(excuse) or not (excuse == sick)", "请假情况不为病假"),
        ("not known(excuse) or not excuse in [sick, official_duty]", "请假情况不属于病假、公务之一"),
        ("not known(quantity) or quantity < 3", "数量不详或数量低于 3"),
        ("not known(quantity) or on_time", "数量不详或按时为“是”"),
    ],
)
def test_only_what_goes_without_saying_is_left_out(text: str, said: str) -> None:
    environment = environments(checked(changed())[0].scheme)[Sight.FACT]
    node, _, problems = check(parse(text), environment, None)

    assert (list(problems), in_words(plainer(node), environment)) == ([], said)

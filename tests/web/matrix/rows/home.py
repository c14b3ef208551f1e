"""The page everybody begins with, and the size of print."""

from tests.web.matrix.vocabulary import EVERYBODY, Answer, Post, Row

AREA = "首页和登录"
ROWS = (
    Row("home", "待办", EVERYBODY),
    Row("large_print", "换大字、换标准字", EVERYBODY, get=None, post=Post({"next": "/"}), open=True),
    Row(
        "account_login",
        "登录",
        EVERYBODY,
        get=Answer.ON,
        post=Post({"login": "无此人", "password": "x"}, Answer.ON),
        open=True,
    ),
)

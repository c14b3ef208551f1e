"""One's own account."""

from tests.web.matrix.vocabulary import EVERYBODY, Answer, Post, Row

AREA = "本人账号"
ROWS = (
    Row("account_logout", "退出", EVERYBODY, get=Answer.ON, post=Post(answer=Answer.ON), open=True),
    Row("account_change_password", "修改密码", EVERYBODY, post=Post(answer=Answer.PAGE)),
    Row("change_hat", "切换身份", EVERYBODY, get=None, post=Post({"hat": "不存在的身份"})),
)

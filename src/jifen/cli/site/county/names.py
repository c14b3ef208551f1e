"""Invented names: drawn by chance, each at most once in a county."""

from __future__ import annotations

from random import Random

FAMILY = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜谢邹苏潘葛范彭鲁韦马苗方任袁柳史唐薛雷贺汤"
)
FIRST = "明建志国文永春秀玉桂德长宝金兴立庆海树学"
SECOND = "华强英兰军平芳红伟敏静勇艳杰涛霞刚梅林山福田生荣清"
PLACES = "青白清石柳杨松桃梨枣泉溪河湖塘桥井岭坪坡湾沟庄店集铺"
"""Signs of village names, in pairs."""


class Names:
    """Gives names of people and of villages; the same chance gives the same names."""

    def __init__(self, chance: Random, taken: set[str] | frozenset[str] = frozenset()) -> None:
        """Begin with the names that are given away already."""
        self._chance = chance
        self._taken = set(taken)

    def person(self) -> str:
        """Return a name nobody has yet."""
        return self._new(lambda draw: draw(FAMILY) + draw(FIRST) + draw(SECOND))

    def village(self) -> str:
        """Return the name of a village that is not there yet."""
        return self._new(lambda draw: draw(PLACES[:14]) + draw(PLACES[14:]) + "村")

    def _new(self, make: object) -> str:
        assert callable(make)
        for _ in range(1_000):
            name = str(make(self._chance.choice))
            if name not in self._taken:
                self._taken.add(name)
                return name
        raise RuntimeError("no names are left")

"""New keys for what is sealed: a new version, every sealed column re-sealed batch by batch, the old keys taken out.

A row is written only where it still holds what was read. Interrupted, the command goes on where it stopped: what is
sealed with the current key is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click
from django.apps import apps
from django.db import transaction
from django.db.models import Model

from jifen.cli.screen import Refused
from jifen.cli.site.starting import home, start
from jifen.common.secrecy import KeyRing, read_ring, write_ring

BATCH = 500
Column = tuple[type[Model], Any]


def rotate(algorithm: str, *, remove_old: bool, stopped: bool) -> None:
    """Make a new key unless a rotation is under way, re-seal everything, take old keys out where asked."""
    start()
    path = home() / "keys.json"
    if not stopped:
        raise Refused("请先停下网站，再加上 --site-is-stopped 运行：开着的网站不认识新钥匙。")
    ring = read_ring(path.read_text(encoding="utf-8"))
    if sum(count_old(ring).values()):
        click.echo("上次换钥匙没有做完，接着做。")
    elif not remove_old or len(ring.keys) == 1:
        ring = ring.rotated(algorithm or ring.keys[ring.current].algorithm)
        write_ring(path, ring)
    for name, resealed in reseal(ring):
        click.echo(f"{name}：{resealed} 处")
    left = sum(count_old(ring).values())
    if left:
        raise Refused(f"还有 {left} 处是旧钥匙加密的，请再运行一次。")
    if remove_old:
        ring = KeyRing(ring.current, {ring.current: ring.keys[ring.current]}, ring.index_secret)
        write_ring(path, ring)
    kept = (
        "旧钥匙已经删掉"
        if remove_old
        else "旧钥匙还留着，旧的备份仍然打得开；确定不要了再加 --remove-old 运行"
    )
    click.echo(f"现在用第 {ring.current} 把钥匙；{kept}。可以启动网站了。")


def list_columns() -> list[Column]:
    """Return every sealed column there is."""
    from jifen.common.orm import SealedField

    return [
        (model, field)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, SealedField)
    ]


def count_old(ring: KeyRing) -> dict[str, int]:
    """Return how many texts of each column are not sealed with the current key."""
    counts = {field.context: _old_rows(ring, (model, field)).count() for model, field in list_columns()}
    counts["mfa"] = sum(1 for _ in _old_factors(ring))
    return counts


def reseal(ring: KeyRing) -> Iterator[tuple[str, int]]:
    """Re-seal what is not sealed with the current key, and say how much of each column."""
    for column in list_columns():
        done = _reseal_column(ring, column)
        if done:
            model, field = column
            # A column without a Chinese name of its own is called by what it is.
            name = "内容" if field.verbose_name == field.name else field.verbose_name
            yield f"{model._meta.verbose_name}的{name}", done
    factors = _reseal_factors(ring)
    if factors:
        yield "两步验证", factors


def _old_rows(ring: KeyRing, column: Column) -> Any:
    model, field = column
    rows = model._base_manager.exclude(**{field.name: ""})
    return rows.exclude(**{f"{field.name}__startswith": f"{ring.current}:"})


def _reseal_column(ring: KeyRing, column: Column) -> int:
    model, field = column
    done = 0
    while rows := list(_old_rows(ring, column).order_by("pk").values_list("pk", field.name)[:BATCH]):
        written = 0
        with transaction.atomic():
            for key, old in rows:
                new = field.wrap(ring.seal(ring.open(old.sealed, field.context), field.context))
                written += model._base_manager.filter(pk=key, **{field.name: old}).update(**{field.name: new})
        if not written:
            break
        done += written
    return done


def _old_factors(ring: KeyRing) -> Iterator[tuple[Any, str]]:
    from allauth.mfa.models import Authenticator

    for factor in Authenticator.objects.order_by("pk").iterator():
        for part in ("secret", "seed"):
            if part in factor.data and not ring.is_current(factor.data[part]):
                yield factor, part


def _reseal_factors(ring: KeyRing) -> int:
    from jifen.orgs.states.accounts import FACTOR_SECRETS

    done = 0
    with transaction.atomic():
        for factor, part in list(_old_factors(ring)):
            factor.data[part] = ring.seal(ring.open(factor.data[part], FACTOR_SECRETS), FACTOR_SECRETS)
            factor.save(update_fields=["data"])
            done += 1
    return done

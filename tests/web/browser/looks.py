"""What a page must look like, asked in the page itself: widths, targets, sizes of print, focus, words."""

from __future__ import annotations

import re
from typing import Any

from axe_playwright_python.sync_playwright import Axe

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
WORDS = """() => [...document.querySelectorAll('code')]
  .reduce((text, code) => text.replace(code.innerText, ''), document.body.innerText) + ' ' + document.title"""

LATIN = re.compile(r"[A-Za-z]{2,}")
ALLOWED_WORDS = {"PDF", "Excel", "WPS", "xlsx", "XLSX", "CSV", "JPG", "PNG", "MB", "KB", "ID"}

OVERFLOW = """() => {
  const wide = document.documentElement.scrollWidth - window.innerWidth;
  if (wide <= 0) return [];
  return [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > window.innerWidth + 1 && !e.closest('.table-frame, .skip'))
    .slice(-1).map(e => `宽出 ${wide} 像素：<${e.tagName.toLowerCase()} class="${e.className}">`)
    .concat(wide > 0 ? [`页面宽出 ${wide} 像素`] : []);
}"""

TARGETS = """(least) => {
  const shown = e => {
    const r = e.getBoundingClientRect(), s = getComputedStyle(e);
    return r.width > 0 && r.height > 0 && s.visibility !== 'hidden' && !e.closest('.visually-hidden, .skip');
  };
  const inSentence = e => e.tagName === 'A' && [...e.parentElement.childNodes]
    .some(n => n.nodeType === 3 && n.textContent.trim().replace(/[›·、，。]/g, '') !== '');
  const area = e => {
    const r = e.getBoundingClientRect(), ticked = ['checkbox', 'radio'].includes(e.type);
    const label = ticked && (e.closest('label') || document.querySelector(`label[for="${e.id}"]`));
    if (!label) return r;
    const l = label.getBoundingClientRect();
    return {
      width: Math.max(r.right, l.right) - Math.min(r.left, l.left),
      height: Math.max(r.bottom, l.bottom) - Math.min(r.top, l.top),
    };
  };
  const name = e => (e.innerText || e.name || e.type).trim().slice(0, 20);
  return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
    .filter(e => shown(e) && !inSentence(e))
    .map(e => [e, area(e)])
    .filter(([e, r]) => r.height < least - .5 || r.width < least - .5)
    .map(([e, r]) => `“${name(e)}”只有 ${Math.round(r.width)}×${Math.round(r.height)}`);
}"""

PRINT = """([least, small]) => {
  const said = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim(), e = walker.currentNode.parentElement;
    if (!text || ['SCRIPT', 'STYLE', 'OPTION'].includes(e.tagName) || e.closest('.visually-hidden, .skip')) continue;
    const size = parseFloat(getComputedStyle(e).fontSize);
    const side = e.closest('.hint, .reason, .optional, .foot, .state, .superiors, .mark');
    if (size < (side ? small : least) - .1) said.add(`“${text.slice(0, 20)}”字号 ${size}`);
  }
  return [...said];
}"""

CUT = """() => {
  const pen = document.createElement('canvas').getContext('2d');
  return [...document.querySelectorAll('select:not([multiple]), input[placeholder]')].map(e => {
    const s = getComputedStyle(e), text = e.tagName === 'SELECT' ? e.selectedOptions[0]?.text ?? '' : e.placeholder;
    pen.font = `${s.fontWeight} ${s.fontSize} ${s.fontFamily}`;
    const room = e.clientWidth - parseFloat(s.paddingLeft) - parseFloat(s.paddingRight);
    return [text.trim(), pen.measureText(text.trim()).width - room];
  }).filter(([text, over]) => over > 1).map(([text, over]) => `“${text}”少 ${Math.ceil(over)} 像素`);
}"""

STRAYED = """() => [...document.querySelectorAll('table.stack td[data-label]')].filter(td => {
  if (getComputedStyle(td.parentElement).display !== 'block') return false;
  const walker = document.createTreeWalker(td, NodeFilter.SHOW_TEXT), range = document.createRange();
  const from = td.getBoundingClientRect().left + 5 * parseFloat(getComputedStyle(td).fontSize);
  while (walker.nextNode()) {
    if (!walker.currentNode.textContent.trim()) continue;
    range.selectNodeContents(walker.currentNode);
    if ([...range.getClientRects()].some(r => r.width > 0 && r.left < from)) return true;
  }
  return false;
}).map(td => `“${td.dataset.label}”一格的字跑到了标签下面：“${td.innerText.trim().slice(0, 20)}”`)"""

FOCUSABLE = """() => [...document.querySelectorAll(
    'a[href], button:not([disabled]), input:not([type=hidden]):not([disabled]), select:not([disabled]), '
    + 'textarea:not([disabled]), summary')]
  .filter(e => e.getBoundingClientRect().width > 0 && e.checkVisibility({visibilityProperty: true}))
  .map((e, i) => { e.dataset.stop = i; return [i, e.type === 'radio' ? e.name : '']; })"""

FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body || e.dataset.stop === undefined) return null;
  const s = getComputedStyle(e);
  const seen = (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== 'none';
  return [Number(e.dataset.stop), seen, (e.innerText || e.name || e.type || '').trim().slice(0, 20)];
}"""

NAMES = """(missed) => missed.map(i => {
  const e = document.querySelector(`[data-stop='${i}']`);
  return (e.innerText || e.name || e.type).trim().slice(0, 20);
})"""


def list_overflow(page: Any) -> list[str]:
    """Name what makes a page wider than its window."""
    return list(page.evaluate(OVERFLOW))


def list_small_targets(page: Any, least: int) -> list[str]:
    """Name the controls too small for a finger."""
    return list(page.evaluate(TARGETS, least))


def list_small_print(page: Any, least: float, small: float) -> list[str]:
    """Name text in too small print; `small` is for hints beside the text."""
    return list(page.evaluate(PRINT, [least, small]))


def list_cut(page: Any) -> list[str]:
    """Name boxes whose chosen words or whose hint do not fit."""
    return list(page.evaluate(CUT))


def list_strayed(page: Any) -> list[str]:
    """Name cells of a table told row by row whose words stand under their label and not beside it."""
    return list(page.evaluate(STRAYED))


def list_latin(page: Any) -> list[str]:
    """Return the words people cannot read: Latin words outside what everybody knows; codes are no words."""
    text = page.evaluate(WORDS)
    return sorted(set(LATIN.findall(text)) - ALLOWED_WORDS)


def list_barriers(page: Any) -> list[str]:
    """Name breaches of WCAG 2.2 A and AA that axe sees."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{one['id']}（{one['help']}）：{one['nodes'][0]['html'][:120]}，共 {len(one['nodes'])} 处"
        for one in found
    ]


def list_unreached(page: Any) -> list[str]:
    """Go through a page with the tabulator; name what is never reached and where the focus does not show.

    A group of radio buttons is one stop; a day is several (year, month, day, calendar).
    """
    stops = dict(page.evaluate(FOCUSABLE))
    page.evaluate("() => document.activeElement && document.activeElement.blur()")
    reached: set[int] = set()
    said, last = [], -1
    for _ in range(len(stops) * 5 + 5):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None or focused[0] == last:
            continue
        last, seen, name = focused
        if last in reached:
            break
        reached.add(last)
        if not seen:
            said.append(f"“{name}”得到焦点看不出来")
    page.evaluate("() => document.activeElement.blur()")
    groups = {stops[stop] for stop in reached if stops[stop]}
    missed = sorted(stop for stop in set(stops) - reached if stops[stop] not in groups)
    return said + [f"“{name}”用键盘到不了" for name in page.evaluate(NAMES, missed)]

"""Titles with TeX, a JSON object a line on standard input, with pylatexenc's readings added.

`plain` is the reading of its defaults, which drop macros it does not know; `named` keeps their names.
Needs Debian's python3-pylatexenc.
"""
import json
import logging
import sys

from pylatexenc import latex2text

logging.disable(logging.CRITICAL)
settings = {"math_mode": "text", "keep_comments": True, "strict_latex_spaces": False}
plain = latex2text.LatexNodes2Text(**settings)
macros = latex2text.get_default_latex_context_db()
macros.set_unknown_macro_spec(latex2text.MacroTextSpec("", simplify_repl=lambda node, l2tobj: node.macroname))
named = latex2text.LatexNodes2Text(latex_context=macros, **settings)

for line in sys.stdin:
    title = json.loads(line)
    readings = {"plain": plain.latex_to_text(title), "named": named.latex_to_text(title)}
    print(json.dumps({"title": title, **readings}))

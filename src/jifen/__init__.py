"""jifen (积分): Party branches run their points scheme (积分办法) exactly as it is written.

Rooms import downwards only: doors (`cli`), windows (`reports`), arithmetic (`engine`), ground (`rules`,
`workbook`, `common`). The shelf of model schemes in `library/` is data and holds no Python.
"""

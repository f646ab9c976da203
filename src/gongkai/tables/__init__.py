"""Tables as people really make them → a grid → typed records and findings that say how to mend them.

Knows grids, headers, marks, mappings and findings, and no list in particular: what the columns of a list mean is a
`Layout` that a higher room gives. Reading writes nothing; the room shows records and findings (the dry run) and then
takes in all of them or none.

Public face: `readers`, `layout`, `records`, `findings`, `presenters`, `report`, `queries`, `actions`.
"""

"""The site: what people see of a referendum and do in it; Django lives here only.

An app for each stage with the stage's name; besides `people` (accounts, roles, the trail) and
`look` (how pages look). In an app ``queries`` reads, ``actions`` writes, ``projections`` turns
entries of the record into rows, and views translate, nothing else.
"""

"""Opinion groups: from agree, disagree and pass to groups of people, the same on every machine.

Needs numpy; nothing else of Dauys imports this folder but `dauys.cli.groups` and whoever checks
an entry `groups.computed`.
"""

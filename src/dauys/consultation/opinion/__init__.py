"""Opinion groups: from agree, disagree and pass to groups of people, the same on every machine.

Needs numpy, but for `event`; nothing else of Dauys imports the rest of this folder but
`dauys.cli.groups` and, when it meets an entry `groups.computed`, `dauys.verification.course`.
"""

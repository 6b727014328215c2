"""The folder of a log on a disk: files that are there whole or not at all, one writer at a time.

For whoever keeps a log: the command line and the site. What the files say is made by `dauys.log`;
order matters here: the checkpoint comes last (docs/specification/2-log.md, section 2).
"""

"""The staff's desk: queues, answers, mergings, imports, hearings, anchors, moderation."""

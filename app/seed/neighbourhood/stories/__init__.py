"""What happened to some clients, day by day. One file a group of stories; keyed by the client in her place."""

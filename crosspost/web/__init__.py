"""The optional server beside the daemon: health, metrics, and the pings that say "look now"."""

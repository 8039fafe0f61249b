"""Deliveries: the state machine that decides (pure) and the store that remembers."""

"""Question kinds: what a question of each kind holds, shows, accepts and is worth. Pure."""

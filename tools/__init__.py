"""Scripts that hold the house in order: set-up, checks, translations. The application never imports them."""

"""Pure rules about a question's text: what is safe to show, how it is searched, how it is typed, what counts as the same."""

"""What holds for certificates, as pure functions: codes, numbers, content, words, revocation."""

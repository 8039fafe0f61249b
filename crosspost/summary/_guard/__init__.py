"""What the guard looks at: words, figures, names; and what it finds wrong with a gist."""

"""The viewer: a store's record as pages on this machine, each finding beside the words that it rests on.

`app` is the whole, `pages/` has one file a page, `templates/` what they look like. No page asks anything of another
machine, and none needs a script; `static/text.js` only makes the text page quicker to use.
"""

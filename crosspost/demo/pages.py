"""The blog's pages, with as much of WordPress's theme markup as a reader of HTML needs."""

from html import escape

from crosspost.demo.blog import Blog, Stored
from crosspost.demo.content import Images, content, entities, featured, title

_PAGE = """<!DOCTYPE html>
<html lang="ja">
<head>
	<meta charset="UTF-8" />
	<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name='robots' content='max-image-preview:large' />
<title>{name}</title>
<link rel="alternate" type="application/rss+xml" title="{blog} &raquo; フィード" \
href="{site}/feed/" />
<link rel="alternate" type="application/rss+xml" title="{blog} &raquo; コメントフィード" \
href="{site}/comments/feed/" />
{head}<style>{style}</style>
<link rel="https://api.w.org/" href="{site}/wp-json/" />
<meta name="generator" content="WordPress 7.1" />
</head>
<body class="{classes}">
<div class="wp-site-blocks"><header class="wp-block-template-part">
<p class="wp-block-site-title"><a href="{site}" rel="home">{blog}</a></p>
<p class="wp-block-site-tagline">{tagline}</p>
</header>
<main class="wp-block-group">
{main}</main>
<footer class="wp-block-template-part"><p>{blog}</p></footer>
</div>
</body>
</html>
"""
_STYLE = """
body{max-width:44rem;margin:0 auto;padding:1rem;line-height:1.9;color:#1c2733;background:#fbfaf7;
font-family:"Hiragino Mincho ProN","Noto Serif CJK JP","Yu Mincho",serif}
a{color:#1d4f7c}h1{line-height:1.4}img{max-width:100%;height:auto}figure{margin:1.5rem 0}
figcaption{font-size:.85rem;color:#5a6570}blockquote{border-left:3px solid #b9a26a;margin:1rem 0;
padding:0 1rem;color:#43505c}.wp-block-site-title{font-size:1.5rem;margin:0}
.wp-block-site-tagline{margin:0;color:#5a6570}
.follow-box{border:1px solid #b9a26a;padding:1rem;text-align:center}
"""
_POST = """<h1 class="wp-block-post-title">{title}</h1>
{figure}
<div class="wp-block-post-author-name">{author}</div>
<div class="wp-block-post-date"><time datetime="{date}">{day}</time></div>
<div class="taxonomy-category wp-block-post-terms">{terms}</div>
<div class="entry-content alignfull wp-block-post-content has-global-padding \
is-layout-constrained wp-block-post-content-is-layout-constrained">{content}</div>
<div class="wp-block-comments"><h2>コメントを残す</h2></div>
"""
_HEAD = """<link rel="alternate" type="application/rss+xml" title="{blog} &raquo; {title} \
のコメントのフィード" href="{url}feed/" />
<link rel="alternate" title="JSON" type="application/json" href="{site}/wp-json/wp/v2/posts/{id}" />
<link rel="canonical" href="{url}" />
<link rel='shortlink' href='{site}/?p={id}' />
"""


def article(blog: Blog, post: Stored) -> str:
    """Return a post's page; like core's it names no image in its head."""
    images = Images()
    picture = featured(blog, post, "attachment-post-thumbnail size-post-thumbnail")
    local = post.published.astimezone(blog.zone)
    main = _POST.format(
        title=title(blog, post),
        figure=f'<figure class="wp-block-post-featured-image">{picture}</figure>' * bool(picture),
        author=entities(post.draft.author),
        date=local.isoformat(),
        day=f"{local.year}年{local.month}月{local.day}日",
        terms=" ".join(entities(c) for c in post.draft.categories),
        content=content(blog, post, images),
    )
    url = escape(blog.url(post))
    head = _HEAD.format(
        blog=entities(blog.title), title=title(blog, post), url=url, site=blog.site, id=post.id
    )
    name = f"{title(blog, post)} &#8211; {entities(blog.title)}"
    return _page(blog, name=name, main=main, head=head, classes="wp-singular single single-post")


def home(blog: Blog) -> str:
    """Return the front page: the newest posts."""
    posts = "".join(
        f'<li><a href="{escape(blog.url(p))}">{title(blog, p)}</a></li>\n'
        for p in blog.published()[: blog.window]
    )
    name = f"{entities(blog.title)} &#8211; {entities(blog.tagline)}"
    main = f'<ul class="wp-block-post-template">\n{posts}</ul>\n'
    return _page(blog, name=name, main=main, classes="home blog")


def missing(blog: Blog) -> str:
    """Return the page for what is not there."""
    name = f"ページが見つかりませんでした &#8211; {entities(blog.title)}"
    main = "<h1>ページが見つかりません</h1>\n"
    return _page(blog, name=name, main=main, classes="error404")


def _page(blog: Blog, *, name: str, main: str, classes: str, head: str = "") -> str:
    return _PAGE.format(
        name=name,
        main=main,
        classes=classes,
        head=head,
        style=_STYLE,
        blog=entities(blog.title),
        tagline=entities(blog.tagline),
        site=blog.site,
    )

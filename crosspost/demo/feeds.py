"""The blog's feeds, in the very shape that WordPress 7.1 gives them."""

from datetime import datetime
from email.utils import format_datetime
from html import escape

from crosspost.demo.blog import Blog, Stored
from crosspost.demo.content import Images, content, entities, excerpt, featured, title

_RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:wfw="http://wellformedweb.org/CommentAPI/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:atom="http://www.w3.org/2005/Atom"
	xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"
	xmlns:slash="http://purl.org/rss/1.0/modules/slash/"
	{media}>

<channel>
	<title>{title}</title>
	<atom:link href="{address}" rel="self" type="application/rss+xml" />
	<link>{site}</link>
	<description>{tagline}</description>
	<lastBuildDate>{built}</lastBuildDate>
	<language>{language}</language>
	<sy:updatePeriod>
	hourly	</sy:updatePeriod>
	<sy:updateFrequency>
	1	</sy:updateFrequency>
	<generator>https://wordpress.org/?v=7.1</generator>
{items}</channel>
</rss>
"""
_ITEM = """	<item>
		<title>{title}</title>
		<link>{link}</link>
					<comments>{link}#respond</comments>

		<dc:creator><![CDATA[{author}]]></dc:creator>
		<pubDate>{published}</pubDate>
{categories}		<guid isPermaLink="false">{guid}</guid>

					<description><![CDATA[{description}]]></description>
{encoded}
					<wfw:commentRss>{link}feed/</wfw:commentRss>
			<slash:comments>0</slash:comments>

		{media}
			</item>
"""
_ATOM = """<?xml version="1.0" encoding="UTF-8"?><feed
	xmlns="http://www.w3.org/2005/Atom"
	xmlns:thr="http://purl.org/syndication/thread/1.0"
	xml:lang="{language}"
	>
	<title type="text">{title}</title>
	<subtitle type="text">{tagline}</subtitle>

	<updated>{built}</updated>

	<link rel="alternate" type="text/html" href="{site}" />
	<id>{address}</id>
	<link rel="self" type="application/atom+xml" href="{address}" />

	<generator uri="https://wordpress.org/" version="7.1">WordPress</generator>
{items}	</feed>
"""
_ENTRY = """	<entry>
		<author>
			<name>{author}</name>
		</author>

		<title type="html"><![CDATA[{title}]]></title>
		<link rel="alternate" type="text/html" href="{link}" />

		<id>{guid}</id>
		<updated>{updated}</updated>
		<published>{published}</published>
		<summary type="html"><![CDATA[{description}]]></summary>

					<content type="html" xml:base="{link}"><![CDATA[{body}]]></content>
			<thr:total>0</thr:total>
			</entry>
"""


def rss(blog: Blog, posts: list[Stored], *, address: str, name: str = "") -> str:
    """Return an RSS 2.0 feed of the posts; `name` is what stands before the blog's title."""
    images = Images()
    return _RSS.format(
        media='xmlns:media="http://search.yahoo.com/mrss/"\n\t' * ("media-rss" in blog.habits),
        items="".join(_item(blog, post, images) for post in posts),
        title=f"{entities(name)} &#8211; {entities(blog.title)}" if name else entities(blog.title),
        address=escape(address),
        site=blog.site,
        tagline=entities(blog.tagline),
        built=_rfc822(_built(blog, posts)),
        language=_language(blog),
    )


def comments(blog: Blog, *, address: str) -> str:
    """Return the comment feed, which is not what a bot wants."""
    return _RSS.format(
        media="",
        items="",
        title=f"{entities(blog.title)} へのコメント",
        address=escape(address),
        site=blog.site,
        tagline=entities(blog.tagline),
        built=_rfc822(blog.last_modified()),
        language=_language(blog),
    )


def atom(blog: Blog, posts: list[Stored], *, address: str) -> str:
    """Return an Atom 1.0 feed of the posts, the only one that tells when a post was modified."""
    images = Images()
    return _ATOM.format(
        items="".join(_entry(blog, post, images) for post in posts),
        title=entities(blog.title),
        address=escape(address),
        site=blog.site,
        tagline=entities(blog.tagline),
        built=_rfc3339(_built(blog, posts)),
        language=_language(blog),
    )


def _item(blog: Blog, post: Stored, images: Images) -> str:
    first = "thumbnail-first" in blog.habits and featured(blog, post, "attachment-full size-full")
    picture = f"<p>{first}</p>" if first else ""
    body = _cdata(picture + content(blog, post, images))
    encoded = f"\t\t\t\t<content:encoded><![CDATA[{body}]]></content:encoded>\n"
    return _ITEM.format(
        title=title(blog, post),
        link=blog.url(post),
        author=post.draft.author,
        published=_rfc822(post.published),
        categories="".join(
            f"\t\t\t\t<category><![CDATA[{c}]]></category>\n" for c in post.draft.categories
        ),
        guid=entities(blog.site + post.guid),
        description=_cdata(picture + excerpt(blog, post)),
        encoded="" if "excerpt-only" in blog.habits else encoded,
        media=_media(blog, post),
    )


def _entry(blog: Blog, post: Stored, images: Images) -> str:
    return _ENTRY.format(
        author=entities(post.draft.author),
        title=title(blog, post),
        link=blog.url(post),
        guid=entities(blog.site + post.guid),
        updated=_rfc3339(post.modified),
        published=_rfc3339(post.published),
        description=_cdata(excerpt(blog, post)),
        body=_cdata(content(blog, post, images)),
    )


def _media(blog: Blog, post: Stored) -> str:
    upload = post.draft.featured
    if "media-rss" not in blog.habits or upload is None or post.protected:
        return ""
    return (
        f'<media:content url="{blog.media_url(post, upload)}" medium="image"'
        f' width="{upload.width}" height="{upload.height}" type="{upload.mime}">'
        f'<media:description type="plain"><![CDATA[{_cdata(upload.caption)}]]></media:description>'
        "</media:content>"
    )


def _built(blog: Blog, posts: list[Stored]) -> datetime:
    return max((p.modified for p in posts), default=blog.last_modified())


def _language(blog: Blog) -> str:
    return "en-US" if "english" in blog.habits else "ja"


def _cdata(text: str) -> str:
    return text.replace("]]>", "]]&gt;")


def _rfc822(moment: datetime) -> str:
    return format_datetime(moment)


def _rfc3339(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")

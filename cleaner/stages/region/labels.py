"""What authors and content systems call the parts of a page: class, id and role words, read as traits.

The words are conventions that hold across systems (WordPress, Drupal, schema.org, BEM-style names, ARIA roles); none
was added for one site. A label only ever counts together with structure: see `trim`.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType

from cleaner.page import HIDDEN_MARK

(
    HIDDEN,
    NAVIGATION,
    RELATED,
    COMMENTS,
    SHARE,
    ADVERT,
    SIGNUP,
    CAPTION,
    BIO,
    BYLINE,
    TAGS,
    BODY,
    SIDE,
    NOTICE,
    LEAD,
    OTHER,
) = (1 << n for n in range(16))

RULES = {
    HIDDEN: "region/hidden",
    NAVIGATION: "region/navigation",
    RELATED: "region/related",
    COMMENTS: "region/comments",
    SHARE: "region/share",
    ADVERT: "region/advertisement",
    SIGNUP: "region/signup",
    CAPTION: "region/caption",
    BYLINE: "region/byline",
    TAGS: "region/tags",
    BIO: "region/author-bio",
    SIDE: "region/sidebar",
    NOTICE: "region/notice",
    OTHER: "region/another-article",
}
"""Rule id under which a block with the trait is cut."""

AGAINST = sum(RULES)
"""Every trait that speaks against a block."""

_WORDS = {
    HIDDEN: """
        screen reader|screenreader|visually hidden|visuallyhidden|sr only|element invisible|print only|
        is hidden|not shown""",
    NAVIGATION: """
        nav|navi|navigation|navbar|menu|menus|submenu|breadcrumb|breadcrumbs|crumb|pagination|
        pager|skip link|skip to content|masthead|topbar|site header|page header|global header|
        site footer|page footer|global footer|footer|colophon|toc|table of contents|contentinfo|
        post navigation|toolbar|sitemap""",
    RELATED: """
        related|relateds|recommended|recommendation|recommendations|recirc|recirculation|more stories|more news|
        more from|more on|more like|read more|readmore|read also|also read|see also|also like|
        trending|most read|most popular|popular|latest news|latest|teaser|teasers|promo|promos|outbrain|
        taboola|zergnet|revcontent|mgid|up next|next article|prev article|similar|you may|
        dont miss|must read|further reading|top stories|suggested|suggestions|carousel|newsfeed|
        jp relatedposts|yarpp|linklist|link list|onward""",
    COMMENTS: """
        comment|comments|commentlist|comment list|disqus|respond|reply|replies|livefyre|fb comments|
        discussion|viafoura|coral""",
    SHARE: """
        share|sharing|sharedaddy|shares|sharebar|social|socials|addthis|addtoany|a2a|follow|
        follow us|socialshare|shareaholic|share tools|sociable|tweet this""",
    ADVERT: """
        ad|ads|advert|adverts|advertisement|advertising|adsense|adslot|ad slot|adunit|dfp|gpt|
        sponsor|sponsored|sponsors|adcontainer|adbox|advertorial|werbung|anzeige|publicidad|
        affiliate|commercial|nativead""",
    SIGNUP: """
        newsletter|newsletters|subscribe|subscription|subscriptions|signup|sign up|signin|sign in|
        login|register|registration|paywall|regwall|cookie|cookies|consent|gdpr|modal|popup|
        pop up|overlay|lightbox|cta|call to action|donate|donation|membership|mailing list|
        mc embed|optin|opt in""",
    CAPTION: """
        caption|captions|figcaption|wp caption|wp caption text|photo credit|image credit|img credit|
        photocredit|image caption|photo caption|imagecaption|credit|credits|image source|
        media caption|picture caption|bildunterschrift|copyright|gallery caption|
        image description|photo info""",
    BYLINE: """
        byline|bylines|by line|author|authors|article meta|entry meta|post meta|postmeta|meta|
        metadata|publish date|published|pubdate|pub date|post date|entry date|timestamp|time stamp|
        datetime|dateline|posted on|date|article date|article info|post info|article author|
        author name|contributor|contributors|reading time|article header meta|storyline meta|entry utility|
        infoline""",
    TAGS: """
        tags|taglist|tag list|tag links|tags links|post tags|article tags|topics|topic list|
        keywords|categories|cat links|category list|post categories|tagcloud|entry footer""",
    BIO: """
        author bio|authorbio|author box|authorbox|about author|about the author|author info|
        author description|author profile|author card|bio|biography|vcard author|abh box|
        author block|author meta""",
    SIDE: """
        sidebar|side bar|sidebar right|rail|right rail|aside|widget|widgets|widget area|secondary|
        complementary|infobox|info box|factbox|fact box|poll|quiz|right column|rightcol|leftcol""",
    NOTICE: """
        correction policy|disclaimer|copyright notice|error message|alert box|browser warning|
        report typo|flash message|embed consent|embed placeholder|social placeholder|external content|
        external embed|embed privacy|consent placeholder|privacy notice|two click""",
    LEAD: """
        standfirst|stand first|strapline|dek|deck|subtitle|sub title|subheadline|sub headline|
        subheading|sub heading|subhead|article lead|article intro|article summary|lead paragraph|
        lead text|article desc|article description|chapo|chapeau|vorspann|lede|
        article excerpt|post excerpt|entry summary|article subtitle|entry sub title|article teaser|
        intro|ingress|lead""",
    BODY: """
        articlebody|article body|entry content|post content|story body|storybody|article content|
        article text|post body|body content|story content|story text|articletext|body text|bodytext|
        main content|content body|articlecontent|postcontent|entry|rich text|richtext|wysiwyg|
        post entry|news text|text content|copy|prose|field name body|body copy|bodycopy|
        article copy|single content|mw parser output|post text|blog content|blogpost|newsarticle|
        blogposting|reviewbody|text block|text wrapper""",
}

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_GAPS = re.compile(r"[^a-z]+")


def _by_phrase() -> Mapping[str, int]:
    """Traits by phrase of one to three words."""
    table: dict[str, int] = {}
    for trait, phrases in _WORDS.items():
        for phrase in phrases.split("|"):
            table[phrase.strip()] = table.get(phrase.strip(), 0) | trait
    return MappingProxyType(table)


_PHRASES = _by_phrase()


RESPONSIVE = re.compile(r":(?:block|flex|grid|inline)|d-(?:sm|md|lg|xl|xxl)-(?!none)")
"""Shown again on screens of another width."""
NEGATIONS = frozenset({"has", "with", "without", "no", "not", "non", "is", "hide", "elementor", "data"})
"""A word after one of these tells of something near the element, or of a builder's box, not what the element is."""
SUBJECTS = ("tag-", "category-", "cat-", "type-", "topic-", "section-")
"""Class prefixes under which content systems list an article's subjects on its container."""


AD_INSERTER = re.compile(r"code-block-\d+|ai-viewport-\d+")
"""Boxes of WordPress's most used plugin for advertisements."""


@lru_cache(maxsize=65536)
def _token_traits(token: str) -> int:
    """The traits that one class name (or id, or role) names."""
    found, table = ADVERT if AD_INSERTER.fullmatch(token) else 0, _PHRASES
    second = third = ""
    for word in _GAPS.split(_HUMP.sub(" ", token).lower())[:12]:
        if not word:
            continue
        first, second, third = second, third, word
        if second in NEGATIONS:
            continue
        found |= table.get(third, 0)
        if second:
            found |= table.get(f"{second} {third}", 0)
            if first:
                found |= table.get(f"{first} {second} {third}", 0)
    return found


@lru_cache(maxsize=32768)
def traits_of(label: str) -> int:
    """The traits that the words of a label name, as bits.

    >>> traits_of("post-body has-caption") == BODY
    True
    """
    found = 0
    tokens = label.split()[:30]
    many = len(tokens) > 4
    for token in tokens:
        if not (many and token.startswith(SUBJECTS)):
            found |= _token_traits(token)
    hidden = ("hidden" in tokens or "d-none" in tokens) and not RESPONSIVE.search(label)
    return found | HIDDEN if hidden or HIDDEN_MARK in tokens else found


_LANDMARKS = {
    "nav": NAVIGATION,
    "footer": NAVIGATION,
    "menu": NAVIGATION,
    "aside": SIDE,
    "figcaption": CAPTION,
    "form": SIGNUP,
    "label": SIGNUP,
    "fieldset": SIGNUP,
    "button": SHARE,
}


@lru_cache(maxsize=32768)
def traits(tag: str, label: str) -> int:
    """The traits of an element: of its label, and of the tag itself where that is a landmark."""
    return (traits_of(label) if label else 0) | _LANDMARKS.get(tag, 0)


ALL = ~0
"""Every trait is believed."""


def believed(wanted: Callable[[str], bool]) -> int:
    """The traits to go by: all but those against a text whose rule is not wanted."""
    return ALL & ~sum([trait for trait, rule in RULES.items() if not wanted(rule)])

"""What the body of a page is made of. Few blocks, each with one purpose."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

# Headings are a block of their own, so that the contents of a page list every one of them.
TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class HeadingBlock(blocks.StructBlock):
    """A heading; the contents of a guidance page are made from these."""

    text = blocks.CharBlock(label=_("Heading"), max_length=160)
    level = blocks.ChoiceBlock(
        choices=[("2", _("Section")), ("3", _("Sub-section"))], default="2", label=_("Level of the heading")
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "cms/blocks/heading.html"
        form_layout = ["text", "level"]


class PictureBlock(blocks.StructBlock):
    """A picture with what it shows said under it."""

    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), max_length=250, required=False)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "cms/blocks/picture.html"


class FileBlock(blocks.StructBlock):
    """A link to one document, with its kind and size."""

    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(
        label=_("Title shown"),
        max_length=200,
        required=False,
        help_text=_("Empty: the document's own title."),
    )

    class Meta:
        icon = "doc-full"
        label = _("Document")
        template = "cms/blocks/file.html"


class QuoteBlock(blocks.StructBlock):
    """Words of a person or a document, with where they come from."""

    text = blocks.TextBlock(label=_("Words quoted"))
    source = blocks.CharBlock(label=_("Source"), max_length=200, required=False)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "cms/blocks/quote.html"


class BodyBlock(blocks.StreamBlock):
    """The body of news and guidance."""

    heading = HeadingBlock()
    text = blocks.RichTextBlock(label=_("Paragraphs"), features=TEXT_FEATURES, icon="pilcrow")
    picture = PictureBlock()
    file = FileBlock()
    quote = QuoteBlock()
    table = TableBlock(
        label=_("Table"),
        icon="table",
        template="cms/blocks/table.html",
        # The grid knows no Vietnamese; without this it complains in the console.
        table_options={"language": "en-US"},
        help_text=_("Cells copied in Excel may be pasted here."),
    )

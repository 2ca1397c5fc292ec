"""What the body of a page is made of. Few blocks, each with one purpose."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.widgets.chooser import BaseChooser
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from staff.registries import figures

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


class SheetBlock(blocks.StructBlock):
    """A table from Excel: cells pasted, or read once from a workbook when the page is saved."""

    caption = blocks.CharBlock(label=_("Caption"), max_length=200, required=False)
    workbook = DocumentChooserBlock(
        label=_("Workbook"),
        required=False,
        help_text=_(
            "Upload an .xlsx file: its first sheet is read when you save, and becomes the cells below. "
            "Later changes of the file do not change the page."
        ),
    )
    cells = blocks.TextBlock(
        label=_("Cells"),
        required=False,
        rows=6,
        help_text=_("Or copy the cells in Excel and paste them here. The first row holds the headings."),
    )

    class Meta:
        icon = "table"
        label = _("Table from Excel")
        template = "cms/blocks/sheet.html"


class DirectiveChooser(BaseChooser):
    """The field that opens the list of directives within the editor's reach."""

    choose_one_text = _("Choose a directive")
    choose_another_text = _("Choose another directive")
    model = "cms.Directive"
    icon = "doc-full-inverse"
    show_edit_link = False
    chooser_modal_url_name = "directive_chooser:choose"

    def get_value_data_from_instance(self, instance: Any) -> dict[str, Any]:
        """Symbol only: another editor of the page may not see the directive."""
        return {"id": instance.pk, "edit_url": "", self.display_title_key: instance.symbol}


class DirectiveChooserBlock(blocks.ChooserBlock):
    """Chooses one directive."""

    target_model = "cms.Directive"

    @cached_property
    def widget(self) -> DirectiveChooser:
        """The field that opens the list."""
        return DirectiveChooser()


class DirectiveBlock(blocks.StructBlock):
    """A directive: symbol, title, state and link for readers who may see it, the symbol for others."""

    directive = DirectiveChooserBlock(label=_("Directive"))

    class Meta:
        icon = "doc-full-inverse"
        label = _("Directive")
        template = "cms/blocks/directive.html"


def figure_choices() -> list[tuple[str, Any]]:
    """Figures that the apps below registered."""
    return [(figure.key, figure.label) for figure in sorted(figures, key=lambda f: f.order)]


class FigureBlock(blocks.StructBlock):
    """A figure of a board, computed for whoever reads the page and within their reach."""

    figure = blocks.ChoiceBlock(
        choices=figure_choices,
        label=_("Figure"),
        help_text=_("Each reader sees the figure of the own units; who has none sees nothing."),
    )

    class Meta:
        icon = "list-ul"
        label = _("Figure of a board")
        template = "cms/blocks/figure.html"


class BodyBlock(blocks.StreamBlock):
    """The body of news and guidance."""

    heading = HeadingBlock()
    text = blocks.RichTextBlock(
        label=_("Paragraphs"), features=TEXT_FEATURES, icon="pilcrow", template="cms/blocks/text.html"
    )
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
    sheet = SheetBlock()
    directive = DirectiveBlock()
    figure = FigureBlock()

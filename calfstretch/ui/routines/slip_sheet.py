"""The sheet of the slip: for how many days, on which paper, a look at it, Print and Save as PDF."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path

from PySide6.QtCore import QLocale, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPageSize, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QScrollArea, QScrollBar, QSizePolicy, QWidget

from calfstretch.domain.routine import Routine, Variant
from calfstretch.errors import CalfstretchError
from calfstretch.exchange.safe_file import write_file
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.report.slip import Picture, Slip, draw_slip, layout, page_size, print_slip, slip_pdf
from calfstretch.ui.context import Context
from calfstretch.ui.palette import Palette
from calfstretch.ui.routines.files import file_name, folder
from calfstretch.ui.routines.slip_words import slip_of
from calfstretch.ui.theme import Theme, load_palette
from calfstretch.ui.widgets.buttons import PrimaryButton, SecondaryButton
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.complaint import Complaint
from calfstretch.ui.widgets.figure_paint import BodyColours, body_colours
from calfstretch.ui.widgets.figure_pose import FigureStep, pose
from calfstretch.ui.widgets.figure_scenery import Scene, draw_lower, draw_scenery, draw_toes_up_arrow, draw_upper
from calfstretch.ui.widgets.rows import Field, Flow, Stack
from calfstretch.ui.widgets.texts import secondary

DAYS = (7, 14)
PAPERS = (QPageSize.PageSizeId.A4, QPageSize.PageSizeId.Letter)


class SlipSheet(Stack):
    """Content of a sheet.

    Args:
        programme_id: the programme it is for; None = the one in force, or the next stretch once a day.
    """

    finished = Signal()

    def __init__(self, context: Context, programme_id: str | None = None) -> None:
        super().__init__(context.theme, gap=20)
        self._context = context
        routines, self._today = context.journal.routines, context.journal.today()
        in_force = routines.in_force(self._today)
        wanted = programme_id or (None if in_force is None else in_force.programme_id)
        found = next((both for both in routines.programmes() if both[0].id == wanted), None)
        self._programme = None if found is None else found[0]
        self._routine: Routine = routines.next_up(None) if found is None else found[1].routine
        theme = context.theme
        self.days = ChipRow(
            theme, _("For how long"), [(n, ngettext("{n} day", "{n} days", n).format(n=n)) for n in DAYS]
        )
        self.days.set_value(14)
        self.paper = ChipRow(theme, _("Paper"), [(PAPERS[0], "A4"), (PAPERS[1], _("US Letter"))])
        self.paper.set_value(usual_paper())
        for row in (self.days, self.paper):
            self.add(Field(theme, row.accessibleName(), row))
            row.chosen.connect(lambda value, row=row: self._choose(row, value))
        self.preview = SlipPreview(theme, self.slip(), self.page(), self._picture())
        self.add(self.preview)
        self.add(secondary(theme, _("One page, black on white. What was filled in can be typed in afterwards.")))
        self.print = PrimaryButton(theme, _("Print…"))
        self.print.clicked.connect(self._ask_printer)
        self.save = SecondaryButton(theme, _("Save as PDF…"))
        self.save.clicked.connect(self._ask_where)
        self.sheet_actions = Flow(theme, self.save, self.print, at_end=True)
        self.trouble = Complaint(theme)
        self.sheet_notice = Stack(theme)
        self.sheet_notice.add(self.trouble)

    def first_focus(self) -> QWidget:
        """Print."""
        return self.print

    def slip(self) -> Slip:
        """The page as it is set."""
        days = self.days.value()
        return slip_of(self._programme, self._routine, self._today, days if isinstance(days, int) else DAYS[-1])

    def page(self) -> QPageSize.PageSizeId:
        """The paper chosen."""
        chosen = self.paper.value()
        return chosen if isinstance(chosen, QPageSize.PageSizeId) else usual_paper()

    def _picture(self) -> Picture:
        return slip_picture(self._routine.variant, self._routine.leg_order.legs[0].value)

    def _choose(self, row: ChipRow, value: object) -> None:
        if value is None:  # each row always has an answer: the other one
            row.set_value(DAYS[-1] if row is self.days else usual_paper())
        self.preview.show_slip(self.slip(), self.page())

    # -- paper -------------------------------------------------------------------------------------------

    def _ask_printer(self) -> None:
        self.trouble.say("")
        try:
            from PySide6.QtPrintSupport import QPrintDialog, QPrinter
        except ImportError:  # a library of the system is missing
            self.trouble.say(_("Printing is not there on this computer. Save as PDF… makes a file to print elsewhere."))
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(layout(self.page()))
        printer.setDocName(file_name(self._routine.name, "pdf"))
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._print(printer))
        QDialog.open(dialog)  # its own open() wants a receiver
        self.dialog = dialog

    def _print(self, printer: object) -> None:
        from PySide6.QtPrintSupport import QPrinter

        assert isinstance(printer, QPrinter)
        printer.setFullPage(True)
        if print_slip(printer, self.slip(), self._picture()):
            self._context.navigator.say(_("Sent to the printer."))
        else:
            self.trouble.say(_("The printer took nothing. Save as PDF… makes a file instead."))

    def _ask_where(self) -> None:
        self.trouble.say("")
        name = str(folder(self._context) / file_name(self._routine.name, "pdf"))
        dialog = QFileDialog(self, _("Save the slip"), name, _("PDF (*.pdf)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.write(Path(path)))
        dialog.open()

    def write(self, path: Path) -> bool:
        """Write the PDF and say so; False = it could not be written, which was said."""
        try:
            write_file(path, slip_pdf(self.slip(), self.page(), self._picture()))
        except CalfstretchError as error:
            self.trouble.say(str(error))
            return False
        self._context.navigator.say(_("Slip saved in {path}").format(path=path))
        return True


def usual_paper() -> QPageSize.PageSizeId:
    """The paper of the person's country."""
    american = QLocale.system().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
    return PAPERS[1] if american else PAPERS[0]


class SlipPreview(QWidget):
    """The page as it will be printed, as wide as there is room."""

    def __init__(self, theme: Theme, slip: Slip, paper: QPageSize.PageSizeId, picture: Picture) -> None:
        super().__init__()
        self._theme = theme
        self._picture = picture
        self._kept: tuple[Hashable, QImage] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(_("The slip"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # so that the page can be read to its end by keyboard
        self.show_slip(slip, paper)

    def show_slip(self, slip: Slip, paper: QPageSize.PageSizeId) -> None:
        """Show this page."""
        self._slip, self._size = slip, page_size(paper)
        self._kept = None
        self.setAccessibleDescription(". ".join((slip.title, slip.often, slip.plan, *slip.steps)))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(width * self._size.height() / self._size.width())

    def sizeHint(self) -> QSize:
        return QSize(540, self.heightForWidth(540))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = _SCROLLS.get(Qt.Key(event.key()))
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if action is None or area is None:
            super().keyPressEvent(event)
            return
        area.verticalScrollBar().triggerAction(action)

    def paintEvent(self, event: QPaintEvent) -> None:
        size = QSizeF(self._size).scaled(QSizeF(self.size()), Qt.AspectRatioMode.KeepAspectRatio)
        ratio, night = self.devicePixelRatioF(), self._theme.palette.name == "night"
        key = (size.toSize(), ratio, night)
        if self._kept is None or self._kept[0] != key:
            self._kept = (key, self._image(size, ratio, night))
        painter = QPainter(self)
        page = QRectF(QPointF(0, 0), size)
        painter.drawImage(page, self._kept[1])
        painter.setPen(self._theme.colour("line"))
        painter.drawRect(page.adjusted(0, 0, -1, -1))

    def _image(self, size: QSizeF, ratio: float, night: bool) -> QImage:
        """The page as a picture; at night light on dark: a white sheet would dazzle."""
        pixels = (size * ratio).toSize()
        image = QImage(pixels, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        scale = pixels.width() / self._size.width()
        painter.scale(scale, scale)
        draw_slip(painter, QSizeF(self._size), self._slip, self._picture)
        painter.resetTransform()
        if night:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
            painter.fillRect(image.rect(), QColor("white"))
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.fillRect(image.rect(), self._theme.colour("text"))
        painter.end()
        return image


_SCROLLS = {
    Qt.Key.Key_Down: QScrollBar.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_Up: QScrollBar.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_PageDown: QScrollBar.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_PageUp: QScrollBar.SliderAction.SliderPageStepSub,
    Qt.Key.Key_End: QScrollBar.SliderAction.SliderToMaximum,
    Qt.Key.Key_Home: QScrollBar.SliderAction.SliderToMinimum,
}


def slip_picture(variant: Variant, leg: str) -> Picture:
    """The figure in greys, its toes up."""

    def draw(painter: QPainter, place: QRectF) -> None:
        scene = Scene.ON_CHAIR if variant is Variant.SEATED else Scene.BESIDE_CHAIR
        shown = pose(FigureStep.LIFT, leg, 0.0, variant)
        bounds, colours = scene.bounds, _greys(load_palette("light"))
        scale = min(place.width() / bounds.width(), place.height() / bounds.height())
        painter.translate(place.right() - bounds.right() * scale, place.top() + bounds.bottom() * scale)
        painter.scale(scale, -scale)
        draw_scenery(painter, scene, colours)
        draw_lower(painter, shown, colours)
        if variant is not Variant.SEATED:
            draw_toes_up_arrow(painter, shown.active, colours)
        draw_upper(painter, shown, scene, colours)

    return draw


def _greys(palette: Palette) -> BodyColours:
    white = palette._replace(ground="#FFFFFF", card="#FFFFFF")
    return BodyColours(*(QColor.fromHslF(0, 0, colour.lightnessF()) for colour in body_colours(white)))

"""The least that PySide6 can show of a table: the measure of how fast a frozen program can start."""

import sys

from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView

application = QApplication(sys.argv)
table = QTableView()
table.setModel(QStandardItemModel(100, 8, table))
table.setWindowTitle("Fenêtre nue")
table.resize(1440, 900)
table.show()
sys.exit(application.exec())

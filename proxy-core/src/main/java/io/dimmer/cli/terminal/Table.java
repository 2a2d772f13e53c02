package io.dimmer.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Columns under titles, two spaces apart. */
public final class Table {
    private final String indent;
    private final List<Column> columns = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    /** Where a column's cells stand. */
    public enum Align {
        /** Words. */
        LEFT,
        /** Numbers under the end of their title. */
        RIGHT,
        /** Numbers under the beginning of their title, point under point. */
        POINT
    }

    private record Column(String title, Align align) {}

    /**
     * Begins a table.
     *
     * @param indent before each line
     */
    public Table(String indent) {
        this.indent = indent;
    }

    /** Adds a column. */
    public Table column(String title, Align align) {
        columns.add(new Column(title, align));
        return this;
    }

    /** Adds a row, one cell for each column. */
    public Table row(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException("row: found " + cells.length + " cells, expected " + columns.size());
        }
        rows.add(List.of(cells));
        return this;
    }

    /** The lines, without white space at their ends. */
    public List<String> lines() {
        List<StringBuilder> lines = new ArrayList<>();
        for (int row = -1; row < rows.size(); row++) {
            lines.add(new StringBuilder(indent));
        }
        for (int i = 0; i < columns.size(); i++) {
            addColumn(i, lines);
        }
        return lines.stream().map(line -> line.toString().stripTrailing()).toList();
    }

    private void addColumn(int index, List<StringBuilder> lines) {
        Column column = columns.get(index);
        int whole = rows.stream().mapToInt(row -> whole(row.get(index))).max().orElse(0);
        List<String> cells = new ArrayList<>(List.of(column.title()));
        rows.forEach(row -> cells.add(
                column.align() == Align.POINT
                        ? " ".repeat(whole - whole(row.get(index))) + row.get(index)
                        : row.get(index)));
        int width = cells.stream().mapToInt(Table::width).max().orElse(0);
        for (int i = 0; i < cells.size(); i++) {
            String padding = " ".repeat(width - width(cells.get(i)));
            String gap = index == 0 ? "" : "  ";
            lines.get(i)
                    .append(gap)
                    .append(column.align() == Align.RIGHT ? padding + cells.get(i) : cells.get(i) + padding);
        }
    }

    /** Characters before the point, or before the first space of something like {@code 5.0 %}. */
    private static int whole(String cell) {
        int point = cell.indexOf('.');
        return point < 0 ? width(cell) : point;
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}

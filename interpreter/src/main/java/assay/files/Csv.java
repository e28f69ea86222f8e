package assay.files;

import assay.lib.value.Table;
import assay.lib.value.Value;
import assay.lib.verb.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Comma-separated values (RFC 4180): the first line names the columns; a cell in quotes is text, one without is a number
 * where it reads as one and loses nothing by it ({@code 007} is text), none where it is empty, else text.
 */
record Csv(String name, String text) {
    private static final double EXACT = 1L << 53;
    private static final Pattern NUMBER = Pattern.compile("[+-]?((0|[1-9]\\d*)(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

    Table table() {
        List<List<Value>> rows = rows();
        if (rows.isEmpty()) throw new Failure("`" + name + "` is empty; its first line names the columns");
        List<String> columns =
                rows.removeFirst().stream().map(assay.lib.value.Values::text).toList();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).size() != columns.size()) {
                throw new Failure("row " + (i + 1) + " of `" + name + "` has "
                        + rows.get(i).size() + (rows.get(i).size() == 1 ? " cell" : " cells") + ", and there are "
                        + columns.size() + " columns");
            }
        }
        return Table.of(columns, rows);
    }

    private List<List<Value>> rows() {
        List<List<Value>> rows = new ArrayList<>();
        List<Value> row = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            if (text.charAt(i) == '"') {
                int end = closing(i + 1);
                row.add(Value.of(text.substring(i + 1, end).replace("\"\"", "\"")));
                i = end + 1;
            } else {
                int end = i;
                while (end < text.length() && ",\r\n".indexOf(text.charAt(end)) < 0) end++;
                row.add(cell(text.substring(i, end)));
                i = end;
            }
            boolean comma = i < text.length() && text.charAt(i) == ',';
            if (comma && i + 1 < text.length() && "\r\n".indexOf(text.charAt(i + 1)) < 0) {
                i++;
                continue;
            }
            if (comma) {
                row.add(new Value.None());
                i++;
            }
            i = lineEnd(i);
            boolean blank = row.size() == 1 && row.getFirst() instanceof Value.None;
            if (!blank) rows.add(row);
            row = new ArrayList<>();
        }
        return rows;
    }

    private int lineEnd(int i) {
        if (i < text.length() && text.charAt(i) == '\r') i++;
        if (i < text.length() && text.charAt(i) == '\n') return i + 1;
        if (i >= text.length() || text.charAt(i - 1) == '\r') return i;
        throw new Failure("line " + (text.substring(0, i).lines().count()) + " of `" + name
                + "` goes on after a closing quote; double the quotes inside a quoted cell");
    }

    private int closing(int i) {
        while (i < text.length()) {
            if (text.charAt(i) != '"') i++;
            else if (i + 1 < text.length() && text.charAt(i + 1) == '"') i += 2;
            else return i;
        }
        throw new Failure("a quoted cell of `" + name + "` is never closed");
    }

    private static Value cell(String cell) {
        String bare = cell.strip();
        if (bare.isEmpty()) return new Value.None();
        if (!NUMBER.matcher(bare).matches()) return Value.of(cell);
        double number = Double.parseDouble(bare);
        boolean identifier = Math.abs(number) > EXACT && bare.chars().allMatch(Character::isDigit);
        return Double.isFinite(number) && !identifier ? Value.of(number) : Value.of(cell);
    }
}

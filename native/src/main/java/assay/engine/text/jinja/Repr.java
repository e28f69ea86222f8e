package assay.engine.text.jinja;

import java.math.BigInteger;
import java.util.List;

/** Values as Python's {@code repr} writes them. */
record Repr(Budget budget, StringBuilder out) {

    static String of(Object value, Budget budget) {
        Repr repr = new Repr(budget, new StringBuilder());
        repr.write(value);
        budget.text(repr.out.length());
        return repr.out.toString();
    }

    private void write(Object value) {
        budget.enter();
        budget.limit(out.length());
        switch (value) {
            case null -> out.append("None");
            case Boolean b -> out.append(b ? "True" : "False");
            case Double x -> out.append(Numbers.show(x));
            case String s -> {
                budget.text(s.length());
                Quotes.repr(s, out);
            }
            case List<?> list -> items(list, "[", "]");
            case Tuple(List<Object> items) -> items(items, "(", items.size() == 1 ? ",)" : ")");
            case Group group -> items(group.items(), "(", ")");
            case View view -> items(view.items(), view.name() + "([", "])");
            case Dict dict -> {
                String separator = "{";
                for (Dict.Entry entry : dict.entries()) {
                    out.append(separator);
                    write(entry.key());
                    out.append(": ");
                    write(entry.value());
                    separator = ", ";
                }
                out.append(dict.size() == 0 ? "{}" : "}");
            }
            case Undefined undefined -> out.append("Undefined");
            case Long n -> out.append(n);
            case BigInteger n -> out.append(n);
            case Range range -> out.append(range);
            default -> out.append('<').append(Python.typeName(value)).append('>');
        }
        budget.leave();
    }

    private void items(List<?> items, String open, String close) {
        String separator = open;
        for (Object item : items) {
            out.append(separator);
            write(item);
            separator = ", ";
        }
        out.append(items.isEmpty() ? open : "").append(close);
    }
}

package assay.engine.text.jinja;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The arguments of one call. */
record Arguments(List<Object> positional, Map<String, Object> named) {
    static final Arguments NONE = new Arguments(List.of(), Map.of());
    /** Stands for an argument that was not given. */
    static final Object ABSENT = new Object();

    static Arguments of(Object... positional) {
        return new Arguments(Arrays.asList(positional), Map.of());
    }

    /** The arguments in the order of these parameters; more or other ones are a fault. */
    Bound bind(String function, String... parameters) {
        if (positional.size() > parameters.length) {
            throw new Fault(function + "() takes at most " + parameters.length + " arguments.");
        }
        Object[] values = new Object[parameters.length];
        Arrays.fill(values, ABSENT);
        for (int i = 0; i < positional.size(); i++) {
            values[i] = positional.get(i);
        }
        Map<String, Object> left = new LinkedHashMap<>(named);
        for (int i = 0; i < parameters.length; i++) {
            if (left.containsKey(parameters[i])) {
                if (values[i] != ABSENT) {
                    throw new Fault(function + "() got two values for '" + parameters[i] + "'.");
                }
                values[i] = left.remove(parameters[i]);
            }
        }
        if (!left.isEmpty()) {
            throw new Fault(function + "() has no parameter '"
                    + left.keySet().iterator().next() + "'.");
        }
        return new Bound(function, parameters, values);
    }

    /** Arguments by the place of their parameter. */
    record Bound(String function, String[] parameters, Object[] values) {

        boolean has(int i) {
            return values[i] != ABSENT;
        }

        Object get(int i) {
            if (!has(i)) {
                throw new Fault(function + "() lacks the argument '" + parameters[i] + "'.");
            }
            return values[i];
        }

        Object get(int i, Object absent) {
            return has(i) ? values[i] : absent;
        }

        boolean truth(int i) {
            return has(i) && Python.truth(values[i]);
        }

        String text(int i) {
            return get(i) instanceof String s ? s : fail(i, "a string");
        }

        String text(int i, String absent) {
            return has(i) ? text(i) : absent;
        }

        int number(int i) {
            return switch (get(i)) {
                case Long n when n == n.intValue() -> n.intValue();
                case Boolean b -> b ? 1 : 0;
                case null, default -> fail(i, "a whole number");
            };
        }

        int number(int i, int absent) {
            return has(i) ? number(i) : absent;
        }

        private <T> T fail(int i, String expected) {
            if (values[i] instanceof Undefined undefined) {
                throw undefined.fault();
            }
            throw new Fault(function + "(): '" + parameters[i] + "' must be " + expected + ", not "
                    + Python.typeName(values[i]) + ".");
        }
    }
}

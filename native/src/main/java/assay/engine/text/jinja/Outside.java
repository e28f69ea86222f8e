package assay.engine.text.jinja;

import assay.engine.text.Message;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Java values on their way into a template. */
record Outside(Budget budget) {

    /** A Java value from outside as a value of a template. */
    Object value(Object outside) {
        budget.enter();
        Object result =
                switch (outside) {
                    case Integer n -> n.longValue();
                    case Short n -> n.longValue();
                    case Byte n -> n.longValue();
                    case Float x -> (double) x;
                    case BigInteger n -> Numbers.normal(n);
                    case Message message -> message(message);
                    case List<?> list -> {
                        List<Object> items = new ArrayList<>(list.size());
                        list.forEach(item -> items.add(value(item)));
                        yield items;
                    }
                    case Map<?, ?> map -> {
                        Dict dict = new Dict();
                        map.forEach((key, item) -> dict.put(value(key), value(item)));
                        yield dict;
                    }
                    case Boolean b -> b;
                    case Long n -> n;
                    case Double x -> x;
                    case null -> null;
                    default -> outside.toString();
                };
        budget.leave();
        return result;
    }

    private static Dict message(Message message) {
        Dict dict = new Dict();
        dict.put("role", message.role());
        dict.put("content", message.content());
        return dict;
    }
}

package assay.engine.text.jinja;

import assay.engine.text.TemplateException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Runs the statements of a template, once. */
final class Renderer {
    private final Evaluator evaluator;
    private final Python python;
    private StringBuilder out = new StringBuilder();
    /** What was written before the block whose text is being collected. */
    private long outside;

    private int line = 1;

    /** How a statement ends. */
    private enum Flow {
        NEXT,
        BREAK,
        CONTINUE
    }

    private Renderer(Python python) {
        this.python = python;
        evaluator = new Evaluator(python);
    }

    /**
     * The text of a template with these variables.
     *
     * @throws TemplateException if the template gives up, is wrong or asks for too much
     */
    static String render(List<Stmt> statements, Map<String, Object> variables, Clock clock) {
        Renderer renderer = new Renderer(new Python(new Budget()));
        try {
            Frame globals = new Frame(null);
            Globals.addTo(globals, renderer.python, clock);
            Frame frame = new Frame(globals);
            Outside outside = new Outside(renderer.python.budget());
            variables.forEach((name, value) -> frame.set(name, outside.value(value)));
            renderer.run(statements, new Frame(frame));
            return renderer.out.toString();
        } catch (Fault fault) {
            throw new TemplateException(fault.getMessage(), renderer.line);
        } catch (StackOverflowError e) {
            throw new TemplateException("the template is nested too deeply.", renderer.line);
        }
    }

    private Flow run(List<Stmt> statements, Frame frame) {
        for (Stmt statement : statements) {
            Flow flow = run(statement, frame);
            if (flow != Flow.NEXT) {
                return flow;
            }
        }
        return Flow.NEXT;
    }

    private Flow run(Stmt statement, Frame frame) {
        python.budget().enter();
        line = statement.line();
        Flow flow =
                switch (statement) {
                    case Stmt.Text(String text, int at) -> write(text);
                    case Stmt.Print(Expr value, int at) -> write(python.str(evaluator.evaluate(value, frame)));
                    case Stmt.If conditional -> run(taken(conditional, frame), frame);
                    case Stmt.For loop -> {
                        Object items = evaluator.evaluate(loop.items(), frame);
                        loop(loop, items, frame, 0);
                        yield Flow.NEXT;
                    }
                    case Stmt.Assign(Expr target, Expr value, int at) -> {
                        assign(target, evaluator.evaluate(value, frame), frame);
                        yield Flow.NEXT;
                    }
                    case Stmt.AssignBlock(Expr target, Expr.Filter filter, List<Stmt> body, int at) -> {
                        String text = capture(body, new Frame(frame));
                        assign(target, filter == null ? text : filtered(filter, text, frame), frame);
                        yield Flow.NEXT;
                    }
                    case Stmt.DefineMacro macro -> {
                        frame.set(macro.name(), macro(macro.name(), macro.signature(), macro.body(), frame));
                        yield Flow.NEXT;
                    }
                    case Stmt.CallBlock block -> callBlock(block, frame);
                    case Stmt.FilterBlock(Expr.Filter filter, List<Stmt> body, int at) ->
                        write(python.str(filtered(filter, capture(body, new Frame(frame)), frame)));
                    case Stmt.With with -> with(with, frame);
                    case Stmt.Marked(List<Stmt> body, int at) -> run(body, new Frame(frame));
                    case Stmt.Break stop -> Flow.BREAK;
                    case Stmt.Continue on -> Flow.CONTINUE;
                };
        python.budget().leave();
        return flow;
    }

    private Flow write(String text) {
        python.budget().limit(outside + out.length() + text.length());
        python.budget().text(text.length());
        out.append(text);
        return Flow.NEXT;
    }

    private List<Stmt> taken(Stmt.If conditional, Frame frame) {
        for (Stmt.Branch branch : conditional.branches()) {
            if (Python.truth(evaluator.evaluate(branch.test(), frame))) {
                return branch.body();
            }
        }
        return conditional.otherwise();
    }

    private void loop(Stmt.For loop, Object source, Frame frame, int depth) {
        List<Object> items = new ArrayList<>();
        for (Iterator<Object> all = python.iterate(source); all.hasNext(); ) {
            Object item = all.next();
            if (loop.test() == null || holds(loop, item, frame)) {
                items.add(item);
            }
        }
        Callable again = !loop.recursive()
                ? null
                : arguments -> {
                    StringBuilder kept = begin();
                    loop(loop, arguments.bind("loop", "iterable").get(0), frame, depth + 1);
                    return end(kept);
                };
        Loop variable = new Loop(python, items, depth, again);
        for (int i = 0; i < items.size(); i++) {
            python.budget().step();
            variable.moveTo(i);
            Frame inner = new Frame(frame);
            inner.set("loop", variable);
            assign(loop.target(), items.get(i), inner);
            if (run(loop.body(), inner) == Flow.BREAK) {
                break;
            }
        }
        if (items.isEmpty()) {
            run(loop.otherwise(), new Frame(frame));
        }
    }

    private boolean holds(Stmt.For loop, Object item, Frame frame) {
        Frame inner = new Frame(frame);
        assign(loop.target(), item, inner);
        return Python.truth(evaluator.evaluate(loop.test(), inner));
    }

    private void assign(Expr target, Object value, Frame frame) {
        switch (target) {
            case Expr.Name(String name) -> frame.set(name, value);
            case Expr.TupleOf(List<Expr> targets) -> {
                List<Object> values = python.list(value);
                if (values.size() != targets.size()) {
                    throw new Fault("there are " + values.size() + " values for " + targets.size() + " names.");
                }
                for (int i = 0; i < targets.size(); i++) {
                    assign(targets.get(i), values.get(i), frame);
                }
            }
            case Expr.Attribute(Expr.Name(String name), String attribute) -> {
                if (!(frame.get(name) instanceof Namespace namespace)) {
                    throw new Fault("only attributes of a namespace can be assigned to, and '" + name + "' is none.");
                }
                namespace.set(attribute, value);
            }
            default -> throw new Fault("only names and attributes of a namespace can be assigned to.");
        }
    }

    private Object filtered(Expr.Filter filter, String text, Frame frame) {
        Object value = filter.target() instanceof Expr.Filter inner ? filtered(inner, text, frame) : text;
        return evaluator.filter(filter.name(), value, evaluator.arguments(filter.arguments(), frame));
    }

    private Flow with(Stmt.With with, Frame frame) {
        Frame inner = new Frame(frame);
        for (int i = 0; i < with.targets().size(); i++) {
            assign(with.targets().get(i), evaluator.evaluate(with.values().get(i), frame), inner);
        }
        return run(with.body(), inner);
    }

    private Flow callBlock(Stmt.CallBlock block, Frame frame) {
        Object target = evaluator.evaluate(block.call().target(), frame);
        Arguments given = evaluator.arguments(block.call().arguments(), frame);
        Map<String, Object> named = new HashMap<>(given.named());
        named.put("caller", macro("caller", block.signature(), block.body(), frame));
        return write(python.str(evaluator.call(target, new Arguments(given.positional(), named))));
    }

    private Callable macro(String name, Stmt.Signature signature, List<Stmt> body, Frame around) {
        return arguments -> {
            Frame frame = new Frame(around);
            int calledFrom = line;
            bind(name, signature, arguments, frame);
            StringBuilder kept = begin();
            run(body, frame);
            line = calledFrom;
            return end(kept);
        };
    }

    /** Puts the arguments of a call into the macro's frame; what it has no parameter for is in varargs and kwargs. */
    private void bind(String name, Stmt.Signature signature, Arguments arguments, Frame frame) {
        Map<String, Object> named = new HashMap<>(arguments.named());
        List<Object> positional = arguments.positional();
        List<String> parameters = signature.parameters();
        int required = parameters.size() - signature.defaults().size();
        frame.set("caller", named.containsKey("caller") ? named.get("caller") : new Undefined("No caller defined"));
        for (int i = 0; i < parameters.size(); i++) {
            String parameter = parameters.get(i);
            if (i < positional.size()) {
                frame.set(parameter, positional.get(i));
            } else if (named.containsKey(parameter)) {
                frame.set(parameter, named.remove(parameter));
            } else if (i >= required) {
                frame.set(parameter, evaluator.evaluate(signature.defaults().get(i - required), frame));
            } else {
                frame.set(parameter, new Undefined("parameter '" + parameter + "' was not provided"));
            }
        }
        int used = Math.min(parameters.size(), positional.size());
        if (used < positional.size() && !signature.uses().contains("varargs")) {
            throw new Fault("macro '" + name + "' takes not more than " + parameters.size() + " argument(s).");
        }
        if (signature.uses().contains("caller")) {
            named.remove("caller");
        }
        if (!named.isEmpty() && !signature.uses().contains("kwargs")) {
            throw new Fault("macro '" + name + "' takes no keyword argument '"
                    + named.keySet().iterator().next() + "'.");
        }
        Dict rest = new Dict();
        named.forEach(rest::put);
        frame.set("varargs", new Tuple(positional.subList(used, positional.size())));
        frame.set("kwargs", rest);
    }

    private String capture(List<Stmt> body, Frame frame) {
        StringBuilder kept = begin();
        run(body, frame);
        return end(kept);
    }

    private StringBuilder begin() {
        StringBuilder kept = out;
        outside += kept.length();
        out = new StringBuilder();
        return kept;
    }

    private String end(StringBuilder kept) {
        String text = out.toString();
        out = kept;
        outside -= kept.length();
        return text;
    }
}

package assay.check;

import assay.grammar.ast.Expr;
import assay.grammar.ast.Name;
import assay.lib.verb.Builtin;
import assay.lib.verb.Functions;
import assay.lib.verb.Operand;
import assay.lib.verb.Type;
import assay.lib.verb.VerbSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks calls: of the script's procedures, of built-in functions and of verbs without connectives. */
final class Calls {
    private final Vocabulary vocabulary;
    private final Diagnostics problems;
    private final Expressions expressions;
    private final Phrases phrases;
    private final Insight insight;

    Calls(Vocabulary vocabulary, Diagnostics problems, Expressions expressions, Phrases phrases, Insight insight) {
        this.vocabulary = vocabulary;
        this.problems = problems;
        this.expressions = expressions;
        this.phrases = phrases;
        this.insight = insight;
    }

    Known check(Expr.Call call, Names names) {
        String name = call.function().text();
        Optional<Binding> bound = names.find(name);
        bound.ifPresent(binding -> insight.occurs(call.function(), binding));
        if (bound.isPresent()) return procedure(call, bound.get(), names);
        Optional<Builtin> function = Functions.find(name);
        if (function.isPresent()) return function(call, function.get(), names);
        Optional<VerbSpec> verb = vocabulary.verb(name);
        if (verb.isPresent()) return phrases.check(call, verb.get(), names);
        call.arguments().forEach(argument -> expressions.check(argument.value(), names));
        if (!names.open()) unknown(call.function(), names);
        return Known.NOTHING;
    }

    private void unknown(Name name, Names names) {
        List<String> callable = new ArrayList<>(vocabulary.verbs().names());
        Functions.all().forEach(function -> callable.add(function.name()));
        names.all().stream()
                .filter(n -> names.find(n).flatMap(Binding::parameters).isPresent())
                .forEach(callable::add);
        problems.error(
                name.span(),
                "there is no function `" + name.text() + "`",
                vocabulary.didYouMean(name.text(), callable),
                "functions: "
                        + String.join(
                                ", ",
                                Functions.all().stream().map(Builtin::name).toList()));
    }

    private Known procedure(Expr.Call call, Binding binding, Names names) {
        call.arguments().forEach(argument -> expressions.check(argument.value(), names));
        if (binding.parameters().isPresent()) {
            place(call, binding.parameters().get());
        } else {
            expressions.require(
                    new Type.Procedure(), binding.known(), call.function().span(), "what is called");
        }
        return Known.NOTHING;
    }

    private Known function(Expr.Call call, Builtin function, Names names) {
        List<Operand> parameters = new ArrayList<>();
        for (Builtin.Parameter parameter : function.parameters()) {
            boolean required = parameters.size() < function.required();
            parameters.add(new Operand(parameter.name(), "", parameter.type(), required, ""));
        }
        List<Optional<Expr>> placed = place(call, parameters);
        for (int i = 0; i < placed.size(); i++) {
            Operand parameter = parameters.get(i);
            String place = "`" + parameter.name() + "` of `" + function.name() + "`";
            placed.get(i).ifPresent(value -> expressions.check(value, names, parameter.type(), place));
        }
        return Known.of(function.result());
    }

    /** The argument of each parameter: in order first, then by name. What has no parameter is reported. */
    private List<Optional<Expr>> place(Expr.Call call, List<Operand> parameters) {
        String name = call.function().text();
        List<String> all = parameters.stream().map(Operand::name).toList();
        String takes = all.isEmpty() ? name + " takes nothing" : name + " takes: " + String.join(", ", all);
        List<Optional<Expr>> placed = new ArrayList<>(java.util.Collections.nCopies(all.size(), Optional.empty()));
        Set<String> given = new HashSet<>();
        int next = 0;
        for (Expr.Argument argument : call.arguments()) {
            int at = argument.name().map(n -> all.indexOf(n.text())).orElse(next);
            if (argument.name().isEmpty()) next++;
            if (at < 0) {
                Name named = argument.name().orElseThrow();
                String label = vocabulary.didYouMean(named.text(), all);
                problems.error(named.span(), "`" + name + "` has no parameter `" + named.text() + "`", label, takes);
            } else if (at >= all.size()) {
                problems.error(argument.value().span(), "`" + name + "` has no place for this value", "", takes);
                return placed;
            } else if (!given.add(all.get(at))) {
                problems.error(
                        argument.value().span(), "`" + all.get(at) + "` is given twice", "leave one of them out");
            } else {
                placed.set(at, Optional.of(argument.value()));
            }
        }
        parameters.stream()
                .filter(p -> p.required() && !given.contains(p.name()))
                .findFirst()
                .ifPresent(p -> problems.error(call.span(), "`" + name + "` needs `" + p.name() + "`", "", takes));
        return placed;
    }
}

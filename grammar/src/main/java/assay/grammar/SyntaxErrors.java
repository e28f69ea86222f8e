package assay.grammar;

import static assay.grammar.AssayLexer.*;
import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;

/**
 * One problem for a statement that does not parse, in words for people; the parser goes on at the next statement.
 * Nothing is said where an earlier pass has already found something wrong with the same words.
 */
final class SyntaxErrors extends DefaultErrorStrategy {
    private static final String EXPRESSION = "an expression";

    /** What people call the parser's rules. */
    static final Map<Integer, String> RULES = Map.ofEntries(
            entry(AssayParser.RULE_script, "the script"),
            entry(AssayParser.RULE_block, "a block"),
            entry(AssayParser.RULE_statement, "a statement"),
            entry(AssayParser.RULE_seed, "`seed`"),
            entry(AssayParser.RULE_engine, "`engine`"),
            entry(AssayParser.RULE_param, "`param`"),
            entry(AssayParser.RULE_model, "`model`"),
            entry(AssayParser.RULE_use, "`use`"),
            entry(AssayParser.RULE_let, "`let`"),
            entry(AssayParser.RULE_print, "`print`"),
            entry(AssayParser.RULE_show, "`show`"),
            entry(AssayParser.RULE_plot, "`plot`"),
            entry(AssayParser.RULE_save, "`save`"),
            entry(AssayParser.RULE_expect, "`expect`"),
            entry(AssayParser.RULE_hypothesis, "`hypothesis`"),
            entry(AssayParser.RULE_prediction, "`predict`"),
            entry(AssayParser.RULE_falsifier, "`falsified if`"),
            entry(AssayParser.RULE_loop, "`for`"),
            entry(AssayParser.RULE_repeat, "`repeat`"),
            entry(AssayParser.RULE_choice, "`if`"),
            entry(AssayParser.RULE_define, "`define`"),
            entry(AssayParser.RULE_parameter, "a parameter"),
            entry(AssayParser.RULE_giveBack, "`return`"),
            entry(AssayParser.RULE_importing, "`import`"),
            entry(AssayParser.RULE_run, "a statement"),
            entry(AssayParser.RULE_stray, "a statement"),
            entry(AssayParser.RULE_value, EXPRESSION),
            entry(AssayParser.RULE_phrase, "a phrase"),
            entry(AssayParser.RULE_first, "a phrase"),
            entry(AssayParser.RULE_atom, "a phrase"),
            entry(AssayParser.RULE_amount, "a phrase"),
            entry(AssayParser.RULE_operand, "a phrase"),
            entry(AssayParser.RULE_settings, "the settings"),
            entry(AssayParser.RULE_connective, "a phrase"),
            entry(AssayParser.RULE_expr, EXPRESSION),
            entry(AssayParser.RULE_table, EXPRESSION),
            entry(AssayParser.RULE_query, "a query"),
            entry(AssayParser.RULE_either, EXPRESSION),
            entry(AssayParser.RULE_both, EXPRESSION),
            entry(AssayParser.RULE_negation, EXPRESSION),
            entry(AssayParser.RULE_comparison, EXPRESSION),
            entry(AssayParser.RULE_compare, EXPRESSION),
            entry(AssayParser.RULE_range, EXPRESSION),
            entry(AssayParser.RULE_sum, EXPRESSION),
            entry(AssayParser.RULE_product, EXPRESSION),
            entry(AssayParser.RULE_signed, EXPRESSION),
            entry(AssayParser.RULE_pair, EXPRESSION),
            entry(AssayParser.RULE_postfix, EXPRESSION),
            entry(AssayParser.RULE_suffix, EXPRESSION),
            entry(AssayParser.RULE_argument, "an argument"),
            entry(AssayParser.RULE_primary, EXPRESSION),
            entry(AssayParser.RULE_list, "a list"),
            entry(AssayParser.RULE_record, "a record"),
            entry(AssayParser.RULE_entry, "a record"),
            entry(AssayParser.RULE_text, "a text"));

    private static final Set<Integer> COMPARISONS = Set.of(EQUAL, UNEQUAL, BELOW, ABOVE, AT_MOST, AT_LEAST, ABOUT, IN);
    private static final Set<Integer> ARITHMETIC = Set.of(PLUS, MINUS, TIMES, DIVIDE, REMAINDER);
    private static final Set<Integer> QUERIES = Set.of(WHERE, SORT, GROUP, FOR);
    private static final Set<Integer> RESERVED =
            Set.of(YES, NO, NONE, AND, OR, NOT, IN, FOR, WHERE, BY, WITHIN, CONNECTIVE);

    private final Source source;
    private final Problems problems;

    SyntaxErrors(Source source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    @Override
    public void sync(Parser parser) {}

    @Override
    public Token recoverInline(Parser parser) {
        throw new InputMismatchException(parser);
    }

    /** Skips to the end of the statement, but reads the blocks on the way for the errors inside them. */
    @Override
    public void recover(Parser parser, RecognitionException error) {
        while (true) {
            switch (parser.getInputStream().LA(1)) {
                case END -> {
                    parser.consume();
                    return;
                }
                case Token.EOF, BLOCK_CLOSE -> {
                    return;
                }
                case BLOCK_OPEN -> ((AssayParser) parser).block();
                default -> parser.consume();
            }
        }
    }

    @Override
    public void reportError(Parser parser, RecognitionException error) {
        Token found = error.getOffendingToken();
        Span span = Tokens.span(found);
        Span read = new Span(parser.getContext().getStart().getStartIndex(), span.end());
        if (problems.within(source, read)) return;
        String place = place(error.getCtx());
        List<String> expected = expected(error);
        String title = found.getType() == END
                ? "the line ends in the middle of " + place
                : "unexpected " + described(found) + " in " + place;
        if (found.getType() == END && place.equals("a statement")) title = "the line ends in the middle of a statement";
        String label = expected.isEmpty() ? "" : "expected " + joined(expected);
        problems.error(source, span, title, label, notes(parser, error, found).toArray(String[]::new));
    }

    /** The innermost thing with a name of its own that the error stands in. */
    private static String place(RuleContext context) {
        RuleContext at = context;
        while (at.getParent() != null && RULES.get(at.getRuleIndex()).equals(EXPRESSION)) at = at.getParent();
        return RULES.get(at.getRuleIndex());
    }

    private static List<String> expected(RecognitionException error) {
        Set<Integer> types = new LinkedHashSet<>();
        if (error.getExpectedTokens() != null)
            types.addAll(error.getExpectedTokens().toSet());
        List<String> names = new ArrayList<>();
        if (types.contains(NUMBER)) names.add("a value");
        else if (types.contains(TEXT)) names.add("a text in quotes");
        if (types.contains(NAME) && !types.contains(NUMBER)) names.add("a name");
        for (int type : List.of(ASSIGN, COLON, IN, COMMA, ROUND_CLOSE, SQUARE_CLOSE, CURLY_CLOSE, BLOCK_OPEN, BY, IF))
            if (types.contains(type)
                    && !(types.contains(NUMBER) && types.contains(type) && type == BY
                            || type == IN && types.size() > 4)) names.add("`" + SIGNS.get(type) + "`");
        if (types.contains(END)) names.add("the end of the line");
        return names;
    }

    private static final Map<Integer, String> SIGNS = Map.of(
            ASSIGN,
            "=",
            COLON,
            ":",
            IN,
            "in",
            COMMA,
            ",",
            ROUND_CLOSE,
            ")",
            SQUARE_CLOSE,
            "]",
            CURLY_CLOSE,
            "}",
            BLOCK_OPEN,
            "{",
            BY,
            "by",
            IF,
            "if");

    private static String joined(List<String> names) {
        if (names.size() == 1) return names.getFirst();
        return names.stream().limit(names.size() - 1L).collect(Collectors.joining(", ")) + " or " + names.getLast();
    }

    private static String described(Token token) {
        return switch (token.getType()) {
            case Token.EOF -> "end of the script";
            case TEXT, BLOCK_TEXT -> "text";
            case MISSING -> "value";
            default -> "`" + Habits.brief(token.getText()) + "`";
        };
    }

    private List<String> notes(Parser parser, RecognitionException error, Token found) {
        Token before = parser.getInputStream().get(Math.max(0, found.getTokenIndex() - 1));
        boolean first =
                found.getTokenIndex() > 0 && source.line(before.getStartIndex()) < source.line(found.getStartIndex());
        boolean phrase = inside(error.getCtx(), AssayParser.PhraseContext.class)
                || parser.getContext() instanceof AssayParser.StatementContext statement
                        && statement.run() != null
                        && statement.run().value() != null
                        && statement.run().value().phrase() != null;
        int type = found.getType();
        if (first && Keywords.STATEMENTS.containsKey(found.getText()))
            return List.of("a line that is indented deeper goes on with the statement above it");
        if (type == ELSE || found.getText().equals("else")) return List.of("`else` follows the `}` of an `if`");
        if (RESERVED.contains(type)
                && before.getType() != NAME
                && error.getCtx().getRuleIndex() != AssayParser.RULE_stray
                && error.getExpectedTokens() != null
                && error.getExpectedTokens().contains(NAME))
            return List.of("`" + found.getText() + "` is a word of the language and cannot be a name");
        if (phrase && ARITHMETIC.contains(type))
            return List.of("arithmetic inside a phrase stands in parentheses: `length (n + 1)`");
        if (phrase && QUERIES.contains(type))
            return List.of("inside a phrase this stands in parentheses: `on (t where share > 0.1)`");
        if (COMPARISONS.contains(type)) return List.of("comparisons do not chain: join two with `and`");
        if (before.getType() == NAME && (type == NAME || type == CONNECTIVE || type == TEXT || type == NUMBER))
            return List.of("a phrase in the middle of an expression stands in parentheses: `(battle a vs b)`");
        return List.of();
    }

    private static boolean inside(RuleContext context, Class<? extends ParserRuleContext> rule) {
        for (RuleContext at = context; at != null && !(at instanceof AssayParser.StatementContext); at = at.getParent())
            if (rule.isInstance(at)) return true;
        return false;
    }
}

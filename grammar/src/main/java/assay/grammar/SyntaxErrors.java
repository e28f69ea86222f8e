package assay.grammar;

import static assay.grammar.AssayLexer.*;
import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.RuleTransition;
import org.antlr.v4.runtime.tree.ParseTree;

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
            entry(AssayParser.RULE_subject, EXPRESSION),
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

    /** Too general or too small to say where an error stands. */
    private static final Set<String> UNNAMED = Set.of(EXPRESSION, "a block", "a query", "a text");

    /** What may be expected, in the order in which it is told. */
    private static final SequencedMap<Integer, String> SIGNS = signs();

    private static final Set<Integer> COMPARISONS = Set.of(EQUAL, UNEQUAL, BELOW, ABOVE, AT_MOST, AT_LEAST, ABOUT, IN);
    /** Statements whose value can be followed by settings. */
    private static final Set<Integer> SETTINGS = Set.of(MODEL, SHOW, PLOT, SAVE);

    private static final Set<Integer> ARITHMETIC = Set.of(PLUS, MINUS, TIMES, DIVIDE, REMAINDER);
    private static final Set<Integer> QUERIES = Set.of(WHERE, SORT, GROUP);
    private static final Set<Integer> PHRASE = Set.of(NAME, CONNECTIVE, BY, WITHIN, TEXT, NUMBER);

    private final Source source;
    private final Problems problems;

    SyntaxErrors(Source source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    private static SequencedMap<Integer, String> signs() {
        SequencedMap<Integer, String> signs = new LinkedHashMap<>();
        signs.put(ASSIGN, "=");
        signs.put(COLON, ":");
        signs.put(COMMA, ",");
        signs.put(ROUND_CLOSE, ")");
        signs.put(SQUARE_CLOSE, "]");
        signs.put(CURLY_CLOSE, "}");
        signs.put(BLOCK_OPEN, "{");
        signs.put(IF, "if");
        return Collections.unmodifiableSequencedMap(signs);
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
        if (!(parser.getContext() instanceof AssayParser.StatementContext)) throw error;
        while (true) {
            switch (parser.getInputStream().LA(1)) {
                case END -> {
                    parser.consume();
                    return;
                }
                case Token.EOF, BLOCK_CLOSE -> {
                    return;
                }
                case BLOCK_OPEN -> block((AssayParser) parser);
                default -> parser.consume();
            }
        }
    }

    /** Reads a block as if the rule that stopped had called for it: the prediction looks at the calling state. */
    private static void block(AssayParser parser) {
        int stopped = parser.getState();
        parser.setState(parser.getATN().states.stream()
                .filter(state -> state.getNumberOfTransitions() > 0)
                .filter(state ->
                        state.transition(0) instanceof RuleTransition call && call.ruleIndex == AssayParser.RULE_block)
                .findFirst()
                .orElseThrow()
                .stateNumber);
        parser.block();
        parser.setState(stopped);
    }

    @Override
    public void reportError(Parser parser, RecognitionException error) {
        if (!(parser.getContext() instanceof AssayParser.StatementContext statement)) return;
        Token found = error.getOffendingToken();
        Span span = Tokens.span(found);
        boolean ends = span.start() == span.end();
        int seen = ends ? lineEnd(span.end()) : span.end();
        if (problems.within(source, new Span(statement.getStart().getStartIndex(), seen))) return;
        boolean phrase = phrase(statement, error.getCtx());
        String place = phrase && error.getCtx() == statement ? "a phrase" : place(error.getCtx());
        String title =
                ends ? "the line ends in the middle of " + place : "unexpected " + described(found) + " in " + place;
        String label = error.getCtx() instanceof AssayParser.StrayContext
                ? "no statement begins like this"
                : expected(error, phrase, statement);
        problems.error(
                source,
                span,
                title,
                label,
                note(parser, statement, error, phrase).stream().toArray(String[]::new));
    }

    /** The innermost thing with a name of its own that the error stands in. */
    private static String place(RuleContext context) {
        RuleContext at = context instanceof AssayParser.StatementContext && context.getChildCount() > 0
                ? (RuleContext) context.getChild(0)
                : context;
        while (at.getParent() != null && UNNAMED.contains(RULES.get(at.getRuleIndex()))) at = at.getParent();
        return RULES.get(at.getRuleIndex());
    }

    /** Where the line ends, or far enough from {@code offset}: a line can be megabytes long. */
    private int lineEnd(int offset) {
        int far = Math.min(offset + 200, source.text().length());
        int end = source.text().indexOf('\n', offset, far);
        return end < 0 ? far : end;
    }

    private static String expected(RecognitionException error, boolean phrase, AssayParser.StatementContext statement) {
        if (error.getExpectedTokens() == null) return "";
        Set<Integer> types = Set.copyOf(error.getExpectedTokens().toSet());
        List<String> names = new ArrayList<>();
        if (types.contains(NUMBER)) names.add("a value");
        else if (types.contains(TEXT)) names.add("a text in quotes");
        if (types.contains(NAME) && !types.contains(NUMBER)) names.add("a name");
        SIGNS.forEach((type, sign) -> {
            if (types.contains(type)) names.add("`" + sign + "`");
        });
        if (types.contains(IN) && !types.contains(EQUAL) && !types.contains(NUMBER)) names.add("`in`");
        if (types.contains(ROUND_OPEN) && !types.contains(NUMBER)) names.add("`(`");
        if (types.contains(END)) {
            boolean settings = SETTINGS.contains(statement.getStart().getType());
            if (!phrase) names.add("an operator");
            if (phrase || settings) names.add("a setting");
            names.add("the end of the line");
        }
        if (names.size() < 2) return names.isEmpty() ? "" : "expected " + names.getFirst();
        return "expected " + String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.getLast();
    }

    private static String described(Token token) {
        return switch (token.getType()) {
            case TEXT, BLOCK_TEXT -> "text";
            case MISSING -> "value";
            default -> "`" + Habits.brief(token.getText()) + "`";
        };
    }

    /** What people who write this usually mean. */
    private Optional<String> note(
            Parser parser, AssayParser.StatementContext statement, RecognitionException error, boolean phrase) {
        Token found = error.getOffendingToken();
        Token before = parser.getInputStream().get(Math.max(0, found.getTokenIndex() - 1));
        int type = found.getType();
        Set<Integer> expected = error.getExpectedTokens() == null
                ? Set.of()
                : error.getExpectedTokens().toSet();
        boolean lineStart = source.line(before.getStartIndex()) < source.line(found.getStartIndex());
        if (type == END)
            return Parse.WAITING.contains(before.getType())
                    ? Optional.of("a statement goes on over the lines that are indented deeper")
                    : Optional.empty();
        if (lineStart && Keywords.STATEMENTS.containsKey(found.getText()))
            return Optional.of("a line that is indented deeper goes on with the statement above it");
        if (error.getCtx() instanceof AssayParser.StrayContext) return Optional.empty();
        if (Keywords.RESERVED.contains(type) && expected.contains(NAME))
            return Optional.of("`" + found.getText() + "` is a word of the language and cannot be a name");
        if (before.getType() == NUMBER && before.getText().endsWith("%"))
            return Optional.of("a `%` that touches a number makes it a percentage; the remainder is `a % b`");
        if (phrase) {
            if (ARITHMETIC.contains(type))
                return Optional.of("inside a phrase arithmetic stands in parentheses: `length (n + 1)`");
            if (QUERIES.contains(type))
                return Optional.of("inside a phrase a query stands in parentheses: `on (t where share > 0.1)`");
            if (type == FOR) return Optional.of("inside a phrase only a text is repeated: `\"... {x}\" for x in list`");
        }
        if (COMPARISONS.contains(type) && !expected.contains(NAME))
            return Optional.of("comparisons do not chain: join two with `and`");
        boolean verb = before.getType() == NAME
                && PHRASE.contains(type)
                && !Set.of(LET, LOOP, DEFINE).contains(type(parser, before, 1));
        if (verb && type(parser, before, 1) != DOT && (expected.contains(END) || expected.contains(BLOCK_OPEN)))
            return Optional.of("a phrase in the middle of an expression stands in parentheses: `(battle a vs b)`");
        return Optional.empty();
    }

    private static int type(Parser parser, Token token, int back) {
        int index = token.getTokenIndex() - back;
        return index < 0 ? Token.EOF : parser.getInputStream().get(index).getType();
    }

    /** Whether the error stands in a phrase, or directly behind one. */
    private static boolean phrase(AssayParser.StatementContext statement, RuleContext context) {
        for (RuleContext at = context; at != null && at != statement; at = at.getParent())
            if (at instanceof AssayParser.PhraseContext) return true;
        ParseTree last = context;
        while (last instanceof ParserRuleContext && last.getChildCount() > 0) {
            last = last.getChild(last.getChildCount() - 1);
            if (last instanceof AssayParser.PhraseContext) return true;
        }
        return false;
    }
}

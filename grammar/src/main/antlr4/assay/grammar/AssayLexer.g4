/*
 * The words of the language. What a word means can depend on its place: `seed` begins a statement in one line and is a
 * setting in the next. The lexer does not know places; Layout (lines, brackets) and Roles (words) give the tokens
 * listed in `tokens { }` their type before the parser sees them.
 *
 * A name may contain `-` between letters or digits, so `a-b` is one name and a subtraction needs spaces: `a - b`.
 * `green->red` is a pair, since a name does not end in `-`. A `%` that touches a number makes it a percentage.
 */
lexer grammar AssayLexer;

tokens {
    // Given by Layout: the end of a statement; braces around statements; brackets that touch what they belong to.
    END, BLOCK_OPEN, BLOCK_CLOSE, CALL_OPEN, INDEX_OPEN,
    // Given by Roles: words that begin a statement or a clause, the verb of a phrase, a minus that touches its number.
    SEED, ENGINE, PARAM, MODEL, USE, LET, PRINT, SHOW, PLOT, SAVE, EXPECT, HYPOTHESIS, PREDICT, FALSIFIED, LOOP, REPEAT,
    IF, ELSE, DEFINE, RETURN, IMPORT, SORT, GROUP, DOWN, VERB, SIGN,
    // Given by Habits and Layout: a value that has been reported already, such as a text without its closing quote.
    MISSING,
    // Given by Roles: a word that has been reported already and begins no statement.
    REFUSED
}

// Literals
NUMBER       : DIGITS ('.' DIGITS)? ([eE] [+-]? DIGITS)? '%'? ;
TEXT         : '"' (ESCAPE | ~["\\\r\n])* '"' ;
BLOCK_TEXT   : '"""' ('\\' . | ~'\\')*? '"""' ;

// Words
YES          : 'yes' ;
NO           : 'no' ;
NONE         : 'none' ;
AND          : 'and' ;
OR           : 'or' ;
NOT          : 'not' ;
IN           : 'in' ;
FOR          : 'for' ;
WHERE        : 'where' ;
BY           : 'by' ;
WITHIN       : 'within' ;
CONNECTIVE   : 'vs' | 'on' | 'along' | 'from' | 'to' | 'with' | 'as' | 'into' | 'at' ;
NAME         : LETTER (LETTER | [\p{M}\p{N}] | '-' [\p{L}\p{N}])* ;

// Brackets
ROUND_OPEN   : '(' ;
ROUND_CLOSE  : ')' ;
SQUARE_OPEN  : '[' ;
SQUARE_CLOSE : ']' ;
CURLY_OPEN   : '{' ;
CURLY_CLOSE  : '}' ;

// Signs
ASSIGN       : '=' ;
ARROW        : '->' ;
RANGE        : '..' ;
DOT          : '.' ;
COMMA        : ',' ;
COLON        : ':' ;
ABOUT        : '~' ;
EQUAL        : '==' ;
UNEQUAL      : '!=' ;
AT_MOST      : '<=' ;
AT_LEAST     : '>=' ;
BELOW        : '<' ;
ABOVE        : '>' ;
PLUS         : '+' ;
MINUS        : '-' ;
TIMES        : '*' ;
DIVIDE       : '/' ;
REMAINDER    : '%' ;

// Blank
NEWLINE      : '\n' ;
SPACE        : [ \t\r\f]+ -> skip ;
COMMENT      : '#' ~[\n]* -> channel(HIDDEN) ;

// Anticipated mistakes; Habits says what to write instead
OPEN_TEXT    : '"' (ESCAPE | ~["\\\r\n])* '\\'? ;
OPEN_BLOCK_TEXT : '"""' ;
FOREIGN_TEXT : '\'' (ESCAPE | ~['\\\r\n])* '\'' | [\u201C\u201D\u201E] ~[\u201C\u201D\u201E"\r\n]* [\u201C\u201D"]
             | [\u2018\u2019] ~[\u2018\u2019\r\n]* [\u2018\u2019] | '\u00AB' ~[\u00BB\r\n]* '\u00BB' ;
FOREIGN_COMMENT : '//' ~[\r\n]* | '/*' .*? '*/' ;
FOREIGN_SPACE : [\u00A0\u0085\u1680\u2000-\u200D\u2028\u2029\u202F\u205F\u2060\u3000\uFEFF]+ ;
FOREIGN_SIGN : '&&' | '||' | '!' | ':=' | '+=' | '-=' | '*=' | '/=' | '===' | '!==' | '<>' | '=>' | '**' | '^' | ';'
             | [\u2010-\u2015\u2212] | '\u2192' | '\u00D7' | '\u00F7' | '\u2264' | '\u2265' | '\u2260' | '\u2248'
             | '\u2026' ;
MERGE_MARKER : ('<<<<<<<' | '=======' | '>>>>>>>') ~[\r\n]* ;
BAD_NUMBER   : DIGITS ('.' DIGITS)? LETTER (LETTER | [\p{M}\p{N}])* | '.' DIGITS | DIGITS ',' DIGITS '.' DIGITS ;
OTHER        : . ;

fragment DIGITS : [0-9]+ ;
fragment LETTER : [\p{L}_] ;
fragment ESCAPE : '\\' ~[\r\n] ;

/*
 * The syntax of the language, over the tokens that Layout and Roles prepare: every statement ends in END, `{` is already
 * known as a record's or a block's, and the first word of a phrase is a VERB. One token of lookahead is enough nearly
 * everywhere, and no rule but those with a bracket in them calls itself, so the depth of the stack is bounded.
 *
 * An error ends the statement it stands in: SyntaxErrors lets no other rule catch it.
 */
parser grammar AssayParser;

options {
    tokenVocab = AssayLexer;
}

@members {
    private void refuse() {
        throw new InputMismatchException(this);
    }
}

script
    : statement* EOF
    ;

block
    : BLOCK_OPEN statement* BLOCK_CLOSE
    ;

statement
    : ( seed | engine | param | model | use | let | print | show | plot | save | expect | hypothesis | prediction
      | falsifier | loop | repeat | choice | define | giveBack | importing | run | stray ) END
    ;

// Statements

seed        : SEED expr ;
engine      : ENGINE NAME ;
param       : PARAM NAME ASSIGN expr ;
model       : MODEL NAME ASSIGN subject ;
use         : USE value ;
let         : LET NAME ASSIGN value ;
print       : PRINT expr (COMMA expr)* ;
show        : SHOW subject ;
plot        : PLOT subject ;
save        : SAVE subject ;
expect      : EXPECT expr (COMMA expr)? ;
hypothesis  : HYPOTHESIS NAME text? block ;
prediction  : PREDICT expr ;
falsifier   : FALSIFIED IF expr ;
loop        : LOOP NAME IN expr block ;
repeat      : REPEAT expr block ;
choice      : IF expr block (ELSE IF expr block)* (ELSE block)? ;
define      : DEFINE NAME (CALL_OPEN | ROUND_OPEN) (parameter (COMMA parameter)* COMMA?)? ROUND_CLOSE block ;
parameter   : NAME (ASSIGN expr)? ;
giveBack    : RETURN value? ;
importing   : IMPORT (text | NAME) ;
run         : value ;

// What no statement begins with: refused before it is read, so that the error stands at its first token.
stray
    : { refuse(); } ( IN | FOR | AND | OR | WHERE | BY | WITHIN | CONNECTIVE | ROUND_CLOSE | SQUARE_CLOSE | CURLY_CLOSE
      | BLOCK_OPEN | CALL_OPEN | INDEX_OPEN | ASSIGN | ARROW | RANGE | DOT | COMMA | COLON | ABOUT | EQUAL | UNEQUAL
      | AT_MOST | AT_LEAST | BELOW | ABOVE | PLUS | TIMES | DIVIDE | REMAINDER | ELSE | SORT | GROUP | DOWN | END | REFUSED )
    ;

// Phrases

value       : phrase | expr ;
subject     : phrase | expr settings? ;
phrase      : VERB (first atom* block? | block) ;
first       : connective | operand (RANGE amount)? ;
atom        : connective | IN | amount (RANGE amount)? ;
amount      : SIGN? operand ;
operand     : text FOR NAME IN postfix | postfix (ARROW postfix)? ;
settings    : (NAME | connective) atom* ;
connective  : CONNECTIVE | BY | WITHIN ;

// Expressions, loosest first

expr        : table (FOR NAME IN table)* ;
table       : either query* ;
query       : WHERE either | SORT BY NAME DOWN? | GROUP BY NAME ;
either      : both (OR both)* ;
both        : negation (AND negation)* ;
negation    : NOT* comparison ;
comparison  : range (compare range | ABOUT range (WITHIN range)?)? ;
compare     : EQUAL | UNEQUAL | BELOW | AT_MOST | ABOVE | AT_LEAST | IN ;
range       : sum (RANGE sum)? ;
sum         : product ((PLUS | MINUS | SIGN) product)* ;
product     : signed ((TIMES | DIVIDE | REMAINDER) signed)* ;
signed      : (MINUS | SIGN)* pair ;
pair        : postfix (ARROW postfix)? ;
postfix     : primary suffix* ;
suffix      : DOT NAME | INDEX_OPEN expr SQUARE_CLOSE | CALL_OPEN (argument (COMMA argument)* COMMA?)? ROUND_CLOSE ;
argument    : (NAME ASSIGN)? value ;
primary     : NUMBER | text | YES | NO | NONE | NAME | list | record | ROUND_OPEN value ROUND_CLOSE ;
list        : SQUARE_OPEN (expr (COMMA expr)* COMMA?)? SQUARE_CLOSE ;
record      : CURLY_OPEN (entry (COMMA entry)* COMMA?)? CURLY_CLOSE ;
entry       : NAME COLON expr ;
text        : TEXT | BLOCK_TEXT | MISSING ;

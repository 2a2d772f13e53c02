package io.dimmer.config.regex;

import io.dimmer.config.value.UnexpectedValueException;
import java.util.ArrayList;
import java.util.List;

/** Reads an expression, by recursive descent. */
final class Parser {
    private static final int DEEPEST = 50;
    private static final int MOST_REPEATS = 1_000;
    private static final char END = 0;

    private final String text;
    private final boolean anyCase;
    private int at;
    private int depth;

    Parser(String text) {
        this.text = text;
        this.anyCase = text.startsWith("(?i)");
        this.at = anyCase ? 4 : 0;
    }

    Node parse() {
        Node node = choice();
        if (at < text.length()) {
            throw refused("no ) without a ( before it");
        }
        return node;
    }

    private Node choice() {
        if (++depth > DEEPEST) {
            throw refused("at most " + DEEPEST + " groups inside each other");
        }
        Node node = sequence();
        while (peek() == '|') {
            at++;
            node = new Node.Choice(node, sequence());
        }
        depth--;
        return node;
    }

    private Node sequence() {
        List<Node> parts = new ArrayList<>();
        while (at < text.length() && peek() != '|' && peek() != ')') {
            parts.add(repeated(atom()));
        }
        return new Node.Sequence(parts);
    }

    private Node atom() {
        char first = peek();
        return switch (first) {
            case '(' -> group();
            case '^', '$' -> edge(first == '$');
            case '*', '+', '?', '{' -> throw refused("something before " + first + " that it repeats, or \\" + first);
            default -> {
                Ranges ranges = characters();
                yield new Node.One(anyCase ? ranges.anyCase() : ranges);
            }
        };
    }

    private Node edge(boolean atEnd) {
        at++;
        return new Node.Edge(atEnd);
    }

    private Ranges characters() {
        return switch (peek()) {
            case '[' -> CharacterClass.read(this);
            case '.' -> any();
            case '\\' -> escape();
            default -> single();
        };
    }

    private Ranges any() {
        at++;
        return Ranges.ANY;
    }

    private Node group() {
        at++;
        if (peek() == '?') {
            groupName();
        }
        Node node = choice();
        if (peek() != ')') {
            throw refused("a ) for each (");
        }
        at++;
        return node;
    }

    /** Groups with a name and without a number are groups; everything else after a question mark needs going back. */
    private void groupName() {
        boolean named = text.startsWith("?<", at) && !text.startsWith("?<=", at) && !text.startsWith("?<!", at);
        int end = text.indexOf('>', at);
        if (text.startsWith("?:", at)) {
            at += 2;
        } else if (named && end > 0) {
            at = end + 1;
        } else {
            throw refused("a plain group: what looks around or is switched inside cannot be had in linear time");
        }
    }

    private Node repeated(Node part) {
        Node node = part;
        while (at < text.length() && "*+?{".indexOf(peek()) >= 0) {
            char sign = peek();
            at++;
            node = sign == '{' ? counted(node) : new Node.Repeat(node, sign == '+' ? 1 : 0, sign == '?' ? 1 : -1);
            if (peek() == '?') {
                at++;
            } else if (peek() == '+') {
                throw refused("no + after a repetition: possessive ones cannot be had in linear time");
            }
        }
        return node;
    }

    private Node counted(Node part) {
        int least = number();
        int most = least;
        if (peek() == ',') {
            at++;
            most = peek() == '}' ? Node.Repeat.UNBOUNDED : number();
        }
        if (peek() != '}' || (most >= 0 && most < least)) {
            throw refused("{n}, {n,} or {n,m}");
        }
        at++;
        return new Node.Repeat(part, least, most);
    }

    private int number() {
        int value = 0;
        int start = at;
        while (peek() >= '0' && peek() <= '9' && value <= MOST_REPEATS) {
            value = value * 10 + peek() - '0';
            at++;
        }
        if (at == start || value > MOST_REPEATS) {
            throw refused("a number of repetitions up to " + MOST_REPEATS);
        }
        return value;
    }

    /** A backslash and what follows it. */
    Ranges escape() {
        at++;
        char sign = peek();
        at++;
        return switch (sign) {
            case 'd' -> Ranges.DIGITS;
            case 'D' -> Ranges.DIGITS.negated();
            case 'w' -> Ranges.WORD;
            case 'W' -> Ranges.WORD.negated();
            case 's' -> Ranges.SPACE;
            case 'S' -> Ranges.SPACE.negated();
            default -> {
                int codePoint = escaped(sign);
                yield Ranges.of(codePoint, codePoint);
            }
        };
    }

    private int escaped(char sign) {
        return switch (sign) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 'f' -> '\f';
            case 'x' -> hex(2);
            case 'u' -> hex(4);
            default -> itself(sign);
        };
    }

    private int itself(char sign) {
        if (sign == END || Character.isLetterOrDigit(sign)) {
            at--;
            throw refused("after \\ one of d D w W s S t n r f x u, or a sign that is neither letter nor digit");
        }
        return sign;
    }

    private int hex(int digits) {
        int value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0) {
                throw refused(digits + " hexadecimal digits");
            }
            value = value * 16 + digit;
            at++;
        }
        return value;
    }

    /** One character that stands for itself. */
    Ranges single() {
        int codePoint = text.codePointAt(at);
        at += Character.charCount(codePoint);
        return Ranges.of(codePoint, codePoint);
    }

    /** The next character, or {@link #END}. */
    char peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    boolean isAtEnd() {
        return at >= text.length();
    }

    void skip() {
        at++;
    }

    UnexpectedValueException refused(String expected) {
        return new UnexpectedValueException("regex", "\"" + text + "\"", expected + " (at character " + (at + 1) + ")");
    }
}

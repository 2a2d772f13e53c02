package io.dimmer.config.regex;

/** Reads what stands between square brackets. */
final class CharacterClass {
    private CharacterClass() {}

    /** From the opening to behind the closing bracket. */
    static Ranges read(Parser parser) {
        parser.skip();
        boolean negated = parser.peek() == '^';
        if (negated) {
            parser.skip();
        }
        Ranges all = null;
        while (parser.peek() != ']' || all == null) {
            Ranges next = item(parser);
            all = all == null ? next : all.and(next);
        }
        parser.skip();
        return negated ? all.negated() : all;
    }

    private static Ranges item(Parser parser) {
        Ranges first = one(parser);
        int from = first.single();
        if (parser.peek() != '-' || from < 0) {
            return first;
        }
        parser.skip();
        if (parser.peek() == ']') {
            return first.and(Ranges.of('-', '-'));
        }
        int to = one(parser).single();
        if (to < from) {
            throw parser.refused("a range of characters that rises");
        }
        return Ranges.of(from, to);
    }

    private static Ranges one(Parser parser) {
        if (parser.isAtEnd()) {
            throw parser.refused("a ] for each [");
        }
        return switch (parser.peek()) {
            case '\\' -> parser.escape();
            case '[', ']' -> throw parser.refused("\\" + parser.peek() + " inside [ ]");
            case '&' -> ampersand(parser);
            default -> parser.single();
        };
    }

    /** One is itself, two would be an intersection. */
    private static Ranges ampersand(Parser parser) {
        Ranges ranges = parser.single();
        if (parser.peek() == '&') {
            throw parser.refused("\\& inside [ ]: there is no intersection");
        }
        return ranges;
    }
}

package io.dimmer.config.regex;

import java.util.ArrayList;
import java.util.List;

/** A set of code points, as ranges. Immutable. */
final class Ranges {
    static final Ranges ANY = new Ranges(new int[] {0, Utf8.NONE});
    static final Ranges DIGITS = of('0', '9');
    static final Ranges WORD = of('a', 'z').and(of('A', 'Z')).and(DIGITS).and(of('_', '_'));
    static final Ranges SPACE = of(' ', ' ').and(of('\t', '\r'));

    private final int[] bounds;

    private Ranges(int[] bounds) {
        this.bounds = bounds;
    }

    /** First and last are inside. */
    static Ranges of(int first, int last) {
        return new Ranges(new int[] {first, last});
    }

    boolean contains(int codePoint) {
        for (int i = 0; i < bounds.length; i += 2) {
            if (codePoint >= bounds[i] && codePoint <= bounds[i + 1]) {
                return true;
            }
        }
        return false;
    }

    /** The only code point inside, or -1 when there are several. */
    int single() {
        return bounds.length == 2 && bounds[0] == bounds[1] ? bounds[0] : -1;
    }

    Ranges and(Ranges other) {
        int[] all = new int[bounds.length + other.bounds.length];
        System.arraycopy(bounds, 0, all, 0, bounds.length);
        System.arraycopy(other.bounds, 0, all, bounds.length, other.bounds.length);
        return new Ranges(all);
    }

    /** Everything else, bytes that are no code point too. */
    Ranges negated() {
        List<int[]> sorted = new ArrayList<>();
        for (int i = 0; i < bounds.length; i += 2) {
            sorted.add(new int[] {bounds[i], bounds[i + 1]});
        }
        sorted.sort((a, b) -> Integer.compare(a[0], b[0]));
        Ranges rest = new Ranges(new int[0]);
        int from = 0;
        for (int[] range : sorted) {
            rest = range[0] > from ? rest.and(of(from, range[0] - 1)) : rest;
            from = Math.max(from, range[1] + 1);
        }
        return from <= Utf8.NONE ? rest.and(of(from, Utf8.NONE)) : rest;
    }

    /** With the other case of each ASCII letter inside. */
    Ranges anyCase() {
        Ranges all = this;
        for (int letter = 'a'; letter <= 'z'; letter++) {
            int upper = letter - 'a' + 'A';
            if (contains(letter) != contains(upper)) {
                all = all.and(of(letter, letter)).and(of(upper, upper));
            }
        }
        return all;
    }
}

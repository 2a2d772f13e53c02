package io.dimmer.judge;

import io.dimmer.judge.evidence.Bet;
import io.dimmer.judge.evidence.Tally;
import io.dimmer.judge.evidence.Term;
import java.math.BigDecimal;
import java.math.MathContext;

/** Says findings in the words of people. */
final class Sentences {

    private static final long MICROS = 1_000;
    private static final double MILLIS = 1e6;
    private static final double SECONDS = 1e9;

    private final Pair pair;
    private final Thresholds thresholds;

    Sentences(Pair pair, Thresholds thresholds) {
        this.pair = pair;
        this.thresholds = thresholds;
    }

    String of(Term term) {
        return term.bet().claim().comparison() ? compared(term) : limited(term);
    }

    /** Both versions against one limit. */
    String bothOver(Term term) {
        return limited(term) + "; " + pair.stable() + " " + stable(term) + ", so that draining would not help";
    }

    /** A better canary beside a broken stable version. */
    String better(Term term) {
        return pair.stable() + " " + stable(term) + " while " + pair.canary() + " " + canary(term) + ": "
                + pair.canary() + " is better";
    }

    private String compared(Term term) {
        return pair.canary() + " " + canary(term) + " requests while " + pair.stable() + " " + stable(term);
    }

    private String limited(Term term) {
        return pair.canary() + " " + canary(term) + " requests, allowed are "
                + percent(term.bet().tolerated());
    }

    private String canary(Term term) {
        Tally tally = term.tally();
        return did(term.bet(), true, tally.canaryEvents(), tally.canaryRequests());
    }

    private String stable(Term term) {
        Tally tally = term.tally();
        return did(term.bet(), false, tally.stableEvents(), tally.stableRequests());
    }

    private String did(Bet bet, boolean canary, long events, long requests) {
        int type = bet.type();
        String counts = events + " of " + requests;
        if (type == 0) {
            return "failed " + counts;
        }
        if (type == Fact.CLIENT_ERROR_TYPE) {
            return "refused " + counts;
        }
        String slow = thresholds.has(type) ? time(thresholds.nanos(type, canary)) : bet.check();
        return "took longer than " + slow + " for " + counts;
    }

    static String percent(double part) {
        return number(part * 100) + " %";
    }

    static String time(long nanos) {
        if (nanos < MICROS * MICROS) {
            return number((double) nanos / MICROS) + " µs";
        }
        return nanos < SECONDS ? number(nanos / MILLIS) + " ms" : number(nanos / SECONDS) + " s";
    }

    private static String number(double value) {
        return new BigDecimal(value, new MathContext(3)).stripTrailingZeros().toPlainString();
    }
}

package io.dimmer.judge;

import io.dimmer.judge.evidence.Bet;
import io.dimmer.judge.evidence.Tally;
import io.dimmer.judge.evidence.Term;
import java.math.BigDecimal;
import java.math.MathContext;

/** Says findings in the words of people, when somebody reads them. What they keep of the evidence is a term. */
final class Sentences {

    private static final long MILLIS = 1_000_000;
    private static final long SECONDS = 1_000_000_000;
    private static final int MICRO_SCALE = 3;
    private static final int MILLI_SCALE = 6;
    private static final int SECOND_SCALE = 9;
    private static final MathContext THREE_DIGITS = new MathContext(3);

    private final Pair pair;
    private final Thresholds thresholds;

    Sentences(Pair pair, Thresholds thresholds) {
        this.pair = pair;
        this.thresholds = thresholds;
    }

    Sentence of(Term term) {
        return new Sentence(() -> term.bet().claim().comparison() ? compared(term) : limited(term));
    }

    /** Both versions against one limit. */
    Sentence bothOver(Term term) {
        return new Sentence(
                () -> limited(term) + "; " + pair.stable() + " " + stable(term) + ", so that draining would not help");
    }

    /** A better canary beside a broken stable version. */
    Sentence better(Term term) {
        return new Sentence(() -> pair.stable() + " " + stable(term) + " while " + pair.canary() + " " + canary(term)
                + ": " + pair.canary() + " is better");
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
        return number(BigDecimal.valueOf(part * 100)) + " %";
    }

    static String time(long nanos) {
        if (nanos < MILLIS) {
            return number(BigDecimal.valueOf(nanos, MICRO_SCALE)) + " µs";
        }
        return nanos < SECONDS
                ? number(BigDecimal.valueOf(nanos, MILLI_SCALE)) + " ms"
                : number(BigDecimal.valueOf(nanos, SECOND_SCALE)) + " s";
    }

    private static String number(BigDecimal value) {
        return value.round(THREE_DIGITS).stripTrailingZeros().toPlainString();
    }
}

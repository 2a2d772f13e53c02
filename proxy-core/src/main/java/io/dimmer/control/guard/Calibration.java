package io.dimmer.control.guard;

/**
 * How often stable, compared with itself, looked worse than itself: the test of the guard's own assumptions
 * ({@code statistics.md} §3.6). Immutable.
 *
 * <p>Evidence above 20 has a probability of at most 5 % in a comparison of like with like, so more of them than that say
 * that requests hang together in a way that counting users does not see. Then all evidence is divided by φ: E[L^(1/φ)] ≤
 * E[L]^(1/φ) ≤ 1 by Jensen, so that a divided bet is a bet still, and a slower one.
 *
 * @param runs runs that ended under this divisor
 * @param cried those of them whose evidence passed 20 at some time
 * @param divisor φ by which evidence is divided: 1, 2 or 4
 */
public record Calibration(int runs, int cried, int divisor) {
    /** Nothing known yet. */
    public static final Calibration NONE = new Calibration(0, 0, 1);

    private static final int ENOUGH_RUNS = 60;
    private static final int ONE_IN = 20;
    private static final int LARGEST_DIVISOR = 4;

    /** After one more run; a larger divisor begins to count anew. */
    Calibration after(boolean cry) {
        Calibration next = new Calibration(runs + 1, cry ? cried + 1 : cried, divisor);
        return next.criesTooOften() && divisor < LARGEST_DIVISOR ? new Calibration(0, 0, 2 * divisor) : next;
    }

    private boolean criesTooOften() {
        return runs >= ENOUGH_RUNS && cried * ONE_IN > runs;
    }
}

package io.dimmer.loadtest.generate;

/**
 * How far a run has come.
 *
 * @param elapsedNanos since its start
 * @param planned requests that have become due
 * @param ended requests that have ended, in whatever way
 * @param failed those of them that failed
 * @param lagNanos how late the latest request was taken up
 */
public record Progress(long elapsedNanos, long planned, long ended, long failed, long lagNanos) {
    /** Requests that are due and have not ended. */
    public long running() {
        return planned - ended;
    }
}

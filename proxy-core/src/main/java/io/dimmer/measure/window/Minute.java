package io.dimmer.measure.window;

/**
 * What a version did in the last 60 seconds; load tests are left out.
 *
 * @param requests ended
 * @param users distinct keys, estimated
 * @param errorRatio 0 to 1; 0 without requests
 * @param clientErrorRatio 4xx answers of the version, 0 to 1
 * @param p50Seconds judged latency; 0 without any
 * @param p99Seconds judged latency; 0 without any
 */
public record Minute(
        long requests, long users, double errorRatio, double clientErrorRatio, double p50Seconds, double p99Seconds) {
    /** Nothing happened. */
    public static final Minute NOTHING = new Minute(0, 0, 0, 0, 0, 0);
}

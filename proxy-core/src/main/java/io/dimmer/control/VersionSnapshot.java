package io.dimmer.control;

import io.dimmer.config.value.VersionName;
import io.dimmer.config.value.Weight;
import io.dimmer.exchange.VersionState;
import io.dimmer.judge.Sentence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A picture of one version.
 *
 * @param name the version
 * @param state what it takes
 * @param since when the state was set
 * @param cause what set it
 * @param why the sentence that was given, or the guard's
 * @param weight as set
 * @param share of the users
 * @param inFlight requests that run on it
 * @param streams of these, long-lived ones
 * @param build what is deployed, from the label or from the last trial
 * @param lastMinute what it did in the last 60 seconds
 * @param guard absent when it is not watched
 */
public record VersionSnapshot(
        VersionName name,
        VersionState state,
        Instant since,
        Cause cause,
        Optional<String> why,
        Weight weight,
        Share share,
        int inFlight,
        int streams,
        Optional<String> build,
        LastMinute lastMinute,
        Optional<Guard> guard) {

    /**
     * Shares of the users, 0 to 1.
     *
     * @param configured by the weights, as if every version were ready
     * @param effective by the weights of the versions that are ready, and the kill switch
     * @param observed of the assignments of the last 60 seconds
     */
    public record Share(double configured, double effective, double observed) {}

    /**
     * The last 60 seconds.
     *
     * @param requests ended
     * @param users distinct keys, estimated
     * @param errorRatio 0 to 1
     * @param clientErrorRatio 0 to 1
     * @param p50Seconds judged latency
     * @param p99Seconds judged latency
     */
    public record LastMinute(
            long requests,
            long users,
            double errorRatio,
            double clientErrorRatio,
            double p50Seconds,
            double p99Seconds) {}

    /**
     * What the guard thinks.
     *
     * @param verdict {@code pass}, {@code fail} or {@code inconclusive}
     * @param sentence for people
     * @param evidence 0 nothing, 1 the drain line
     * @param findings one for each check that says something
     * @param trial its number, from 1
     * @param hold the cause of the hold that is in force, by its word
     * @param calibration how often stable, compared with itself, looked worse than itself
     */
    public record Guard(
            String verdict,
            String sentence,
            double evidence,
            List<Finding> findings,
            long trial,
            Optional<String> hold,
            Calibration calibration) {
        public Guard {
            findings = List.copyOf(findings);
        }
    }

    /**
     * The guard's test of itself, a comparison of stable with stable of an hour each.
     *
     * @param runs how many ended
     * @param cried how many of them looked bad, of which 5 % are expected at most
     * @param divisor φ, 1 or more, by which evidence is divided because too many did
     */
    public record Calibration(int runs, int cried, int divisor) {}

    /**
     * One check.
     *
     * @param check its label in metrics
     * @param evidence 0 nothing, 1 the drain line
     * @param sentence with both numbers
     */
    public record Finding(String check, double evidence, Sentence sentence) {}
}

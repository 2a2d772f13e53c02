package io.dimmer.judge;

import io.dimmer.judge.evidence.Tally;

/**
 * What one check has found. Immutable.
 *
 * @param check its name, as in the metrics: {@code errors}, {@code latency_p99}, {@code client_errors},
 *     {@code limit_errors}, …
 * @param word fail when its line is reached; one check alone never passes a version
 * @param evidence 0 nothing, 1 its line (the drain line; for client errors that of the hold)
 * @param candidate the odds ratio, or for a limit the rate, that explains best what was seen
 * @param allowed the odds ratio or rate that is tolerated
 * @param epoch the epoch that it was found in
 * @param counts requests and events since that epoch opened
 * @param sentence the same for people
 */
public record Finding(
        String check,
        Verdict.Word word,
        double evidence,
        double candidate,
        double allowed,
        long epoch,
        Tally counts,
        Sentence sentence) {}

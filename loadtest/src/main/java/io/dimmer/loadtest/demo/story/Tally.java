package io.dimmer.loadtest.demo.story;

import io.dimmer.loadtest.generate.Answer;
import io.dimmer.loadtest.generate.AnswerListener;
import io.dimmer.loadtest.record.Ending;
import io.dimmer.loadtest.record.Label;
import io.dimmer.loadtest.record.LatencyRecorder;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts what users saw, from the answers alone. Any thread. */
public final class Tally implements AnswerListener {
    private static final String CANARY = "canary";
    private static final String DRAINED = "drained";

    /** The version that each user had last, by number; the first place is nobody's. */
    private final String[] versions;

    private LatencyRecorder sinceMark = new LatencyRecorder();
    private long markNanos;
    private long requests;
    private long failures;
    private final Map<Ending, Long> stableEndings = new EnumMap<>(Ending.class);
    private long toBlue;
    private long toGreen;
    private long strayed;

    /** For users from 1 to this number. */
    public Tally(int users) {
        versions = new String[users + 1];
        Arrays.fill(versions, Answer.ABSENT);
    }

    @Override
    public synchronized void ended(Answer answer) {
        count(answer);
        if (answer.sample().plannedNanos() >= markNanos) {
            sinceMark.record(Label.ALL, answer.sample());
            sinceMark.record(Label.version(answer.version()), answer.sample());
        }
        if (!answer.version().isEmpty()) {
            versions[answer.user()] = answer.version();
        }
    }

    /** Counts an answer of the roll call, in which every user calls once. */
    public synchronized void rollCalled(Answer answer) {
        count(answer);
        String before = versions[answer.user()];
        if (answer.reason().equals(DRAINED)) {
            toBlue += answer.version().equals("blue") ? 1 : 0;
            toGreen += answer.version().equals("green") ? 1 : 0;
        } else if (!before.isEmpty() && !answer.version().isEmpty()) {
            strayed += before.equals(answer.version()) ? 0 : 1;
        }
    }

    /** Counts anew from this moment of the traffic on; the totals go on. */
    public synchronized void mark(long nanos) {
        markNanos = nanos;
        sinceMark = new LatencyRecorder();
    }

    /** What was seen of a version since the mark. */
    public synchronized Seen sinceMark(String version) {
        return Optional.ofNullable(sinceMark.results().get(Label.version(version)))
                .map(Seen::of)
                .orElse(Seen.NOTHING);
    }

    /** Requests that ended, the roll call included. */
    public synchronized long requests() {
        return requests;
    }

    /** Requests that failed, the roll call included. */
    public synchronized long failures() {
        return failures;
    }

    /** How requests failed that were not the canary's: on blue, on green, or with no version at all. */
    public synchronized Map<Ending, Long> stableEndings() {
        return new TreeMap<>(stableEndings);
    }

    /** What the roll call came to. */
    synchronized Moves moves() {
        return new Moves(toBlue, toGreen, strayed);
    }

    private void count(Answer answer) {
        requests++;
        if (answer.failed()) {
            failures++;
            if (!answer.version().equals(CANARY)) {
                stableEndings.merge(answer.sample().ending(), 1L, Long::sum);
            }
        }
    }
}

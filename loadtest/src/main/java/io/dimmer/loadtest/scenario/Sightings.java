package io.dimmer.loadtest.scenario;

import io.dimmer.loadtest.generate.Answer;
import io.dimmer.loadtest.generate.AnswerListener;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What users saw, counted anew in each phase. Any thread. */
final class Sightings implements AnswerListener {
    private static final String NO_VERSION = "(none)";

    private final Map<Integer, String> versionOfUser = new HashMap<>();
    private Counts counts = new Counts();
    private long phaseNanos;

    /** The counts of one phase. */
    private static final class Counts {
        private final SortedMap<String, Long> requests = new TreeMap<>();
        private final SortedMap<String, Long> failures = new TreeMap<>();
        private final SortedMap<String, Long> endings = new TreeMap<>();
        private final SortedMap<String, Long> moves = new TreeMap<>();
    }

    @Override
    public synchronized void ended(Answer answer) {
        String version = answer.version().isEmpty() ? NO_VERSION : answer.version();
        String before = answer.version().isEmpty() ? null : versionOfUser.put(answer.user(), version);
        if (answer.sample().plannedNanos() < phaseNanos) {
            return;
        }
        counts.requests.merge(version, 1L, Long::sum);
        if (answer.failed()) {
            counts.failures.merge(version, 1L, Long::sum);
            String word = answer.outcome().isEmpty() ? answer.sample().ending().word() : answer.outcome();
            counts.endings.merge(word, 1L, Long::sum);
        }
        if (before != null && !before.equals(version)) {
            counts.moves.merge(before + " to " + version, 1L, Long::sum);
        }
    }

    /** Counts anew; requests that were due before this moment of the run are no part of it. */
    synchronized void phase(long nanos) {
        phaseNanos = nanos;
        counts = new Counts();
    }

    synchronized long requests() {
        return sum(counts.requests);
    }

    synchronized long requests(String version) {
        return counts.requests.getOrDefault(version, 0L);
    }

    synchronized long failures() {
        return sum(counts.failures);
    }

    /** Failures of this version. */
    synchronized long failures(String version) {
        return counts.failures.getOrDefault(version, 0L);
    }

    /** How requests failed: the outcome that the proxy named, else the kind. */
    synchronized SortedMap<String, Long> endings() {
        return new TreeMap<>(counts.endings);
    }

    /** Users who met another version than before. */
    synchronized SortedMap<String, Long> moves() {
        return new TreeMap<>(counts.moves);
    }

    private static long sum(Map<String, Long> numbers) {
        return numbers.values().stream().mapToLong(Long::longValue).sum();
    }
}

package io.dimmer.loadtest.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dimmer.loadtest.compare.Comparison;
import io.dimmer.loadtest.compare.Series;
import io.dimmer.loadtest.record.Annotation;
import io.dimmer.loadtest.record.Label;
import io.dimmer.loadtest.record.ProxySeries;
import io.dimmer.loadtest.record.RunResult;
import io.dimmer.loadtest.threshold.Finding;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a run came to, for people and for programs. A void run is reported with its reason, its counts and without
 * percentiles; a percentile that has not even one sample above it is left out.
 *
 * @param baseline the version that the others are compared with; empty: the one with the most requests
 * @param annotations what happened to the target meanwhile, in order
 * @param proxy what the proxy measured by itself of this run, if it was marked as one and the proxy was watched
 * @param findings what became of the thresholds
 */
public record Report(
        RunDescription description,
        RunResult result,
        Optional<String> baseline,
        List<Annotation> annotations,
        Optional<List<ProxySeries>> proxy,
        List<Finding> findings) {
    /** Why there may be nothing of a run that was marked. */
    public static final String PROXY_SAW_NOTHING =
            "The proxy knows nothing of this run: it believes X-Dimmer-Run only of those who may force (force.allow), so"
                    + " these requests counted like everybody's.";

    public Report {
        annotations = List.copyOf(annotations);
        proxy = proxy.map(List::copyOf);
        findings = List.copyOf(findings);
    }

    /** What to say in a meeting. */
    public String sentence() {
        return Sentence.of(result, comparisons());
    }

    /** Every other version beside the baseline; empty for a void run, and when there is only one version. */
    public List<Comparison> comparisons() {
        if (result.voidReason().isPresent()) {
            return List.of();
        }
        List<Label> versions = result.labels().keySet().stream()
                .filter(label -> label.kind().equals("version"))
                .toList();
        Optional<Label> base = baseline.map(Label::version)
                .filter(versions::contains)
                .or(() -> versions.stream().max(Comparator.comparingLong(this::requests)));
        return versions.stream()
                .filter(label -> !base.equals(Optional.of(label)))
                .map(label -> compared(label, base.orElse(label)))
                .toList();
    }

    /** The report as a table. */
    public List<String> lines() {
        return new TextReport(this).lines();
    }

    /** The report as JSON: {@code void} is null or the reason; durations are seconds. */
    public ObjectNode json() {
        return new JsonReport(this).json();
    }

    private long requests(Label label) {
        return result.of(label).map(numbers -> numbers.requests()).orElse(0L);
    }

    private Comparison compared(Label label, Label base) {
        return Comparison.withinRun(label.value(), Series.of(result, label), base.value(), Series.of(result, base));
    }
}

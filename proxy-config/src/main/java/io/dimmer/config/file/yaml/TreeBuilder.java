package io.dimmer.config.file.yaml;

import io.dimmer.config.file.problem.Place;
import io.dimmer.config.file.problem.Problem;
import io.dimmer.config.file.problem.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Hangs raw values at their paths: fills in variables, refuses keys that come twice, bounds what aliases multiply. */
final class TreeBuilder {
    private static final int DEEPEST = 64;
    private static final int MOST_NODES = 200_000;

    private final Environment environment;
    private final Problems problems;
    private int nodes;

    TreeBuilder(Environment environment, Problems problems) {
        this.environment = environment;
        this.problems = problems;
    }

    /** The tree; empty when aliases make it too large, which is told as a problem. */
    Optional<Node> build(Raw root) {
        Place top = root.at("");
        Node node = build(root, new Site("", top, top), 0);
        if (nodes > MOST_NODES) {
            problems.add(Problem.found(top, "more than " + MOST_NODES + " values", "a smaller file, or fewer aliases"));
            return Optional.empty();
        }
        return Optional.of(node);
    }

    private Node build(Raw raw, Site site, int depth) {
        nodes++;
        if (depth > DEEPEST || nodes > MOST_NODES) {
            nodes = MOST_NODES + 1;
            return new Scalar(site, "", Scalar.Style.UNKNOWN);
        }
        if (raw instanceof Raw.Sequence sequence) {
            return items(sequence, site, depth);
        }
        if (raw instanceof Raw.Pairs pairs) {
            return mapping(pairs, site, depth);
        }
        return scalar((Raw.Text) raw, site);
    }

    private Node scalar(Raw.Text raw, Site site) {
        if (!Environment.usedIn(raw.text())) {
            return new Scalar(site, raw.text(), raw.plain() ? Scalar.Style.PLAIN : Scalar.Style.QUOTED);
        }
        return environment
                .expand(raw.text(), site.value(), problems)
                .map(text -> new Scalar(site, text, Scalar.Style.EXPANDED))
                .orElseGet(() -> new Scalar(site, raw.text(), Scalar.Style.UNKNOWN));
    }

    private Node items(Raw.Sequence raw, Site site, int depth) {
        List<Node> items = new ArrayList<>();
        for (int i = 0; i < raw.items().size(); i++) {
            Raw item = raw.items().get(i);
            String path = site.value().pathOf(i);
            items.add(build(item, new Site(path, item.at(path), item.at(path)), depth + 1));
        }
        return new Items(site, items);
    }

    private Node mapping(Raw.Pairs raw, Site site, int depth) {
        Map<String, Integer> seen = new HashMap<>();
        List<Mapping.Entry> entries = new ArrayList<>();
        for (Raw.Pair pair : raw.pairs()) {
            if (!(pair.key() instanceof Raw.Text key)) {
                problems.add(Problem.found(pair.key().at(site.value().path()), "a list or mapping as a key", "a text"));
                continue;
            }
            String path = site.value().pathOf(key.text());
            Integer first = seen.putIfAbsent(key.text(), key.line());
            if (first == null) {
                Site below = new Site(key.text(), key.at(path), pair.value().at(path));
                entries.add(new Mapping.Entry(key.text(), build(pair.value(), below, depth + 1)));
            } else {
                problems.add(new Problem(key.at(path), "written twice", "the first time in line " + first));
            }
        }
        return new Mapping(site, entries);
    }
}
